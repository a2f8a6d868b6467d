import { describe, expect, it } from "vitest";
import { allMonitors } from "../../../src/core/session/select.ts";
import { chosenEvent, chosenMonitor, newestHeld } from "../../../src/tui/ui/chosen.ts";
import { layout } from "../../../src/tui/ui/layout.ts";
import { resized } from "../../../src/tui/ui/update.ts";
import { Person, specOf } from "./person.ts";

const places = ({ ui, state }: Person) => layout(ui, Object.keys(state.monitors));
const shownPanes = (person: Person) =>
	places(person).panes.map((pane) => person.state.monitors[pane.monitor]?.spec.name);

describe("a session in a narrow terminal", () => {
	const narrow = () => new Person({ cols: 80, rows: 24 }).running("tests", "build");

	it("shows the conversation or the panes, and Tab switches", () => {
		const person = narrow();
		expect([places(person).talk !== undefined, shownPanes(person)]).toEqual([true, []]);
		person.press("Tab");
		expect([places(person).talk, shownPanes(person)]).toEqual([undefined, ["tests", "build"]]);
		person.press("Esc");
		expect([places(person).talk !== undefined, shownPanes(person)]).toEqual([true, []]);
	});

	it("Alt and a number go to a monitor from the composer", () => {
		const person = narrow().type("half").press("Alt+2");
		expect([person.at, shownPanes(person)]).toEqual(["build", ["tests", "build"]]);
		expect(person.press("i").ui.composer.text).toBe("half");
	});

	it("a key from the composer says what it did, since the pane is out of sight", () => {
		const person = narrow().prints("build", "failed").type("half").press("Ctrl+g", "f");
		expect([person.note, shownPanes(person)]).toEqual(["build: forward e1", []]);
		expect(person.verdicts("build")).toEqual(["failed forwarded"]);
	});

	it("a card is in the conversation: Tab goes there first", () => {
		const person = narrow()
			.press("Tab")
			.proposes({ type: "start", spec: specOf("new") });
		expect(shownPanes(person)).toEqual(["tests", "build"]);
		person.press("Shift+Tab");
		expect([person.ui.focus, places(person).talk !== undefined]).toEqual(["card", true]);
		person.wait(300).press("a");
		expect([person.ui.focus, shownPanes(person)]).toEqual(["panes", ["tests", "build", "new"]]);
	});

	it("what is typed into and what is searched is in sight", () => {
		expect(shownPanes(narrow().press("Ctrl+g", "Enter"))).toEqual(["tests", "build"]);
		const person = narrow().press("Tab", "Enter", "Esc", "Ctrl+]");
		expect(person.intents).toHaveLength(1);
		expect(person.ui.focus).toBe("panes");
	});

	it("keeps its place when the terminal becomes wide and narrow again", () => {
		const person = narrow().type("half").press("Tab", "l");
		person.ui = resized(person.ui, 200, 50);
		expect([places(person).talk !== undefined, shownPanes(person)]).toEqual([true, ["tests", "build"]]);
		person.ui = resized(person.ui, 80, 24);
		expect([person.at, person.ui.focus, shownPanes(person)]).toEqual(["build", "panes", ["tests", "build"]]);
	});
});

describe("a morning with three monitors", () => {
	const person = () =>
		new Person()
			.type("/run --name tests npm test")
			.press("Enter")
			.type("/run --name app --auto node server.js")
			.press("Enter")
			.type("/run --name logs tail -f log")
			.press("Enter");
	const started = () => {
		const one = person();
		for (const monitor of allMonitors(one.state)) {
			one.happen({ type: "monitor-started", monitor: monitor.id, sandboxed: true });
		}
		return one;
	};

	it("they are started from the composer", () => {
		const monitors = allMonitors(started().state);
		expect(monitors.map((one) => `${one.spec.name} ${one.policy}`)).toEqual(["tests hold", "app auto", "logs hold"]);
	});

	it("a failure is looked for, forwarded and answered", () => {
		const one = started().prints("logs", "GET /").prints("tests", "ok", "FAIL cart").press("Tab", "!");
		expect(one.at).toBe("logs");
		one.press("m", "!");
		expect(one.at).toBe("tests");
		one.press("f");
		expect(one.verdicts("tests")).toEqual(["ok held", "FAIL cart forwarded"]);
		expect(one.talk().turn?.origin).toBe("monitor");
		one.press("d", "Esc").type("fix it").press("Enter");
		expect(one.talk().queued).toEqual(["fix it"]);
		expect(one.press("Esc").commands.at(-1)).toEqual({ type: "interrupt" });
		expect(one.refused).toEqual([]);
	});

	it("what hangs is killed at once after a question, and run again", () => {
		const one = started().prints("tests", "hangs").press("Alt+1", "x", "X", "y");
		expect(one.commands.slice(-2).map((command) => "how" in command && command.how)).toEqual(["term", "kill"]);
		one.ends("tests", 137).press("Enter");
		expect(one.note).toBe("tests has ended: r runs it again");
		expect(one.press("r").monitor("tests").state).toBe("running");
		expect(one.refused).toEqual([]);
	});

	it("the person leaves, and the monitors go on", () => {
		const one = started().press("Ctrl+C", "Ctrl+C", "Enter");
		expect(one.intents.at(-1)).toEqual({ type: "leave", how: "detach" });
		expect(allMonitors(one.state).every((monitor) => monitor.state === "running")).toBe(true);
	});
});

describe("what keys act on", () => {
	it("the chosen monitor, else the first", () => {
		const person = new Person();
		expect(chosenMonitor(person.ui, person.state)).toBeUndefined();
		person.running("tests", "build");
		expect(chosenMonitor(person.ui, person.state)?.id).toBe("m1");
		expect(chosenMonitor({ ...person.ui, pane: "m2" }, person.state)?.id).toBe("m2");
		expect(chosenMonitor({ ...person.ui, pane: "gone" }, person.state)?.id).toBe("m1");
		expect(chosenMonitor({ ...person.ui, pane: "constructor" }, person.state)?.id).toBe("m1");
	});

	it("the chosen event, else the newest held one, else the newest", () => {
		const person = new Person().running("tests").prints("tests", "one", "two");
		const chosen = (id?: string) =>
			chosenEvent({ ...person.ui, chosen: id === undefined ? {} : { m1: id } }, person.monitor("tests"))?.text;
		expect([chosen(), chosen("e1"), chosen("gone")]).toEqual(["two", "one", "two"]);
		person.happen({ type: "set-policy", monitors: ["tests"], policy: "mute" }).prints("tests", "three");
		expect(chosen()).toBe("two");
		person.happen({ type: "drop-held", monitor: "tests" });
		expect(chosen()).toBe("three");
	});

	it("the newest held event of all monitors", () => {
		const person = new Person().running("tests", "build");
		expect(newestHeld(person.state)).toBeUndefined();
		person.prints("build", "one").prints("tests", "two").prints("build", "three");
		expect(newestHeld(person.state)).toEqual({ monitor: "m2", event: "e3" });
		person.happen({ type: "drop", events: ["e3"] });
		expect(newestHeld(person.state)).toEqual({ monitor: "m1", event: "e2" });
	});
});
