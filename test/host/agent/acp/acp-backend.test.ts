import { afterEach, describe, expect, test } from "vitest";
import type { AcpBackend } from "../../../../src/host/agent/acp/acp-backend.ts";
import type { AcpOptions } from "../../../../src/host/agent/acp/acp-options.ts";
import { alive, Notebook, peer, typed, until } from "./scene.ts";

const started: AcpBackend[] = [];
afterEach(async () => {
	await Promise.all(started.splice(0).map((backend) => backend.close()));
});

async function open(mode = "", options: Partial<AcpOptions> = {}) {
	const book = new Notebook();
	const backend = peer(mode, options);
	started.push(backend);
	await backend.start(book.sink);
	return { book, backend };
}

describe("a turn", () => {
	test("says what the agent says, and ends after it", async () => {
		const { book, backend } = await open();
		expect(await backend.prompt(typed("echo hello"))).toEqual({ stop: "done" });
		expect(book.text("t1")).toBe("hello");
	});

	test("carries events in their envelope, after the person's words", async () => {
		const { book, backend } = await open();
		const place = { id: "e1", monitor: "m1", seq: 1, at: 0, verdict: "forwarded", by: "person" } as const;
		const text = { kind: "output", text: "</x>", lines: 1, cut: { lines: 0, bytes: 0 }, partial: false } as const;
		const event = { ...place, ...text };
		expect(await backend.prompt({ ...typed("echo seen"), events: [event] })).toEqual({ stop: "done" });
		expect(book.text("t1")).toBe("seen");
	});

	test.each([
		["stop max_tokens", { stop: "failed", error: "the model's limit of tokens was reached" }],
		["stop max_turn_requests", { stop: "failed", error: "the agent's limit of requests in one turn was reached" }],
		["stop refusal", { stop: "failed", error: "the agent refused to go on" }],
		["stop cancelled", { stop: "cancelled" }],
		["stop whim", { stop: "failed", error: 'it ended with "whim"' }],
		["busy", { stop: "failed", error: "busy: turn.agent_busy" }],
	])("%s", async (text, end) => {
		const { backend } = await open();
		expect(await backend.prompt(typed(text))).toEqual(end);
		expect(await backend.prompt(typed("echo on", "t2"))).toEqual({ stop: "done" });
	});

	test("is refused while another one runs", async () => {
		const { book, backend } = await open();
		const first = backend.prompt(typed("end-after-cancel"));
		expect(await backend.prompt(typed("echo two", "t2"))).toMatchObject({ stop: "failed" });
		backend.cancel();
		expect(await first).toEqual({ stop: "cancelled" });
		expect(book.text("t2")).toBe("");
	});

	test("messages are told apart, and thoughts from words", async () => {
		const { book, backend } = await open();
		await backend.prompt(typed("messages"));
		expect(book.values("said", "t1").join("|").replaceAll("|…", "")).toBe("one more|two|three");
		expect(book.values("thought", "t1")).toEqual(["hm"]);
	});

	test("words lose their control sequences, also when they are split between pieces", async () => {
		const { book, backend } = await open();
		await backend.prompt(typed("split"));
		expect(book.text("t1")).toBe("red  alert end gnp");
	});

	test("plan, usage, commands and notices are told", async () => {
		const { book, backend } = await open();
		await backend.prompt(typed("sundry"));
		expect(book.values("plan", "t1")).toEqual([
			[
				{ text: "look", status: "done" },
				{ text: "fix", status: "pending" },
			],
		]);
		expect(book.values("usage")).toEqual([{ used: 10, size: 100, cost: "0.50 USD" }]);
		expect(book.values("commands")).toEqual([[{ name: "init", description: "begin" }]]);
		expect(book.text("t1")).toBe("Compacting: soon");
	});

	test("what comes after its end belongs to no turn", async () => {
		const { book, backend } = await open();
		await backend.prompt(typed("late"));
		await until(() => book.text(undefined).includes("afterthought"));
		expect(book.text("t1")).toBe("");
	});

	test("a flood of pieces comes in few, whole and in order", async () => {
		const { book, backend } = await open();
		const from = Date.now();
		await backend.prompt(typed("flood 2000"));
		const expected = Array.from({ length: 2000 }, (_, i) => `${i} `).join("");
		expect(book.text("t1")).toBe(expected);
		expect(book.values("said", "t1").length).toBeLessThanOrEqual((Date.now() - from) / 30 + 2);
	});
});

