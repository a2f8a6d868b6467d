import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { keyTable } from "../../../src/tui/keys/key-table.ts";
import { snap } from "../../../src/tui/ui/compose/graphemes.ts";
import { whereOf } from "../../../src/tui/ui/focus.ts";
import { layout } from "../../../src/tui/ui/layout.ts";
import { scrolled, scrolledTalk } from "../../../src/tui/ui/scrolling.ts";
import { foundMatches } from "../../../src/tui/ui/searching.ts";
import { resized } from "../../../src/tui/ui/update.ts";
import { keyOf, Person, pasteOf, pointerOf, specOf } from "./person.ts";

const names = [...new Set(keyTable.flatMap((binding) => binding.keys))];
const odd = [
	"e",
	"\u0301",
	"👨‍👩‍👧",
	"\u200d",
	"🇩",
	"🇪",
	"日",
	"\ud800",
	" ",
	"\\",
	"/",
	"\r\n",
	"👍🏽",
	"ก",
	"ำ",
	"가",
	"ᄀ",
	"ᅡ",
];

const tableKey = fc.constantFrom(...names).map(keyOf);
const typed = fc.constantFrom(...odd).map((text) => ({ ...keyOf("a"), name: text, text }));
const pasted = fc.array(fc.constantFrom(...odd, "\n", "x"), { maxLength: 8 }).map((parts) => pasteOf(parts.join("")));
const pointed = fc
	.tuple(fc.constantFrom("click", "wheelup", "wheeldown"), fc.nat({ max: 260 }), fc.nat({ max: 90 }))
	.map(([name, x, y]) => pointerOf(name, x, y));

type Step = (person: Person) => void;
const name = fc.constantFrom("tests", "build", "logs");

/** What happens beside the keys: monitors, events, requests, answers of others, sizes, time. */
const happening: fc.Arbitrary<Step> = fc.oneof(
	name.map((one) => (person: Person) => void (known(person, one) ? person : person.running(one))),
	name.map((one) => (person: Person) => void (known(person, one) && person.prints(one, "line"))),
	name.map((one) => (person: Person) => void (known(person, one) && person.ends(one, 1))),
	name.map((one) => (person: Person) => void person.proposes({ type: "start", spec: specOf(one) })),
	fc.constant((person: Person) => void answerFirst(person)),
	fc.constant((person: Person) => void endTurn(person)),
	fc.nat({ max: 2000 }).map((ms) => (person: Person) => void person.wait(ms)),
	fc
		.tuple(fc.integer({ min: 20, max: 250 }), fc.integer({ min: 5, max: 80 }))
		.map(([cols, rows]) => (person: Person) => {
			person.ui = resized(person.ui, cols, rows);
		}),
	fc.nat({ max: 300 }).map((lines) => (person: Person) => {
		person.ui = scrolledTalk(scrolled(person.ui, { m1: lines, m2: lines * 2 }), lines);
	}),
	fc.array(fc.nat({ max: 300 }), { maxLength: 4 }).map((offsets) => (person: Person) => {
		const { search } = person.ui;
		if (search) person.ui = foundMatches(person.ui, { monitor: search.monitor, query: search.query, offsets });
	}),
);
/** Keys that lead from one place to another, so that every place is reached often. */
const leading = fc.constantFrom("Tab", "Esc", "Enter", "Ctrl+g", "Left", "Home", "Up", "a", "d", "/", ":").map(keyOf);
const keys = fc.oneof(
	{ weight: 4, arbitrary: tableKey },
	{ weight: 5, arbitrary: leading },
	{ weight: 3, arbitrary: typed },
	pasted,
	pointed,
);
const pressing: fc.Arbitrary<Step> = keys.map((key) => (person: Person) => void person.press(key));
const steps = fc.array(fc.oneof({ weight: 5, arbitrary: pressing }, happening), { maxLength: 80 });

function known(person: Person, one: string): boolean {
	return Object.values(person.state.monitors).some((monitor) => monitor.spec.name === one);
}

