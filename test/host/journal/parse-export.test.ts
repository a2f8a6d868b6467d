import { describe, expect, test } from "vitest";
import { parseExport } from "../../../src/host/journal/parse-export.ts";
import { failureOf, noticed, unwrap } from "./scene.ts";

const header = '{"monmux":"journal","version":1}';
const one = '{"type":"noticed","at":1,"text":"one"}';
const two = '{"type":"noticed","at":2,"text":"two"}';

describe("an export", () => {
	const good = [
		{ name: "without entries", lines: [header], expected: { history: [], entries: [] } },
		{
			name: "written by hand, with empty lines and no numbers",
			lines: [header, "", one, "  ", two, ""],
			expected: { history: [], entries: [noticed("one"), { ...noticed("two"), at: 2 }] },
		},
		{
			name: "with a base and numbers",
			lines: [
				'{"monmux":"journal","version":1,"base":{"seq":7,"state":{"a":[1]}}}',
				`{"seq":7,${one.slice(1)}`,
				`{"seq":8,${two.slice(1)}`,
			],
			expected: {
				base: { seq: 7, state: { a: [1] } },
				history: [noticed("one")],
				entries: [{ ...noticed("two"), at: 2 }],
			},
		},
		{
			name: "with a newer base further down",
			lines: [header, one, '{"monmux":"journal","version":1,"base":{"seq":1,"state":null}}', two],
			expected: { base: { seq: 1, state: null }, history: [noticed("one")], entries: [{ ...noticed("two"), at: 2 }] },
		},
	];
	test.each(good)("$name is read", async ({ lines, expected }) => {
		expect(unwrap(await parseExport(lines.join("\n")))).toEqual(expected);
		expect(unwrap(await parseExport(lines.join("\r\n")))).toEqual(expected);
	});

	test("comes line by line as well", async () => {
		async function* lines() {
			yield header;
			yield one;
		}
		expect(unwrap(await parseExport(lines()))).toEqual({ history: [], entries: [noticed("one")] });
	});

	const bad = [
		{ lines: [], message: "The export is empty: expected a header in line 1." },
		{ lines: ["no json"], message: "Line 1 of the export: expected a JSON object." },
		{ lines: [one], message: 'Line 1 of the export: expected a header like {"monmux":"journal","version":1}.' },
		{ lines: [header, one, "[1"], message: "Line 3 of the export: expected a JSON object." },
		{ lines: [header, "", "7"], message: "Line 3 of the export: expected a JSON object." },
		{
			lines: [header, '{"type":"later","at":1}'],
			message: "Line 2 of the export: expected an entry with a type of session-opened, agent-added,",
		},
		{ lines: [header, '{"type":"noticed","at":1}'], message: "Line 2 of the export: text: " },
		{ lines: [header, '{"type":"noticed","at":"1","text":""}'], message: "Line 2 of the export: at: " },
		{ lines: [header, `{"seq":0,${one.slice(1)}`], message: "Line 2 of the export: seq: " },
		{
			lines: [header, `{"seq":5,${one.slice(1)}`, `{"seq":5,${one.slice(1)}`],
			message: "Line 3 of the export: expected a seq over 5, found 5.",
		},
	];
	test.each(bad)("is refused: $message", async ({ lines, message }) => {
		const failure = failureOf(await parseExport(lines.join("\n")));
		expect(failure.code).toBe("journal");
		expect(failure.message.slice(0, message.length)).toBe(message);
	});

	test("of another version is refused as such", async () => {
		const failure = failureOf(await parseExport('{"monmux":"journal","version":2}'));
		expect(failure).toMatchObject({ code: "version-mismatch" });
		expect(failure.message).toBe("Line 1 of the export: expected version 1, found 2.");
	});
});
