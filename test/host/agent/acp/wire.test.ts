import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, test, vi } from "vitest";
import { formatCount } from "../../../../src/base/format-count.ts";
import type { AcpBackend } from "../../../../src/host/agent/acp/acp-backend.ts";
import type { AcpOptions } from "../../../../src/host/agent/acp/acp-options.ts";
import { noQuirks } from "../../../../src/host/agent/catalogue/profile.ts";
import type { Permission, ToolCall } from "../../../../src/model/agent.ts";
import { Notebook, peer, typed, until } from "./scene.ts";

const started: AcpBackend[] = [];
afterEach(async () => {
	await Promise.all(started.splice(0).map((backend) => backend.close()));
	vi.restoreAllMocks();
});

async function open(options: Partial<AcpOptions> = {}) {
	const book = new Notebook();
	const backend = peer("", options);
	started.push(backend);
	await backend.start(book.sink);
	return { book, backend };
}

describe("what an agent should not send", () => {
	test.each([
		["strange", "still here"],
		["junk", "after junk"],
		["foreign", ""],
	])("%s does no harm and is not printed", async (text, said) => {
		const printed = [vi.spyOn(console, "error"), vi.spyOn(console, "log"), vi.spyOn(console, "warn")];
		const { book, backend } = await open();
		expect(await backend.prompt(typed(text))).toEqual({ stop: "done" });
		expect(book.text("t1")).toBe(said);
		expect(printed.map((spy) => spy.mock.calls.length)).toEqual([0, 0, 0]);
	});

	test("megabytes in one message are cut, and the cut is counted", async () => {
		const { book, backend } = await open();
		expect(await backend.prompt(typed(`mega ${5 << 20}`))).toEqual({ stop: "done" });
		const [words = "", note] = book.text("t1").split("\n");
		expect(note).toBe(`[… ${formatCount((5 << 20) - words.length)} characters cut]`);
		expect(words.length).toBe(1_000_000);
	});

	test("a request for a file is refused", async () => {
		const { book, backend } = await open();
		await backend.prompt(typed("files"));
		expect(JSON.parse(book.text("t1"))).toMatchObject({ code: -32601 });
	});

	test("junk and stderr are in the log, which only the person can read", async () => {
		const folder = mkdtempSync(join(tmpdir(), "acp-log-"));
		const log = join(folder, "agent.log");
		const { backend } = await open({ log });
		await backend.prompt(typed("junk"));
		await backend.prompt(typed("die", "t2"));
		await backend.close();
		expect(readFileSync(log, "utf8")).toContain("Loading…");
		expect(readFileSync(log, "utf8")).toContain("the last words");
		expect(statSync(log).mode & 0o777).toBe(0o600);
		rmSync(folder, { recursive: true });
	});
});

describe("tool calls", () => {
	test("only updates make a call too", async () => {
		const { book, backend } = await open();
		await backend.prompt(typed("only-update"));
		const calls = book.values("tool", "t1") as ToolCall[];
		expect(calls[0]).toMatchObject({ id: "c1", title: "read a file", status: "running" });
		expect(calls.at(-1)).toMatchObject({ id: "c1", title: "read a file", status: "done", output: "42" });
	});

	test("a question tells of its call as one that waits", async () => {
		const { book, backend } = await open();
		await backend.prompt(typed('permit {"title":"rm -rf /"}'));
		expect(book.values("tool", "t1")[0]).toMatchObject({ id: "p1", title: "rm -rf /", status: "waiting" });
	});
});

describe("questions", () => {
	test("the agent's choices are shown in its order, and the chosen one goes back", async () => {
		const { book, backend } = await open();
		book.onAsk = async () => "a2";
		await backend.prompt(typed('permit {"title":"rm -rf /"}'));
		const [asked] = book.values("ask", "t1") as Permission[];
		expect(asked?.choices.map(({ id, kind, label }) => `${id} ${kind} ${label}`)).toEqual([
			"a1 allow-always Always here",
			"a2 allow-always Always everywhere",
			"o allow-once Once",
			"n reject-once n",
		]);
		expect(JSON.parse(book.text("t1"))).toEqual({ outcome: { outcome: "selected", optionId: "a2" } });
	});

	test.each([
		["no answer", async () => undefined],
		["an answer that was not offered", async () => "zz"],
		["a listener that fails", async () => Promise.reject(new Error("no"))],
	])("%s is a cancelled question", async (_, onAsk) => {
		const { book, backend } = await open();
		book.onAsk = onAsk;
		await backend.prompt(typed('permit {"title":"rm"}'));
		expect(JSON.parse(book.text("t1"))).toEqual({ outcome: { outcome: "cancelled" } });
	});

	test("our own tools are allowed once without a question", async () => {
		const { book, backend } = await open();
		await backend.prompt(typed('permit {"title":"mcp__monitors__monitor_start","kind":"other"}'));
		expect(book.values("ask")).toEqual([]);
		expect(JSON.parse(book.text("t1"))).toEqual({ outcome: { outcome: "selected", optionId: "o" } });
	});

	test("a shell command that is titled like one is asked for", async () => {
		const { book, backend } = await open();
		await backend.prompt(typed('permit {"title":"mcp__monitors__monitor_start","kind":"execute"}'));
		expect(book.values("ask")).toHaveLength(1);
	});

	test("choices whose meaning is unknown are none", async () => {
		const { book, backend } = await open();
		await backend.prompt(typed("odd-options"));
		expect(book.values("ask")).toEqual([]);
		expect(JSON.parse(book.text("t1"))).toEqual({ outcome: { outcome: "cancelled" } });
	});

	test("are answered as cancelled when the turn is cancelled, and later ones at once", async () => {
		const { book, backend } = await open();
		let withdrawn = false;
		book.onAsk = (_, signal) => new Promise(() => signal.addEventListener("abort", () => (withdrawn = true)));
		const turn = backend.prompt(typed("permit-then-cancel"));
		await until(() => book.values("ask").length === 1);
		backend.cancel();
		expect(await turn).toEqual({ stop: "cancelled" });
		expect(withdrawn).toBe(true);
		expect(JSON.parse(book.text("t1"))).toEqual({ outcome: { outcome: "cancelled" } });
		const later = backend.prompt(typed("ask-after-cancel", "t2"));
		backend.cancel();
		expect(await later).toEqual({ stop: "cancelled" });
		expect(book.values("ask", "t2")).toEqual([]);
	});

	test("that the agent takes back are withdrawn", async () => {
		const { book, backend } = await open({ quirks: noQuirks });
		let withdrawn = false;
		book.onAsk = (_, signal) => new Promise(() => signal.addEventListener("abort", () => (withdrawn = true)));
		expect(await backend.prompt(typed("withdraw"))).toEqual({ stop: "done" });
		expect(withdrawn).toBe(true);
	});

	test("nobody to ask is a cancelled question", async () => {
		const backend = peer();
		started.push(backend);
		const said: string[] = [];
		await backend.start({ said: (turn, text) => said.push(turn === "t1" ? text : "") });
		await backend.prompt(typed('permit {"title":"rm"}'));
		expect(said.join("")).toContain("cancelled");
	});
});
