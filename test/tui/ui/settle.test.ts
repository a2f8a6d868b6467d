import { describe, expect, it } from "vitest";
import { emptyState } from "../../../src/core/session/state.ts";
import { noteFailure, noteText } from "../../../src/tui/ui/notes.ts";
import { settled } from "../../../src/tui/ui/settle.ts";
import { initialUi } from "../../../src/tui/ui/ui-state.ts";
import { pressKey, resized, ticked } from "../../../src/tui/ui/update.ts";
import { without } from "../../../src/tui/ui/without.ts";
import { keyOf, Person, specOf } from "./person.ts";

describe("settled", () => {
	it("changes nothing where nothing is gone", () => {
		const person = new Person().running("tests").prints("tests", "one", "two").press("Tab", "k", "z", "/", "x");
		expect(settled(person.ui, person.state)).toBe(person.ui);
	});

	it("lets go of everything that belongs to a monitor that is gone", () => {
		const person = new Person().running("tests").prints("tests", "one").press("Tab", "k", "/", "x", "Enter");
		const ui = { ...person.ui, scroll: { m1: 4 }, scrollback: { m1: 9 }, attached: "m1" };
		const after = settled(ui, emptyState);
		expect(after).toMatchObject({ chosen: {}, scroll: {}, scrollback: {} });
		expect([after.pane, after.search, after.attached]).toEqual([undefined, undefined, undefined]);
		expect(after.note?.text).toBe("the monitor has ended: r runs it again");
	});

	it("lets go of a chosen event that is no longer kept", () => {
		const person = new Person().running("tests").prints("tests", "one", "two").press("Tab", "k");
		const monitor = person.monitor("tests");
		const state = { ...person.state, monitors: { m1: { ...monitor, events: monitor.events.slice(1) } } };
		expect(settled(person.ui, state).chosen).toEqual({});
	});

	it("never moves the focus for a new card, event or monitor", () => {
		for (const keys of [[], ["Tab"], ["Tab", "Enter"]]) {
			const person = new Person().running("tests").press(...keys);
			const { focus, shown, pane, attached } = person.ui;
			person
				.proposes({ type: "start", spec: specOf("new") })
				.running("other")
				.prints("other", "one");
			expect(person.ui).toMatchObject({ focus, shown });
			expect([person.ui.pane, person.ui.attached]).toEqual([pane, attached]);
		}
	});

	it("stays with the script while it is run again", () => {
		const person = new Person().running("tests").press("Tab");
		person
			.happen({ type: "restart", monitors: ["m1"] })
			.press("Enter")
			.ends("tests");
		expect(person.ui.attached).toBe("m1");
	});
});

describe("time and size", () => {
	const ui = initialUi({ cols: 100, rows: 30, now: 0, watch: false });

	it("a note goes when it could be read, and with the next key", () => {
		const noted = noteText(ui, "copied");
		expect(ticked(noted, 2999).note?.text).toBe("copied");
		expect(ticked(noted, 3000).note).toBeUndefined();
		expect(pressKey(noted, emptyState, keyOf("a")).ui.note).toBeUndefined();
		expect(noteText(ui, "x".repeat(1000)).note?.until).toBe(20_000);
	});

	it("a failure says what to do", () => {
		const failure = { code: "over-cap" as const, message: "16 monitors are running" };
		expect(noteFailure(ui, failure).note).toMatchObject({ text: "16 monitors are running", bad: true });
		const text = (message: string) => noteFailure(ui, { ...failure, message, remedy: "End one." }).note?.text;
		expect(text("16 run")).toBe("16 run. End one.");
		expect(text("16 run.")).toBe("16 run. End one.");
	});

	it("ticks and sizes that change nothing keep the object", () => {
		expect(ticked(ui, 0)).toBe(ui);
		expect(resized(ui, 100, 30)).toBe(ui);
		expect(resized(ui, 80, 30)).toMatchObject({ cols: 80, rows: 30 });
	});

	it("in a terminal that is too small only leaving works", () => {
		const person = new Person({ cols: 50, rows: 10 }).running("tests").type("hello");
		person.press("Tab", "x", "m", "Ctrl+C", "Ctrl+C");
		expect([person.intents, person.ui.composer.text]).toEqual([[], ""]);
		expect(person.press("s", "Ctrl+C").intents).toEqual([{ type: "leave", how: "detach" }]);
	});
});

describe("without", () => {
	it("drops optional fields, and keeps the object when there is none to drop", () => {
		const value: { a: number; b?: number } = { a: 1 };
		expect(without(value, "b")).toBe(value);
		expect(without({ ...value, b: 2 } as typeof value, "b")).toEqual({ a: 1 });
	});
});
