import { describe, expect, it } from "vitest";
import { Person, pasteOf } from "../person.ts";

/** Two monitors, the person in the pane of the first. */
const inPanes = () => new Person().running("tests", "build").press("Tab");

describe("event keys", () => {
	it("f forwards the newest held event when none is chosen, then the next one", () => {
		const person = inPanes().prints("tests", "one", "two", "three");
		person.press("f");
		expect(person.commands).toEqual([{ type: "forward", events: ["e3"] }]);
		person.press("f", "f", "f");
		expect(person.commands.flatMap((one) => ("events" in one ? one.events : []))).toEqual(["e3", "e2", "e1"]);
		expect(person.note).toBe("nothing is held here");
		expect(person.refused).toEqual([]);
	});

	it("f forwards the chosen event, and goes on to the next held one below", () => {
		const person = inPanes().prints("tests", "one", "two", "three").press("k", "k", "f");
		expect(person.verdicts("tests")[0]).toBe("one forwarded");
		person.press("f");
		expect(person.verdicts("tests")[1]).toBe("two forwarded");
	});

	it("after a verdict in the middle the newer held event comes first", () => {
		const person = inPanes().prints("tests", "one", "two", "three").press("k", "f");
		expect(person.ui.chosen).toEqual({ m1: "e3" });
		expect(person.press("f").ui.chosen).toEqual({ m1: "e1" });
		expect(person.press("f").ui.chosen).toEqual({});
	});

	it("d drops, D drops all that is held, u takes it back", () => {
		const person = inPanes().prints("tests", "one", "two", "three").press("d");
		expect(person.verdicts("tests")).toEqual(["one held", "two held", "three dropped"]);
		person.press("D");
		expect(person.verdicts("tests")).toEqual(["one dropped", "two dropped", "three dropped"]);
		person.press("u");
		expect(person.verdicts("tests")).toEqual(["one held", "two held", "three dropped"]);
		expect(person.refused).toEqual([]);
	});

	it("F forwards all that is held", () => {
		const person = inPanes().prints("tests", "one", "two").press("F");
		expect(person.commands).toEqual([{ type: "forward-held", monitor: "m1" }]);
		expect(person.verdicts("tests")).toEqual(["one forwarded", "two forwarded"]);
	});

	it("y copies the chosen event's text", () => {
		const person = inPanes().prints("tests", "one", "two\nlines").press("Up", "Down", "y");
		expect(person.intents).toEqual([{ type: "copy", text: "two\nlines" }]);
	});

	it("the choice stays inside the list and stays on its event while others come", () => {
		const person = inPanes().prints("tests", "one", "two").press("j", "j", "k", "k", "k");
		expect(person.ui.chosen).toEqual({ m1: "e1" });
		person.prints("tests", "three").press("y");
		expect(person.intents.at(-1)).toEqual({ type: "copy", text: "one" });
		expect(person.press("G").ui.chosen).toEqual({});
	});

	const notes = (name: string, person: () => Person, note: string) => it(name, () => expect(person().note).toBe(note));

	notes("f without events", () => inPanes().press("f"), "tests has no event yet");
	notes("F without held ones", () => inPanes().press("F"), "nothing is held here");
	notes("d without events", () => inPanes().press("d"), "nothing is held here");
	notes("u without a verdict", () => inPanes().press("u"), "no verdict on tests to take back");
	notes("y without events", () => inPanes().press("y"), "tests has no event yet");
	const delivered = () => inPanes().prints("tests", "one").press("f").turnEnds();
	notes("f on what went out", () => delivered().press("k", "f"), "event e1 was handed to the agent already");
	notes("d on what went out", () => delivered().press("k", "d"), "event e1 was handed to the agent already");
	notes("u on what went out", () => delivered().press("u"), "the event was handed to the agent already");
	const dropped = () => inPanes().prints("tests", "one").press("d", "k", "d");
	notes("d on what is dropped", dropped, "event e1 is not held: it is dropped");
});

