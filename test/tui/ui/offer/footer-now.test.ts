import { describe, expect, it } from "vitest";
import { footerNow } from "../../../../src/tui/ui/offer/footer-now.ts";
import { scrolled } from "../../../../src/tui/ui/scrolling.ts";
import { foundMatches } from "../../../../src/tui/ui/searching.ts";
import { Person, specOf } from "../person.ts";

const line = ({ ui, state }: Person) => footerNow(ui, state).map(({ key, label }) => `${key} ${label}`);

describe("footerNow", () => {
	const inPanes = () => new Person().running("tests").press("Tab");

	it("shows what the keys do now", () => {
		expect(line(inPanes())).toEqual(expect.arrayContaining(["f forward", "m mute", "x kill", "a auto", "Tab talk"]));
		expect(line(inPanes().press("a", "m"))).toContain("m unmute");
		expect(line(inPanes().press("a"))).toContain("a hold");
		expect(line(inPanes()).at(-1)).toBe("? help");
	});

	it("leaves out what comes and goes while it means nothing", () => {
		expect(line(inPanes())).not.toContain("u undo");
		expect(line(inPanes().prints("tests", "one").press("d"))).toContain("u undo");
		expect(line(inPanes().ends("tests"))).not.toContain("x kill");
		expect(line(new Person())).not.toContain("Esc interrupt");
		expect(line(new Person().type("hi").press("Enter"))).toContain("Esc interrupt");
	});

	it("shows no keys for monitors where there is none, and no acting keys to a watcher", () => {
		const none = line(new Person().press("Tab"));
		expect([none.includes("f forward"), none.includes("? help"), none.includes(": commands")]).toEqual([
			false,
			true,
			true,
		]);
		const watcher = line(new Person({ watch: true }).running("tests").prints("tests", "one"));
		expect([watcher.includes("f forward"), watcher.includes("z zoom")]).toEqual([false, true]);
	});

	it("offers a watcher nothing to write with", () => {
		const watcher = new Person({ watch: true }).running("tests").press("Tab");
		expect(line(watcher)).toEqual(["Tab panes", "Ctrl+g ? help"]);
	});

	it("names the area that Tab leads to", () => {
		expect(line(new Person())).toContain("Tab panes");
		const asked = new Person().running("tests").proposes({ type: "start", spec: specOf("new") });
		expect(line(asked)).toContain("Tab card");
		expect(line(asked.press("Tab"))).toContain("Tab panes");
		expect(line(asked)).toContain("a run");
		expect(line(asked.press("Tab"))).toContain("Tab card");
		expect(line(asked.press("Tab"))).toContain("Tab talk");
	});

	it("follows modes, and shows the keys of a pane after Ctrl+g", () => {
		expect(line(inPanes().press("Enter"))).toEqual(["Ctrl+] back"]);
		expect(line(inPanes().press("/"))).toEqual(["Enter search", "Esc end"]);
		expect(line(new Person().running("tests").press("Ctrl+g"))).toContain("f forward");
		expect(line(new Person().press("Ctrl+D"))).toEqual(["d Enter detach", "s stop", "Esc stay"]);
	});

	it("leads to the panes and the zoom at every size", () => {
		expect(line(new Person({ cols: 80, rows: 24 }).running("tests"))).toContain("Tab panes");
		expect(line(new Person({ cols: 60, rows: 15 }).running("tests"))).toContain("Tab panes");
		const narrow = line(new Person({ cols: 60, rows: 15 }).running("tests").press("Tab"));
		expect(narrow).toEqual(expect.arrayContaining(["z zoom", "Tab talk", "? help"]));
	});

	it("offers to clear what has ended", () => {
		expect(line(inPanes())).not.toContain("c clear");
		expect(line(inPanes().ends("tests"))).toContain("c clear");
	});

	it("offers the next match, the way back and the next page while there is one", () => {
		const person = inPanes();
		const offered = () => line(person).filter((key) => /^[nG\]] /.test(key));
		expect(offered()).toEqual([]);
		person.ui = scrolled(person.ui, { [person.idOf("tests")]: 90 });
		person.press("PgUp");
		expect(offered()).toEqual(["G follow"]);
		person.press("G", "/").type("x").press("Enter");
		person.ui = foundMatches(person.ui, { monitor: person.idOf("tests"), query: "x", offsets: [0, 3] });
		expect(offered()).toEqual(["n match"]);
		const many = new Person({ cols: 80, rows: 24 }).running("a", "b", "c", "d", "e").press("Tab");
		expect(line(many)).toContain("] page");
	});

	it("offers on 80 columns what fits the moment: to clear what has ended, to take a verdict back", () => {
		const narrow = () => new Person({ cols: 80, rows: 24 }).running("tests").press("Tab");
		expect(line(narrow().ends("tests"))).toEqual(expect.arrayContaining(["c clear", "f forward", "m mute"]));
		expect(line(narrow().prints("tests", "one").press("d"))).toContain("u undo");
	});

	it("calls an answer what it is on the card", () => {
		const person = new Person().running("tests").proposes({ type: "stop", monitor: "tests" }).press("Tab");
		expect(line(person)).toContain("a do it");
	});

	it("fits any width", () => {
		for (let cols = 60; cols < 140; cols += 7) {
			const person = new Person({ cols }).running("tests").press("Tab");
			expect(` ${line(person).join("  ")}`.length).toBeLessThanOrEqual(cols);
			expect(line(person).at(-1)).toBe("? help");
		}
	});
});
