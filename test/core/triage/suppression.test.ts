import { describe, expect, test } from "vitest";
import { Suppression } from "../../../src/core/triage/suppression.ts";
import { eventDraftSchema } from "../../../src/model/event.ts";
import { draftOf } from "./drafts.ts";

describe("a suppression event", () => {
	test("reads with its count, its rate and its last lines", () => {
		const folded = new Suppression(1);
		folded.add(draftOf("a", 12_343));
		folded.add(draftOf("b", 2));
		const draft = folded.draft();
		expect(draft.text).toBe("12,345 lines suppressed (over 1 event/s)\na 12341\na 12342\na 12343\nb 1\nb 2");
		expect(draft).toMatchObject({ kind: "suppression", lines: 12_345, partial: false });
		expect(draft.cut.lines).toBe(12_340);
		expect(eventDraftSchema.parse(draft)).toEqual(draft);
	});

	test.each([
		[2, 1, "1 line suppressed (over 2 events/s)\nx"],
		[0.5, 1, "1 line suppressed (over 0.5 events/s)\nx"],
		[1000, 2, "2 lines suppressed (over 1,000 events/s)\nx 1\nx 2"],
	])("over %d a second, %d lines", (perSecond, lines, text) => {
		const folded = new Suppression(perSecond);
		folded.add(draftOf("x", lines));
		expect(folded.draft().text).toBe(text);
	});

	test("counts the bytes that it does not show, those cut before included", () => {
		const folded = new Suppression(1);
		folded.add(draftOf("é", 7, { cut: { lines: 0, bytes: 100 } }));
		// Each line is `é 1`, four bytes; two of seven are not shown.
		expect(folded.draft().cut).toEqual({ lines: 2, bytes: 2 * 4 + 100 });
	});

	test("fits into an event, whatever the lines", () => {
		const folded = new Suppression(1);
		for (let i = 0; i < 8; i++) folded.add(draftOf("日".repeat(2000)));
		const draft = folded.draft();
		expect(Buffer.byteLength(draft.text)).toBeLessThanOrEqual(16_384);
		expect(draft.cut).toEqual({ lines: 6, bytes: 6 * 6000 });
	});

	test("is partial when its last line is", () => {
		const folded = new Suppression(1);
		folded.add(draftOf("a", 1, { partial: true }));
		expect(folded.draft().partial).toBe(true);
		folded.add(draftOf("b"));
		expect(folded.draft().partial).toBe(false);
	});
});