describe("monitor keys", () => {
	it("m mutes, and brings the policy before back", () => {
		const person = inPanes().press("a", "m");
		expect(person.monitor("tests").policy).toBe("mute");
		expect(person.press("m").monitor("tests").policy).toBe("auto");
		expect(person.press("a").monitor("tests").policy).toBe("hold");
	});

	it("x sends TERM, once", () => {
		const person = inPanes().prints("tests", "held").press("x");
		expect(person.commands).toEqual([{ type: "stop", monitors: ["m1"], how: "term" }]);
		expect(person.press("x").note).toBe("tests is being stopped: X ends it at once");
	});

	it("X kills at once where nothing is held, else it asks", () => {
		expect(inPanes().press("X").commands).toEqual([{ type: "stop", monitors: ["m1"], how: "kill" }]);
		const asked = inPanes().prints("tests", "one", "two").press("X");
		expect(asked.intents).toEqual([]);
		expect(asked.ui.overlay).toMatchObject({ question: "tests still holds 2 events. Kill it at once?" });
		expect(asked.press("f", "x", pasteOf("y")).intents).toEqual([]);
		expect(asked.press("n").ui.overlay).toBeUndefined();
		expect(asked.press("X", "y").commands).toEqual([{ type: "stop", monitors: ["m1"], how: "kill" }]);
		expect(asked.ui.overlay).toBeUndefined();
	});

	it("a question about a monitor that ended goes away", () => {
		expect(inPanes().prints("tests", "one").press("X").ends("tests").ui.overlay).toBeUndefined();
		expect(inPanes().prints("tests", "one").press("X").ends("build").ui.overlay?.type).toBe("confirm");
	});

	it("c takes an ended monitor away, after a question while it holds events", () => {
		expect(inPanes().press("c").note).toBe("tests still runs: x ends it");
		const person = inPanes().ends("tests").press("c");
		expect(person.commands).toEqual([{ type: "remove", monitors: ["m1"] }]);
		expect([Object.keys(person.state.monitors), person.ui.pane]).toEqual([["m2"], undefined]);
		const asked = inPanes().prints("tests", "one").ends("tests").press("c");
		expect(asked.ui.overlay).toMatchObject({ question: "1 event of tests held. Clear away all the same?" });
		expect(asked.press("y").commands).toEqual([{ type: "remove", monitors: ["m1"] }]);
		const again = inPanes().prints("tests", "one").ends("tests").press("c");
		expect(again.happen({ type: "restart", monitors: ["m1"] }).ui.overlay).toBeUndefined();
	});

	it("r runs a monitor again, ended or not", () => {
		const person = inPanes().ends("tests", 1).press("r");
		expect(person.commands).toEqual([{ type: "restart", monitors: ["m1"] }]);
		expect(inPanes().press("r", "r").note).toBe("tests is about to run again");
	});

	it("keys that cannot act on what has ended say so", () => {
		for (const key of ["x", "X", "Enter"]) {
			expect(inPanes().ends("tests").press(key).note).toBe("tests has ended: r runs it again");
		}
	});

	it("without any monitor every key for one says how to get one", () => {
		for (const key of ["f", "d", "m", "x", "a", "r", "z", "/", "g", "j", "l", "Enter"]) {
			const person = new Person().press("Tab", key);
			expect(person.note, key).toBe("there is no monitor yet: /run CMD starts one");
			expect(person.intents).toEqual([]);
		}
	});
});

describe("typing into a script", () => {
	it("Enter begins, every other key goes there as it came, Ctrl+] comes back", () => {
		const person = inPanes().press("Enter");
		expect(person.ui.attached).toBe("m1");
		person.press("x", "Ctrl+C", "Tab", "Alt+1", "F1", pasteOf("text"), "Ctrl+]");
		const bytes = person.intents.map((intent) => intent.type === "input" && new TextDecoder().decode(intent.bytes));
		expect(bytes).toEqual(["x", "Ctrl+C", "Tab", "Alt+1", "F1", "<text>"]);
		expect(person.ui.attached).toBeUndefined();
		expect(person.ui.focus).toBe("panes");
	});

	it("follows the output again", () => {
		const person = inPanes();
		person.ui = { ...person.ui, scrollback: { m1: 50 }, scroll: { m1: 20 } };
		expect(person.press("Enter").ui.scroll).toEqual({});
	});

	it("ends with the script", () => {
		const person = inPanes().press("Enter").ends("tests");
		expect(person.ui.attached).toBeUndefined();
		expect(person.note).toBe("tests has ended: r runs it again");
	});
});

describe("a watcher", () => {
	const watching = () => new Person({ watch: true }).running("tests").prints("tests", "one");

	it("begins in the panes and may look", () => {
		const person = watching().press("z", "y", "k", "?");
		expect(person.ui).toMatchObject({ focus: "panes", zoom: true, overlay: { type: "help" } });
		expect(person.intents).toEqual([{ type: "copy", text: "one" }]);
	});

	it("may not act", () => {
		for (const key of ["f", "F", "d", "D", "m", "a", "x", "X", "r", "u", "Enter"]) {
			const person = watching().press(key);
			expect(person.intents, key).toEqual([]);
			expect(person.note).toBe("this view only watches: monmux attach opens one with keys");
		}
	});

	it("may not send, answer or stop", () => {
		const person = watching().press("Tab").type("hello").press("Enter", "Esc");
		person.proposes({ type: "stop", monitor: "tests" }).press("Tab").wait(400).press("a", "r", "1");
		person.press("Ctrl+D", "s");
		expect(person.intents).toEqual([]);
		expect(person.press("d").intents).toEqual([{ type: "leave", how: "detach" }]);
	});
});
