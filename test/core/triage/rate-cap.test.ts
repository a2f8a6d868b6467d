import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createRateCap, type RateCap, type TriageOutcome } from "../../../src/core/triage/rate-cap.ts";
import { draftOf, noticeOf } from "./drafts.ts";

const strict = { burst: 1, perSecond: 1 };

function tell(outcomes: readonly TriageOutcome[]): string[] {
	return outcomes.map((outcome) => ("draft" in outcome ? `${outcome.type} ${outcome.draft.lines}` : outcome.type));
}

/** Calls `tick` whenever it is due until `now`; returns `time: outcome`. */
function passTime(cap: RateCap, now: number): string[] {
	const story: string[] = [];
	for (let due = cap.due(); due !== undefined && due <= now; due = cap.due()) {
		for (const outcome of tell(cap.tick(due))) story.push(`${due}: ${outcome}`);
	}
	return story;
}

/** One draft of ten lines every `every` ms for `span` ms; returns `time: outcome`, ticks included. */
function flood(cap: RateCap, every: number, span: { from: number; to: number }): string[] {
	const story: string[] = [];
	for (let now = span.from; now <= span.to; now += every) {
		story.push(...passTime(cap, now));
		for (const outcome of tell(cap.admit(draftOf("x", 10), now))) story.push(`${now}: ${outcome}`);
	}
	return story;
}

function ofType(story: readonly string[], type: string): string[] {
	return story.filter((entry) => entry.includes(`: ${type}`));
}

describe("below the rate", () => {
	test("everything passes", () => {
		const cap = createRateCap({ burst: 3, perSecond: 1 }, 0);
		expect([0, 0, 0, 1000, 2000].map((now) => tell(cap.admit(draftOf("x"), now)))).toEqual(Array(5).fill(["pass 1"]));
		expect([cap.due(), cap.tick(9000), cap.end(), cap.suppressedLines]).toEqual([undefined, [], [], 0]);
	});

	test.each([[{ burst: 0, perSecond: 1 }], [{ burst: 30, perSecond: 0 }], [{ burst: 0, perSecond: 0 }]])(
		"%j is no bound",
		(caps) => {
			const cap = createRateCap(caps, 0);
			for (let i = 0; i < 1000; i++) expect(tell(cap.admit(draftOf("x"), 0))).toEqual(["pass 1"]);
			expect(cap.due()).toBeUndefined();
		},
	);
});

describe("over the rate", () => {
	test("one running event opens, grows once a second, and ends after calm", () => {
		const cap = createRateCap(strict, 0);
		const story = flood(cap, 100, { from: 0, to: 2400 });
		expect(story).toEqual([
			"0: pass 10",
			"100: suppress 10",
			"1000: pass 10",
			"1100: grow 90",
			"2000: pass 10",
			"2100: grow 180",
		]);
		expect(passTime(cap, 60_000)).toEqual(["3100: grow 220", "12400: calm"]);
		expect(cap.due()).toBeUndefined();
		expect(cap.suppressedLines).toBe(220);
	});

	test("a new flood after calm opens a new event", () => {
		const cap = createRateCap(strict, 0);
		flood(cap, 100, { from: 0, to: 300 });
		passTime(cap, 20_000);
		expect(flood(cap, 100, { from: 20_000, to: 20_100 })).toEqual(["20000: pass 10", "20100: suppress 10"]);
	});

	test("a monitor a little over its rate makes one event of it", () => {
		const cap = createRateCap({ burst: 5, perSecond: 1 }, 0);
		const story = flood(cap, 800, { from: 0, to: 120_000 });
		expect(ofType(story, "suppress")).toHaveLength(1);
		expect(ofType(story, "over-cap")).toEqual([]);
		expect(ofType(story, "pass").length).toBeGreaterThan(115);
	});

	test("what has to be said is said without a call of tick", () => {
		const cap = createRateCap(strict, 0);
		cap.admit(draftOf("x"), 0);
		cap.admit(draftOf("x"), 0);
		cap.admit(draftOf("x"), 10);
		expect(tell(cap.admit(draftOf("x"), 90_000))).toEqual(["grow 2", "calm", "pass 1"]);
	});

	test("the end tells what was not told yet, once", () => {
		const cap = createRateCap(strict, 0);
		flood(cap, 100, { from: 0, to: 500 });
		expect(tell(cap.end())).toEqual(["grow 50", "calm"]);
		expect([cap.end(), cap.due()]).toEqual([[], undefined]);
	});

	test.each(["exit", "silence"] as const)("%s passes all the same, and costs nothing", (kind) => {
		const cap = createRateCap(strict, 0);
		flood(cap, 100, { from: 0, to: 500 });
		expect(tell(cap.admit(noticeOf(kind), 501))).toEqual(["pass 1"]);
		expect(tell(cap.admit(draftOf("x"), 1000))).toEqual(["pass 1"]);
	});
});

