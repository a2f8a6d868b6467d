import { expect, test } from "vitest";
import type { MonitorFacts } from "../../../../src/host/agent/backend.ts";
import { listen, noSilence } from "../../../../src/host/agent/playbook/silence.ts";
import { facts, start } from "./fake-desk.ts";

const regular = { lastLineAt: start, lineIntervalMs: 1000 } as const;

/** What is said while the seconds pass; `at` gives the facts of a second. */
function hear(seconds: number, at: (second: number) => Partial<MonitorFacts>): string[] {
	let memory = noSilence;
	const said: string[] = [];
	for (let second = 0; second <= seconds; second++) {
		const heard = listen(memory, [facts("logs", at(second))], start + second * 1000);
		memory = heard.memory;
		said.push(...heard.lines.map((line) => `${second} ${line}`));
	}
	return said;
}

test("silence is said once, after thirty seconds at least", () => {
	expect(hear(120, () => regular)).toEqual(["31 logs: silent for 31 s; before, output came about every 1 s"]);
});

test("and after ten intervals when lines came slowly", () => {
	const slow = { lastLineAt: start, lineIntervalMs: 10_000 };
	expect(hear(200, () => slow)).toEqual(["101 logs: silent for 2 min; before, output came about every 10 s"]);
	expect(hear(40, () => ({ ...regular, lineIntervalMs: 250 }))).toEqual([
		"31 logs: silent for 31 s; before, output came about every 250 ms",
	]);
});

test("that it speaks again is said once, and then silence counts anew", () => {
	const at = (second: number) => (second < 60 ? regular : { ...regular, lastLineAt: start + 60_000 });
	expect(hear(100, at)).toEqual([
		"31 logs: silent for 31 s; before, output came about every 1 s",
		"60 logs: speaks again after 1 min of silence",
		"91 logs: silent for 31 s; before, output came about every 1 s",
	]);
});

test.each<[string, Partial<MonitorFacts>]>([
	["muted", { ...regular, policy: "mute" }],
	["ended", { ...regular, state: "exited" }],
	["never regular", { lastLineAt: start }],
	["without a line", { lineIntervalMs: 1000 }],
	["that only spoke in an earlier run", { ...regular, lastLineAt: start - 1 }],
])("a monitor that is %s is not listened to", (_, more) => expect(hear(100, () => more)).toEqual([]));

test("a monitor that is run again or ends after its silence is not said to speak again", () => {
	const again = { ...regular, startedAt: start + 50_000, lastLineAt: start + 51_000 };
	expect(hear(70, (second) => (second < 52 ? regular : again))).toHaveLength(1);
	expect(hear(70, (second) => (second < 52 ? regular : { ...regular, state: "exited" }))).toHaveLength(1);
});

test("a machine that slept does not make its monitors silent", () => {
	const { memory } = listen(noSilence, [facts("logs", regular)], start);
	const woken = listen(memory, [facts("logs", regular)], start + 3_600_000);
	expect(woken.lines).toEqual([]);
	const later = listen(woken.memory, [facts("logs", regular)], start + 3_605_000);
	expect(later.lines).toEqual([]);
});
