import { describe, expect, it } from "vitest";
import { completedFile, filePrefix, offeredFiles } from "../../../../src/tui/ui/compose/complete-file.ts";
import { Person } from "../person.ts";

describe("filePrefix", () => {
	const check = (text: string, expected: string | undefined) =>
		it(`${JSON.stringify(text)} gives ${expected}`, () => {
			expect(filePrefix({ ...new Person().ui.composer, text, cursor: text.length })).toBe(expected);
		});

	check("see @src/a", "src/a");
	check("@", "");
	check("mail me@home", undefined);
	check("see @src/a ", undefined);
	check("a\n@b", "b");
});

describe("Tab behind an @", () => {
	/** What the app does with the answer of its port. */
	const answered = (person: Person, prefix: string, files: readonly string[]) => {
		person.ui = completedFile(person.ui, prefix, files);
		return person;
	};

	it("asks for the files, and writes one after the other", () => {
		const person = new Person().type("fix @sr").press("Tab");
		expect(person.intents).toEqual([{ type: "complete-file", prefix: "sr" }]);
		answered(person, "sr", ["src/", "src/a.ts"]);
		expect(person.ui.composer.text).toBe("fix @src/");
		expect(person.press("Tab").ui.composer.text).toBe("fix @src/a.ts ");
		expect(person.press("Tab").ui.composer.text).toBe("fix @src/");
		expect(person.ui.composer.completion?.words).toEqual(["src/", "src/a.ts"]);
	});

	it("goes on in a folder", () => {
		const person = answered(new Person().type("@s").press("Tab"), "s", ["src/"]);
		expect(person.type("a").press("Tab").intents.at(-1)).toEqual({ type: "complete-file", prefix: "src/a" });
	});

	it("goes into the only folder, and stays behind the only file", () => {
		const person = answered(new Person().type("@s").press("Tab"), "s", ["src/"]).press("Tab");
		expect(person.intents.at(-1)).toEqual({ type: "complete-file", prefix: "src/" });
		answered(person, "src/", ["src/a.ts"]).press("Tab");
		expect([person.ui.composer.text, person.ui.focus, person.intents.length]).toEqual(["@src/a.ts ", "composer", 2]);
	});

	it("leaves what stands behind the cursor there", () => {
		const person = new Person().type("@a please").press("Home", "Right", "Right", "Tab");
		answered(person, "a", ["a.ts"]);
		expect([person.ui.composer.text, person.ui.composer.cursor]).toEqual(["@a.ts  please", 6]);
	});

	it("ignores an answer that comes too late, and an empty one", () => {
		expect(answered(new Person().type("@a").press("Tab").type("b"), "a", ["a.ts"]).ui.composer.text).toBe("@ab");
		expect(answered(new Person().type("@a").press("Tab"), "a", []).ui.composer.text).toBe("@a");
	});

	it("offers only so many", () => {
		const files = Array.from({ length: 100 }, (_, index) => `f${index}`);
		const person = answered(new Person().type("@f").press("Tab"), "f", files);
		expect(person.ui.composer.completion?.options).toHaveLength(offeredFiles);
	});
});
