import { describe, expect, it } from "vitest";
import { paletteItems } from "../../../../src/tui/ui/offer/palette.ts";
import { pressKey } from "../../../../src/tui/ui/update.ts";
import { keyOf, Person, pasteOf, specOf } from "../person.ts";

const start = (name: string) => ({ type: "start" as const, spec: specOf(name) });
const asked = () => new Person().running("tests").proposes(start("new"));
const atCard = () => asked().press("Tab").wait(300);

describe("a card", () => {
	const check = (key: string, expected: { answer: string; policy?: string }) =>
		it(`${key} answers ${expected.answer}`, () => {
			const person = atCard().press(key);
			expect(person.commands).toEqual([{ type: "answer", approval: "a1", answer: expected.answer }]);
			const started = Object.values(person.state.monitors).find((monitor) => monitor.spec.name === "new");
			expect(started?.policy).toBe(expected.policy);
			expect(person.ui).toMatchObject({ focus: "composer" });
			expect(person.ui.card).toBeUndefined();
		});

	check("a", { answer: "run", policy: "hold" });
	check("1", { answer: "run", policy: "hold" });
	check("f", { answer: "run-forward", policy: "auto" });
	check("2", { answer: "run-forward", policy: "auto" });
	check("A", { answer: "always", policy: "hold" });
	check("3", { answer: "always", policy: "hold" });
	check("r", { answer: "refuse" });
	check("R", { answer: "refuse" });
	check("4", { answer: "refuse" });

	it("never takes keys meant for the composer", () => {
		const person = new Person().running("tests").type("a").proposes(start("new")).type("far1");
		expect(person.ui.composer.text).toBe("afar1");
		expect(person.intents).toEqual([]);
	});

	it("takes no answer in its first 300 ms, but lets go", () => {
		const person = asked().press("Tab").wait(299).press("a", "1", "r");
		expect([person.intents, person.note]).toEqual([[], undefined]);
		expect(asked().press("Tab", "Tab").ui.focus).toBe("panes");
		expect(person.wait(1).press("a").commands).toHaveLength(1);
	});

	it("ignores pasted text and other keys", () => {
		const person = atCard().press(pasteOf("a"), "x", "Space", "Enter", "5");
		expect([person.intents, person.ui.focus, person.ui.composer.text]).toEqual([[], "card", ""]);
	});

	it("answers once when a key is pressed twice, and not the card behind it", () => {
		const person = asked().proposes(start("other")).press("Tab").wait(300).press("r", "r");
		expect(person.commands).toHaveLength(1);
		expect(person.ui.composer.text).toBe("r");
		expect(person.state.approvals.map((one) => one.id)).toEqual(["a2"]);
	});

	it("answers once even before the host has said that it heard", () => {
		const { ui, state } = atCard();
		const once = pressKey(ui, state, keyOf("A"));
		expect(once.intents).toHaveLength(1);
		expect(pressKey(once.ui, state, keyOf("A")).intents).toEqual([]);
	});

	it("gives the focus back to where it was when someone else answers", () => {
		const fromPanes = asked().press("Shift+Tab", "Shift+Tab");
		expect(fromPanes.ui).toMatchObject({ focus: "card", card: { back: "panes" } });
		fromPanes.proposes(start("other")).happen({ type: "answer", approval: "a1", answer: "refuse" });
		expect(fromPanes.ui.focus).toBe("panes");
		const fromComposer = atCard().happen({ type: "answer", approval: "a1", answer: "refuse" });
		expect(fromComposer.ui.focus).toBe("composer");
	});

	it("offers other answers where nothing is started", () => {
		const person = new Person().running("tests").proposes({ type: "stop", monitor: "tests" }).press("Tab").wait(300);
		expect(person.press("f").note).toBe("this request starts nothing that could be forwarded");
		expect(person.press("3").commands).toEqual([{ type: "answer", approval: "a1", answer: "refuse" }]);
		expect(person.press("4").commands).toHaveLength(1);
	});

	it("Esc leaves it open", () => {
		expect(atCard().press("Esc").ui.focus).toBe("composer");
	});
});