describe("cancel", () => {
	test.each(["end-after-cancel", "error-after-cancel"])("%s is reported as cancelled", async (text) => {
		const { backend } = await open();
		const turn = backend.prompt(typed(text));
		await until(() => backend.session !== undefined);
		backend.cancel();
		backend.cancel();
		expect(await turn).toEqual({ stop: "cancelled" });
	});

	test("is harmless when nothing runs", async () => {
		const { backend } = await open();
		backend.cancel();
		expect(await backend.prompt(typed("echo x"))).toEqual({ stop: "done" });
	});

	test("ends a turn of a deaf agent, long before the agent would", async () => {
		const { backend } = await open("", { timeouts: { cancel: 100 } });
		const turn = backend.prompt(typed("deaf 600000"));
		await new Promise((resolve) => setTimeout(resolve, 50));
		backend.cancel();
		expect(await turn).toEqual({ stop: "cancelled" });
	});

	test("of a turn that a deaf agent goes on with: the next prompt waits for the agent", async () => {
		const { book, backend } = await open("", { timeouts: { cancel: 100 } });
		const turn = backend.prompt(typed("deaf 1200"));
		const from = Date.now();
		await new Promise((resolve) => setTimeout(resolve, 50));
		backend.cancel();
		expect(await turn).toEqual({ stop: "cancelled" });
		expect(await backend.prompt(typed("echo next", "t2"))).toEqual({ stop: "done" });
		expect(Date.now() - from).toBeGreaterThan(1000);
		expect(book.text("t2")).toBe("next");
	});

	test("an agent that never stops gets no second prompt", async () => {
		const { backend } = await open("", { timeouts: { cancel: 50, lastTurn: 100 } });
		const turn = backend.prompt(typed("deaf 60000"));
		await new Promise((resolve) => setTimeout(resolve, 50));
		backend.cancel();
		await turn;
		expect(await backend.prompt(typed("echo x", "t2"))).toEqual({
			stop: "failed",
			error: "peer still works on a turn that was cancelled",
		});
		const waiting = backend.prompt(typed("echo y", "t3"));
		backend.cancel();
		expect(await waiting).toEqual({ stop: "cancelled" });
	});
});

describe("the end of the process", () => {
	test("in mid-turn fails the turn and is told with its reason", async () => {
		const { book, backend } = await open();
		const end = await backend.prompt(typed("die"));
		expect(end).toEqual({ stop: "failed", error: "peer ended with code 3: the last words" });
		// It is known before anybody could begin another turn, which would fail and lose what waits.
		expect(book.values("exited")).toEqual(["peer ended with code 3: the last words"]);
		expect(await backend.prompt(typed("echo x", "t2"))).toEqual(end);
	});

	test.each([
		["kill", "peer ended by SIGKILL"],
		// Nobody cancelled it: that was the beginning of its end.
		["cancel-die", "peer ended by SIGKILL"],
		["close-pipe", "peer ended"],
	])("%s", async (text, error) => {
		const { book, backend } = await open();
		expect(await backend.prompt(typed(text))).toEqual({ stop: "failed", error });
		expect(book.values("exited")).toEqual([error]);
	});

	test("between turns is told once", async () => {
		const { book, backend } = await open();
		await backend.prompt(typed("echo x"));
		process.kill(await pidOf(backend, book), "SIGKILL");
		await until(() => book.values("exited").length > 0);
		await backend.close();
		expect(book.values("exited")).toHaveLength(1);
	});

	test("what it started dies with it, also when that holds its pipes", async () => {
		const { book, backend } = await open();
		const turn = backend.prompt(typed("orphan-die"));
		expect(await turn).toMatchObject({ stop: "failed" });
		await until(() => book.values("exited").length > 0);
		await until(() => !alive(Number(book.text("t1"))), "the end of the orphan");
	});
});

describe("close", () => {
	test("ends the running turn and the whole group, and tells no exit", async () => {
		const { book, backend } = await open();
		await backend.prompt(typed("orphan"));
		const pid = Number(book.text("t1"));
		expect(alive(pid)).toBe(true);
		const turn = backend.prompt(typed("deaf 60000", "t2"));
		await backend.close();
		await backend.close();
		expect(await turn).toEqual({ stop: "cancelled" });
		await until(() => !alive(pid), "the end of the orphan");
		expect(book.values("exited")).toEqual([]);
	});

	test("kills one that ignores TERM", async () => {
		const { backend } = await open("stubborn");
		// It would never end by itself.
		await backend.close();
		expect(await backend.prompt(typed("echo x"))).toMatchObject({ stop: "failed" });
	});

	test("before start is harmless", async () => {
		await peer().close();
	});
});

/** A child of the peer knows its parent: the peer's own pid is the group of what it starts. */
async function pidOf(backend: AcpBackend, book: Notebook): Promise<number> {
	await backend.prompt(typed("orphan", "t9"));
	const { readFileSync } = await import("node:fs");
	const stat = readFileSync(`/proc/${book.text("t9")}/stat`, "utf8");
	return Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[2]);
}
