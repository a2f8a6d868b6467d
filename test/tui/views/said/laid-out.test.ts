import fc from "fast-check";
import { expect, it } from "vitest";
import { laidOut } from "../../../../src/tui/views/said/laid-out.ts";

const check = (name: string, text: string, expected: string) => it(name, () => expect(laidOut(text)).toBe(expected));

check("words stay as they are", "two\nlines {\n", "two\nlines {\n");
check("broken JSON stays as it is", '{"id":"m1",', '{"id":"m1",');
check("a bare value stays as it is", '"text"', '"text"');
check(
	"the answer of monitor_read reads as the output that it holds",
	JSON.stringify({
		...{ id: "m1", name: "tests", exit_code: 1, events: { total: 2, held: 1 }, command: "npm test" },
		...{ output: ["✗ voucher", "  expected 90"], note: "data" },
	}),
	[
		...["id: m1", "name: tests", "exit_code: 1", "events: total 2, held 1", "command: npm test"],
		...["output:", "  ✗ voucher", "    expected 90", "note: data"],
	].join("\n"),
);
check(
	"objects in a list are told apart",
	'{"items":[{"id":"m1","tags":["a"]},{"id":"m2","tags":[]}]}',
	"items:\n  - id: m1\n    tags:\n      a\n  - id: m2\n    tags:",
);
check("lines inside a text are lines", '{"text":"a\\nb"}', "text:\n  a\n  b");

it("takes anything, and never loses a text", () => {
	fc.assert(
		fc.property(fc.dictionary(fc.string(), fc.string({ unit: "grapheme-ascii", minLength: 1 })), (value) => {
			const shown = laidOut(JSON.stringify(value));
			for (const text of Object.values(value)) expect(shown).toContain(text.trimEnd());
		}),
	);
	fc.assert(fc.property(fc.jsonValue(), (value) => void laidOut(JSON.stringify(value))));
	const deep = `${"[".repeat(8000)}${"]".repeat(8000)}`;
	expect(laidOut(deep)).toBe(deep);
});
