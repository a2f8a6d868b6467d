import { expect, test } from "vitest";
import { explainError, type Trouble } from "../../../../../src/host/agent/direct/turn/explain-error.ts";

const url = "http://127.0.0.1:1/v1";
const caused = (code: string) => new TypeError("fetch failed", { cause: Object.assign(new Error("x"), { code }) });

test.each<[name: string, error: unknown, trouble: Trouble]>([
	["nobody", caused("ECONNREFUSED"), { kind: "gone", text: `no model server answers at ${url}` }],
	[
		"nobody, deeper",
		new Error("x", { cause: caused("ENOTFOUND") }),
		{ kind: "gone", text: `no model server answers at ${url}` },
	],
	["broken off", caused("UND_ERR_SOCKET"), { kind: "gone", text: "the server broke off its answer" }],
	["a plain error", new Error("a\u001b[2Jb\nc"), { kind: "other", text: "ab c" }],
	["a server's record", { message: "no" }, { kind: "other", text: "no" }],
	["a record in it", { error: { message: "inner" } }, { kind: "other", text: "inner" }],
	["a text", "boom", { kind: "other", text: "boom" }],
	["nothing", undefined, { kind: "other", text: "no reason" }],
])("%s", (_, error, trouble) => {
	expect(explainError(error, url)).toEqual(trouble);
});

test("a long message is cut", () => {
	expect(explainError(new Error("x".repeat(5000)), url).text).toHaveLength(300);
});
