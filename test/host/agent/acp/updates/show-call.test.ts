import { expect, test } from "vitest";
import { readToolCall } from "../../../../../src/host/agent/acp/updates/read-tool-call.ts";
import { ownNames } from "../../../../../src/host/agent/acp/updates/show-call.ts";
import { ToolCalls } from "../../../../../src/host/agent/acp/updates/tool-calls.ts";
import { noQuirks } from "../../../../../src/host/agent/catalogue/profile.ts";

const show = ownNames({ quirks: noQuirks, nameOf: (id) => (id === "m1" ? "tests" : id) });

/** The title of a call that was told in these messages. */
function titleOf(...messages: object[]): string {
	const calls = new ToolCalls();
	const known = messages.map((message) => calls.upsert(readToolCall({ toolCallId: "c", ...message }) ?? { id: "c" }));
	const last = known.at(-1);
	return last ? show(last.known).title : "";
}

test.each<[string, object, string]>([
	["mcp__monitors__monitor_read", { id: "m1" }, "monitor_read tests"],
	["mcp__monitors__monitor_read", { id: "tests" }, "monitor_read tests"],
	["mcp__monitors__monitor_start", { name: "build", command: "make" }, "monitor_start build"],
	["mcp__monitors__monitor_list", {}, "monitor_list"],
	["mcp__monitors__monitor_stop", { id: "\u001b[2Ja\nb" }, "monitor_stop a b"],
	["mcp__other__monitor_read", { id: "m1" }, "mcp__other__monitor_read"],
	["Edit", { id: "m1" }, "Edit"],
])("%s with %j", (title, rawInput, shown) => {
	expect(titleOf({ title, rawInput })).toBe(shown);
});

test("what it was called with may come after its name, and is not forgotten with its outcome", () => {
	const title = "mcp__monitors__monitor_read";
	expect(titleOf({ title })).toBe("monitor_read");
	expect(titleOf({ title }, { rawInput: { id: "m1" } }, { status: "completed" })).toBe("monitor_read tests");
});
