import { describe, expect, test } from "vitest";
import { type ExitFacts, exitDraft } from "../../../src/core/events/exit-draft.ts";
import { silenceDraft } from "../../../src/core/events/silence-draft.ts";
import { eventDraftSchema } from "../../../src/model/event.ts";

const nothingCut = { lines: 0, bytes: 0 };

describe("the end of a monitor", () => {
	const stderrTail = ["warning: x", "error: y"];
	test.each([
		[{ exitCode: 0, durationMs: 5100, stderrTail }, "exit 0 after 5.1s", 0],
		[{ exitCode: 3, durationMs: 5100, stderrTail }, "exit 3 after 5.1s\nwarning: x\nerror: y", 2],
		[{ exitCode: 1, durationMs: 182_000, stderrTail: [] }, "exit 1 after 3m02s", 0],
		[{ signal: "SIGKILL", durationMs: 182_000, stderrTail }, "killed by SIGKILL after 3m02s\nwarning: x\nerror: y", 2],
		[{ exitCode: 0, signal: "SIGTERM", durationMs: 20, stderrTail: [] }, "killed by SIGTERM after 20ms", 0],
		[
			{ signal: "SIGTERM", durationMs: 1000, reason: "its time of 1 s is over", stderrTail: [] },
			"killed by SIGTERM after 1s: its time of 1 s is over",
			0,
		],
		[{ durationMs: 20, stderrTail: [] }, "ended after 20ms", 0],
		[
			{ exitCode: 1, durationMs: 20, stderrTail: ["no net"], hint: "Try --net on." },
			"exit 1 after 20ms\nno net\nTry --net on.",
			1,
		],
		[
			{ exitCode: 0, durationMs: 20, stderrTail, appeared: [".envrc", ".git"] },
			"exit 0 after 20ms\nNew while it ran, and obeyed by other programs later: .envrc, .git. Look before you trust.",
			0,
		],
		[
			{ exitCode: 0, durationMs: 20, stderrTail: [], appeared: [..."abcdefghij"] },
			"exit 0 after 20ms\n" +
				"New while it ran, and obeyed by other programs later: a, b, c, d, e, f, g, h and 2 more. Look before you trust.",
			0,
		],
	] satisfies [ExitFacts, string, number][])("%j", (facts, text, lines) => {
		const draft = exitDraft(facts);
		expect(draft).toEqual({ kind: "exit", text, lines, cut: nothingCut, partial: false });
		expect(eventDraftSchema.parse(draft)).toEqual(draft);
	});

	test("keeps the last lines when not all of stderr fits", () => {
		const stderrTail = Array.from({ length: 20 }, (_, i) => `${i} ${"é".repeat(1000)}`);
		const draft = exitDraft({ exitCode: 1, durationMs: 0, stderrTail });
		const shown = draft.text.split("\n").slice(1);
		expect(shown).toEqual(stderrTail.slice(-shown.length));
		expect(draft.lines).toBe(20);
		expect(draft.cut.lines).toBe(20 - shown.length);
		expect(draft.cut.bytes).toBe(Buffer.byteLength(stderrTail.slice(0, -shown.length).join("")));
		expect(Buffer.byteLength(draft.text)).toBeLessThanOrEqual(16_384);
	});
});

test("silence says how long", () => {
	const draft = silenceDraft(90_000);
	expect(draft).toEqual({ kind: "silence", text: "no line for 1m30s", lines: 0, cut: nothingCut, partial: false });
	expect(eventDraftSchema.parse(draft)).toEqual(draft);
});