describe("leaving", () => {
	it("Ctrl+C twice asks, once says so", () => {
		const person = new Person().press("Ctrl+C");
		expect(person.note).toBe("Ctrl+C again to leave");
		expect(person.wait(1000).press("Ctrl+C").ui.overlay).toEqual({ type: "leave" });
	});

	it("forgets the first Ctrl+C after a second, or after another key", () => {
		expect(new Person().press("Ctrl+C").wait(1001).press("Ctrl+C").ui.overlay).toBeUndefined();
		expect(new Person().press("Ctrl+C", "x", "Ctrl+C").ui.overlay).toBeUndefined();
	});

	it("the first Ctrl+C clears what is being written", () => {
		const person = new Person().type("half").press("Ctrl+C");
		expect([person.ui.composer.text, person.ui.overlay]).toEqual(["", undefined]);
		expect(person.press("Ctrl+C").ui.overlay).toEqual({ type: "leave" });
	});

	it("Ctrl+D asks when the composer is empty, else deletes", () => {
		expect(new Person().press("Ctrl+D").ui.overlay).toEqual({ type: "leave" });
		expect(new Person().press("Tab", "Ctrl+D").ui.overlay).toEqual({ type: "leave" });
		const person = new Person().type("ab").press("Home", "Ctrl+D");
		expect([person.ui.composer.text, person.ui.overlay]).toEqual(["b", undefined]);
		expect(person.press("Tab", "Ctrl+D").ui.overlay).toEqual({ type: "leave" });
	});

	const check = (key: string, intents: object[]) =>
		it(`${key} gives ${JSON.stringify(intents)}`, () => {
			const person = new Person().press("Ctrl+D", key);
			expect(person.intents).toEqual(intents);
			expect(person.ui.overlay).toBeUndefined();
		});

	check("d", [{ type: "leave", how: "detach" }]);
	check("Enter", [{ type: "leave", how: "detach" }]);
	check("s", [{ type: "leave", how: "stop" }]);
	check("Esc", []);

	it("other keys and pastes do nothing there", () => {
		const person = new Person().press("Ctrl+D", "x", pasteOf("s"), "Tab");
		expect([person.intents, person.ui.overlay]).toEqual([[], { type: "leave" }]);
	});

	it("Ctrl+Z suspends, Ctrl+L draws anew", () => {
		expect(new Person().press("Ctrl+Z", "Tab", "Ctrl+L").intents).toEqual([{ type: "suspend" }, { type: "repaint" }]);
	});
});

describe("help", () => {
	it("opens from everywhere, scrolls inside its bounds, and closes", () => {
		for (const keys of [["Tab", "?"], ["F1"], ["Ctrl+g", "?"]]) {
			expect(new Person().press(...keys).ui.overlay, keys.join(" ")).toEqual({ type: "help", scroll: 0 });
		}
		expect(atCard().press("?").ui.overlay?.type).toBe("help");
		const person = new Person().press("F1", "Up", "Down", "j", "k", "Down");
		expect(person.ui.overlay).toEqual({ type: "help", scroll: 2 });
		for (let n = 0; n < 20; n += 1) person.press("PgDn");
		const end = person.ui.overlay?.type === "help" ? person.ui.overlay.scroll : 0;
		expect(end).toBeGreaterThan(50);
		expect(end).toBeLessThan(200);
		expect(person.press("PgUp").ui.overlay).toEqual({ type: "help", scroll: end - 45 });
		expect(person.press("q").ui.overlay).toBeUndefined();
	});
});

describe("the palette", () => {
	const open = () => new Person().running("tests").press("Tab", ":");

	it("lists every command with its key, and why it is not available now", () => {
		const person = open();
		const items = paletteItems(person.ui, person.state, "");
		expect(items.find((item) => item.id === "mute")).toEqual({
			...{ id: "mute", keys: "m" },
			help: "Mute the monitor, or bring its events back",
		});
		expect(items.find((item) => item.id === "forward")?.whyNot).toBe("tests has no event yet");
		expect(items.find((item) => item.id === "interrupt")?.whyNot).toContain("idle");
		expect(paletteItems(person.ui, person.state, "DROP held").map((item) => item.id)).toEqual(["drop", "drop-held"]);
	});

	it("runs the chosen command as its key would", () => {
		const person = open().type("mutee").press("Backspace", "Enter");
		expect(person.monitor("tests").policy).toBe("mute");
		expect(person.ui.overlay).toBeUndefined();
	});

	it("walks inside the list", () => {
		const person = open().type("held").press("Up", "Down", "Down", "Down", "Down", "Down", "Down");
		const count = paletteItems(person.ui, person.state, "held").length;
		expect(person.ui.overlay).toEqual({ type: "palette", query: "held", index: count - 1 });
		expect(person.press("Up").ui.overlay).toMatchObject({ index: count - 2 });
	});

	it("says why a command is not available, and stays open", () => {
		const person = open().type("forward chosen").press("Enter");
		expect(person.note).toBe("tests has no event yet");
		expect(person.ui.overlay?.type).toBe("palette");
		expect(person.press("Esc").ui.overlay).toBeUndefined();
	});

	it("runs nothing where nothing fits, and takes pastes as text", () => {
		const person = open().press(pasteOf("no such thing\nx"), "Enter");
		expect(person.ui.overlay).toEqual({ type: "palette", query: "no such thing", index: 0 });
		expect(person.press("Down", "Up").intents).toEqual([]);
	});
});