describe("over-cap", () => {
	test("is said once, after 60 s of flood", () => {
		const story = flood(createRateCap(strict, 0), 100, { from: 0, to: 200_000 });
		expect(ofType(story, "over-cap")).toEqual(["60100: over-cap"]);
	});

	test("is said with a slow gain as well", () => {
		const story = flood(createRateCap({ burst: 5, perSecond: 0.2 }, 0), 500, { from: 0, to: 200_000 });
		expect(ofType(story, "over-cap")).toHaveLength(1);
	});

	test("is not said when the flood paused", () => {
		const cap = createRateCap(strict, 0);
		const before = flood(cap, 100, { from: 0, to: 40_000 });
		const after = flood(cap, 100, { from: 43_000, to: 100_000 });
		expect(ofType([...before, ...after], "over-cap")).toEqual([]);
		expect(ofType([...before, ...after], "suppress")).toHaveLength(1);
	});

	test("is said again in a new suppression", () => {
		const cap = createRateCap(strict, 0);
		flood(cap, 100, { from: 0, to: 70_000 });
		passTime(cap, 100_000);
		expect(ofType(flood(cap, 100, { from: 100_000, to: 170_000 }), "over-cap")).toHaveLength(1);
	});
});

describe("whatever comes", () => {
	const step = fc.record({ wait: fc.integer({ min: 0, max: 3000 }), lines: fc.integer({ min: 1, max: 200 }) });
	const steps = fc.array(step, { maxLength: 80 });

	/** Admits a draft for each step; returns each outcome with its time. */
	function play(cap: RateCap, moves: readonly { wait: number; lines: number }[]) {
		let now = 0;
		return moves.flatMap(({ wait, lines }) => {
			now += wait;
			return cap.admit(draftOf("x", lines), now).map((outcome) => ({ now, outcome }));
		});
	}

	test("every line passes or is counted in a suppression event", () => {
		fc.assert(
			fc.property(steps, fc.integer({ min: 1, max: 4 }), (moves, burst) => {
				const cap = createRateCap({ burst, perSecond: 1 }, 0);
				const outcomes = [...play(cap, moves).map(({ outcome }) => outcome), ...cap.end()];
				const drafts = outcomes.flatMap((outcome) => ("draft" in outcome ? [outcome] : []));
				const passed = drafts.filter(({ type }) => type === "pass").reduce((sum, { draft }) => sum + draft.lines, 0);
				// The last telling of each running event holds its whole count.
				const told = drafts.filter(({ type }) => type !== "pass");
				const last = told.filter((_, index) => told[index + 1]?.type !== "grow");
				const suppressed = last.reduce((sum, { draft }) => sum + draft.lines, 0);
				expect(suppressed).toBe(cap.suppressedLines);
				expect(passed + suppressed).toBe(moves.reduce((sum, { lines }) => sum + lines, 0));
			}),
			{ numRuns: 300 },
		);
	});

	test("a suppression event is told at most once a second", () => {
		fc.assert(
			fc.property(steps, (moves) => {
				const told = play(createRateCap(strict, 0), moves).filter(({ outcome }) => /suppress|grow/.test(outcome.type));
				for (const [index, { now }] of told.entries()) {
					expect(now - (told[index - 1]?.now ?? -1000)).toBeGreaterThanOrEqual(1000);
				}
			}),
			{ numRuns: 300 },
		);
	});
});
