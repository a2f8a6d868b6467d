import { describe, expect, it } from "vitest";
import { Person } from "../person.ts";

const writing = () => new Person().running("tests", "build").type("half");

describe("Ctrl+g and a pane's key", () => {
	it("forwards the newest event that waits, without leaving the composer", () => {
		const person = writing().prints("build", "one").prints("tests", "two").press("Ctrl+g");
		expect(person.ui.chord).toBe(true);
		person.press("f");
		expect(person.commands).toEqual([{ type: "forward", events: ["e2"] }]);
		expect(person.ui).toMatchObject({ focus: "composer", shown: "conversation", chord: false });
		expect(person.note).toBe("tests: forward e2");
		person.press("Ctrl+g", "d");
		expect(person.verdicts("build")).toEqual(["one dropped"]);
		expect(person.type(" done").ui.composer.text).toBe("half done");
	});

	it("takes back what it did", () => {
		const person = writing().prints("build", "one").press("Ctrl+g", "d", "Ctrl+g", "u");
		expect(person.verdicts("build")).toEqual(["one held"]);
	});

	it("acts on the monitor last looked at", () => {
		const person = writing().press("Tab", "2", "Esc").prints("tests", "one").press("Ctrl+g", "m");
		expect(person.monitor("build").policy).toBe("mute");
		expect(person.monitor("tests").policy).toBe("hold");
		expect(person.note).toBe("build: mute");
	});

	it("acts on the monitor whose event waits when none was looked at", () => {
		expect(writing().prints("build", "one").press("Ctrl+g", "m").monitor("build").policy).toBe("mute");
		expect(writing().press("Ctrl+g", "m").monitor("tests").policy).toBe("mute");
	});

	it("says why a key cannot act", () => {
		const person = writing().prints("tests", "one").press("Ctrl+g", "d", "Ctrl+g", "F");
		expect(person.note).toBe("nothing is held here");
		expect(person.ui.focus).toBe("composer");
	});

	it("goes where the key goes", () => {
		expect(writing().press("Ctrl+g", "2").ui).toMatchObject({ focus: "panes", pane: "m2" });
		expect(writing().press("Ctrl+g", "Enter").ui).toMatchObject({ attached: "m1" });
		expect(writing().press("Ctrl+g", "/").ui.search?.typing).toBe(true);
		expect(writing().press("Ctrl+g", "Tab").ui.focus).toBe("panes");
	});

	it("is given up by Esc, by itself, and by what is no key of a pane", () => {
		for (const key of ["Esc", "Ctrl+g"]) {
			const person = writing().press("Ctrl+g", key);
			expect(person.ui).toMatchObject({ chord: false, focus: "composer" });
			expect([person.intents, person.note]).toEqual([[], undefined]);
		}
		const person = writing().press("Ctrl+g", "q");
		expect(person.note).toBe("Ctrl+g: that is no key of a pane");
		expect(person.ui.composer.text).toBe("half");
	});

	it("asks before a kill as in the panes", () => {
		const person = writing().prints("tests", "one").press("Ctrl+g", "X");
		expect(person.ui).toMatchObject({ overlay: { type: "confirm" }, focus: "composer" });
		expect(person.press("y").commands).toEqual([{ type: "stop", monitors: ["m1"], how: "kill" }]);
	});
});
