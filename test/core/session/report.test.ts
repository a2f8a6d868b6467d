import { expect, test } from "vitest";
import { eventRows, monitorRows, transcriptRows } from "../../../src/core/session/report.ts";
import { ends, observe, running, Story } from "./scene.ts";

const iso = (ms: number): string => new Date(ms).toISOString();

function story(): Story {
	const told = new Story();
	told.does(...running("tests", "m1", { policy: "auto" }), { type: "send", text: "hi" }, observe("m1", "one"));
	told.does(ends("t1"), { type: "monitor-ended", monitor: "m1", signal: "SIGTERM" });
	return told;
}

test("a monitor as a row of data", () => {
	expect(monitorRows(story().state, iso)).toEqual([
		{
			id: "m1",
			name: "tests",
			command: ["true"],
			state: "exited",
			exitCode: null,
			signal: "SIGTERM",
			policy: "auto",
			sandboxed: true,
			startedAt: iso(1_002_000),
			events: { total: 1, held: 0, forwarded: 1, muted: 0, dropped: 0, suppressed: 0 },
		},
	]);
});

test("a monitor that listens has its URL where others have a command", () => {
	const told = new Story();
	told.does(...running("feed", "m1", { command: [], socket: { url: "ws://h/x", protocols: ["chat"] } }));
	expect(monitorRows(told.state, iso)[0]?.command).toEqual(["ws", "ws://h/x", "chat"]);
	told.does({ type: "monitor-ended", monitor: "m1", exitCode: 0 }, { type: "restart", monitors: ["feed"] });
	expect(told.monitor("m1").spec.socket).toEqual({ url: "ws://h/x", protocols: ["chat"] });
});

test("an event as a row: its monitor by name, null where nothing is", () => {
	const told = story();
	told.does({ type: "set-policy", monitors: ["m1"], policy: "hold" }, observe("m1", "two"));
	expect(
		eventRows(told.state, iso).map(({ id, monitor, seq, verdict, deliveredAt }) => [
			id,
			monitor,
			seq,
			verdict,
			deliveredAt,
		]),
	).toEqual([
		["e1", "tests", 1, "forwarded", iso(1_005_000)],
		["e2", "tests", 2, "held", null],
	]);
});

test("the conversation as rows", () => {
	const told = story();
	told.does({ type: "notice", text: "by the way" });
	expect(transcriptRows(told.state, iso)).toEqual([
		{ at: iso(1_003_000), from: "person", text: "hi", events: [], turn: "t1" },
		{ at: iso(1_005_000), from: "monitor", text: "tests · 1 event\none", events: ["e1"], turn: "t2" },
		{ at: iso(1_007_000), from: "host", text: "by the way", events: [], turn: null },
	]);
});