/** Someone else answers. */
function answerFirst(person: Person): void {
	const approval = person.state.approvals[0]?.id;
	if (approval !== undefined) person.happen({ type: "answer", approval, answer: "refuse" });
}

function endTurn(person: Person): void {
	for (const agent of Object.keys(person.state.agents)) if (person.talk(agent).turn) person.turnEnds(agent);
}

describe("any keys in any state", () => {
	it("leave everything in order", () => {
		fc.assert(
			fc.property(steps, fc.boolean(), (all, watch) => {
				const person = new Person({ watch }).running("tests").proposes({ type: "start", spec: specOf("new") });
				for (const step of all) {
					step(person);
					checkOrder(person);
				}
				if (watch) expect(person.commands).toEqual([]);
			}),
			{ numRuns: 300 },
		);
	});
});

function checkOrder({ ui, state }: Person): void {
	const { composer } = ui;
	expect(snap(composer.text, composer.cursor)).toBe(composer.cursor);
	expect(composer.text).not.toMatch(/(?!\n)\p{Cc}/u);
	expect(ui.shown).toBe(ui.focus === "panes" ? "panes" : "conversation");
	expect(ui.focus === "card").toBe(ui.card !== undefined);
	if (ui.focus === "card") expect(state.approvals.map((one) => one.id)).toContain(ui.card?.approval);
	if (ui.attached !== undefined) expect(state.monitors[ui.attached]).toBeDefined();
	if (ui.pane !== undefined) expect(state.monitors[ui.pane]).toBeDefined();
	for (const [id, offset] of Object.entries(ui.scroll)) {
		expect(offset).toBeGreaterThan(0);
		expect(offset).toBeLessThanOrEqual(ui.scrollback[id] ?? 0);
	}
	expect(ui.talkScroll).toBeLessThanOrEqual(ui.talkBack);
	const places = layout(ui, Object.keys(state.monitors));
	if (whereOf(ui) === "panes" && ui.pane !== undefined && !places.tooSmall) {
		expect(places.panes.map((pane) => pane.monitor)).toContain(ui.pane);
	}
}

const editing = keyTable.filter((one) => one.label === "edit" && one.id !== "edit-undo").flatMap((one) => one.keys);
const edits = fc.oneof(typed, pasted, fc.constantFrom("a", "Ctrl+J", ...editing).map(keyOf));

describe("the composer's cursor", () => {
	it("stands between graphemes and inside the text after any edits", () => {
		fc.assert(
			fc.property(fc.array(fc.oneof(edits, fc.constant(keyOf("Ctrl+_"))), { maxLength: 60 }), (all) => {
				const person = new Person();
				for (const key of all) checkOrder(person.press(key));
			}),
			{ numRuns: 500 },
		);
	});
});

describe("undo", () => {
	it("brings every text back, to the first", () => {
		fc.assert(
			fc.property(fc.array(edits, { maxLength: 40 }), (all) => {
				const person = new Person().press(pasteOf("start of it"));
				const seen = new Set(["start of it"]);
				for (const key of all) seen.add(person.press(key).ui.composer.text);
				let left = person.ui.composer.past.length;
				while (left > 1) {
					expect(seen).toContain(person.press("Ctrl+_").ui.composer.text);
					left -= 1;
				}
				expect(person.ui.composer.text).toBe("start of it");
				expect(person.press("Ctrl+_").ui.composer.text).toBe("");
			}),
			{ numRuns: 200 },
		);
	});

	it("takes one edit back exactly", () => {
		fc.assert(
			fc.property(fc.array(edits, { maxLength: 20 }), pasted, (all, last) => {
				const before = new Person().press(...all);
				const { text, cursor } = before.ui.composer;
				before.press(last);
				if (before.ui.composer.text !== text) before.press("Ctrl+_");
				expect(before.ui.composer).toMatchObject({ text, cursor });
			}),
		);
	});
});
