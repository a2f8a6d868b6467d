import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { helpSections } from "../../../src/tui/keys/help-sections.ts";
import type { Theme } from "../../../src/tui/paint/theme.ts";
import { displayWidth } from "../../../src/tui/screen/cells.ts";
import { scrollHelp } from "../../../src/tui/ui/offer/overlays.ts";
import { paletteItems } from "../../../src/tui/ui/offer/palette.ts";
import { slashCommands } from "../../../src/tui/ui/slash/slash-commands.ts";
import type { Overlay, UiState } from "../../../src/tui/ui/ui-state.ts";
import { paintOverlay } from "../../../src/tui/views/overlay/overlay-picture.ts";
import { paletteCursor } from "../../../src/tui/views/overlay/palette-rows.ts";
import {
	ascii,
	bare,
	colored,
	frame,
	plain,
	sampleAgent,
	sampleEvent,
	sampleMonitor,
	sampleState,
	sampleUi,
} from "../paint/samples.ts";
import { loginOf } from "../ui/person.ts";

const held = sampleMonitor({ events: [sampleEvent({ verdict: "held" })] });
const logins = Array.from({ length: 12 }, (_, index) =>
	loginOf(`w${index}`, { name: "\u202ered\u001b[31m 日本", description: "x".repeat(index * 20) }),
);
const state = sampleState({
	monitors: { m1: held },
	agents: { claude: sampleAgent({ logins, loginHint: "Run it." }) },
});

type Asked = { overlay: Overlay; width?: number; height?: number; ui?: Partial<UiState>; theme?: Theme };

function painted({ overlay, width = 100, height = 24, ui = {}, theme = plain }: Asked): string[] {
	const rect = { x: 0, y: 1, width, height };
	return paintOverlay({ state, ui: sampleUi({ overlay, ...ui }), rect }, theme);
}

function shown(asked: Asked): string[] {
	return bare(painted(asked));
}

describe("the help", () => {
	const everything = (width: number) =>
		Array.from({ length: 30 }, (_, page) => shown({ overlay: { type: "help", scroll: page * 10 }, width })).flat();

	it.each([80, 130])("shows every key of the table when it is scrolled through, %d columns wide", (width) => {
		const text = everything(width).join("\n");
		for (const section of helpSections()) {
			expect(text).toContain(section.title);
			for (const line of section.lines) expect(text).toContain(line.help.split(" ").slice(0, 2).join(" "));
		}
	});

	it.each([60, 80, 130])("lists the slash commands, %d columns wide", (width) => {
		const text = everything(width).join("\n");
		expect(text).toContain("Slash commands");
		for (const { name } of slashCommands) expect(text).toContain(`  /${name} `);
	});

	it("can be scrolled to its end on the smallest screen", () => {
		const ui = scrollHelp(sampleUi({ cols: 60, rows: 15, overlay: { type: "help", scroll: 0 } }), 10_000);
		const scroll = ui.overlay?.type === "help" ? ui.overlay.scroll : 0;
		expect(shown({ overlay: { type: "help", scroll }, width: 60, height: 13 }).at(-1)).not.toContain("more");
	});

	it("stands in two columns where there is room", () => {
		const both = (row: string) => /Events {2}in the panes\s+[A-Z]/.test(row);
		expect(shown({ overlay: { type: "help", scroll: 0 }, width: 130 }).some(both)).toBe(true);
		expect(shown({ overlay: { type: "help", scroll: 0 }, width: 100 }).some(both)).toBe(false);
	});

	it("says how much is below and stops at its end", () => {
		const at = (scroll: number) => shown({ overlay: { type: "help", scroll } });
		expect(at(0).at(-1)).toMatch(/↓ \d+ more/);
		expect(at(0)[1]).toContain("Events");
		expect(at(3)[1]).toBe(at(0)[4]);
		expect(at(5000).at(-1)).not.toContain("more");
		expect(at(5000)).toEqual(at(4999));
	});

	it("names a place once, and every key whole", () => {
		const rows = shown({ overlay: { type: "help", scroll: 0 }, width: 116, height: 200 });
		expect(rows[1]).toContain("Events  in the panes");
		expect(rows.filter((row) => row.includes("(in the panes)"))).toEqual([]);
		expect(rows.join("\n")).toContain("Stop typing into the script (while typing into a script)");
		const words = rows.map((row) => row.slice(2, 30).trim());
		expect(words).toEqual(expect.arrayContaining(["Ctrl+Left Alt+Left Alt+b"]));
	});

	it("shows the person's own keys", () => {
		const own = sampleUi().bindings.list.map((one) => (one.id === "forward" ? { ...one, keys: ["Ctrl+T"] } : one));
		const bindings = { ...sampleUi().bindings, list: own };
		expect(shown({ overlay: { type: "help", scroll: 0 }, ui: { bindings } })[2]).toContain("Ctrl+T");
	});
});

describe("the palette", () => {
	const palette = (query: string, index = 0, more: Partial<Asked> = {}) =>
		shown({ overlay: { type: "palette", query, index }, ...more });

	it("lists commands with their keys, and why one is not available", () => {
		const rows = palette("undo");
		expect(rows[1]).toMatch(/^┃ > undo +┃$/);
		expect(rows[3]).toMatch(/^┃ › u .*— no verdict on tests to take back +┃$/);
	});

	it("keeps the reason in sight where there is little room", () => {
		const narrow = palette("undo", 0, { width: 74 })[3];
		expect(narrow).toContain("— no verdict on tests to take back");
	});

	it("keeps the chosen line in sight, whatever the index", () => {
		const count = paletteItems(sampleUi(), state, "").length;
		for (const index of [0, 7, count - 1, count + 50]) {
			const rows = palette("", index, { height: 12 }).filter((row) => row.includes("›"));
			expect(rows).toHaveLength(1);
		}
		const last = paletteItems(sampleUi(), state, "").at(-1)?.help ?? "";
		expect(palette("", count + 50, { height: 12 }).find((row) => row.includes("›"))).toContain(last);
	});

	it("counts what is below, and nothing at its end", () => {
		const count = paletteItems(sampleUi(), state, "").length;
		expect(palette("", 0, { height: 12 }).at(-1)).toContain(`↓ ${count - 8} more`);
		expect(palette("", count, { height: 12 }).at(-1)).not.toContain("more");
	});

	it("says that nothing fits", () => expect(palette("xyzzy").join("\n")).toContain("no command has all these words"));

	it("dims what cannot be done, and marks the chosen line as a whole", () => {
		const rows = painted({ overlay: { type: "palette", query: "", index: 0 }, theme: colored, height: 40 });
		expect(rows[3]).toContain("\u001b[7m› f ");
		expect(rows.find((row) => bare([row])[0]?.includes("no verdict"))).toContain("\u001b[2m  u ");
	});

	it("has its cursor behind the query", () => {
		const rect = { x: 4, y: 1, width: 60, height: 20 };
		for (const query of ["", "mute", "日本", "x".repeat(300)]) {
			const ui = sampleUi({ overlay: { type: "palette", query, index: 0 } });
			const row = bare(paintOverlay({ state, ui, rect }, plain))[1] ?? "";
			const cursor = paletteCursor(ui, rect) ?? { x: 0, y: 0 };
			const before = displayWidth(row.replace(/\s+┃$/, ""));
			expect(cursor).toEqual({ x: rect.x + Math.max(before, 4), y: 2 });
			expect(cursor.x).toBeLessThan(rect.x + rect.width - 1);
		}
		expect(paletteCursor(sampleUi({ overlay: { type: "leave" } }), rect)).toBeUndefined();
	});
});

describe("questions", () => {
	it("offer to detach before they offer to stop everything", () => {
		expect(frame(shown({ overlay: { type: "leave" }, width: 64, height: 8 }))).toBe(
			`

┏━ leave monmux ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┓
┃ d Enter  detach: monitors and agent go on, monmux attach     ┃
┃          comes back                                          ┃
┃ s        stop everything: 1 running monitor, the agent, the  ┃
┃          host                                                ┃
┃ Esc      stay                                                ┃
┗━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┛
`.replace("\n\n", "\n"),
		);
	});

	it("dim what a watcher may not do", () => {
		const rows = painted({ overlay: { type: "leave" }, ui: { watch: true }, theme: colored });
		expect(rows.find((row) => row.includes("stop everything"))).toContain("\u001b[2ms ");
		expect(rows.find((row) => row.includes("detach"))).toContain("\u001b[1md Enter");
	});

	it("show the question whole, and both answers", () => {
		const question =
			"tests holds 3 events that nobody has seen yet, and they would never reach the agent. Kill it at once?";
		const overlay = { type: "confirm", question, command: { type: "interrupt" } } as const;
		const rows = shown({ overlay }).map((row) => row.trim().slice(2, -2).trim());
		expect(rows.join(" ").replace(/\s+/g, " ")).toContain(question);
		expect(rows).toContain("y        yes");
		expect(rows).toContain("n Esc    no");
	});

	it("stand in the middle", () => {
		const rows = shown({ overlay: { type: "leave" }, width: 100, height: 25 });
		expect(rows.findIndex((row) => row.includes("leave monmux"))).toBe(9);
		expect(rows[9]?.indexOf("┏")).toBe(18);
	});
});

describe("every overlay", () => {
	it("fits into its rectangle", () => {
		const overlay: fc.Arbitrary<Overlay> = fc.oneof(
			fc.record({ type: fc.constant("help" as const), scroll: fc.nat(200) }),
			fc.record({ type: fc.constant("palette" as const), query: fc.string({ unit: "grapheme" }), index: fc.nat(60) }),
			fc.record({ type: fc.constant("logins" as const), agent: fc.constantFrom("claude", "gone"), index: fc.nat(20) }),
			fc.constant({ type: "leave" as const }),
			fc.record({
				type: fc.constant("confirm" as const),
				question: fc.string({ unit: "grapheme", maxLength: 200 }),
				command: fc.constant({ type: "interrupt" as const }),
			}),
		);
		const size = { width: fc.integer({ min: 60, max: 200 }), height: fc.integer({ min: 13, max: 48 }) };
		fc.assert(
			fc.property(fc.record({ overlay, ...size, theme: fc.constantFrom(colored, ascii) }), (asked) => {
				const rows = painted(asked);
				expect(rows.length).toBeLessThanOrEqual(asked.height);
				for (const row of rows) expect(displayWidth(row)).toBeLessThanOrEqual(asked.width);
				expect(bare(rows).join("")).not.toMatch(/\p{Cc}/u);
			}),
			{ numRuns: 150 },
		);
	});

	it("is nothing while none is open", () => {
		const rect = { x: 0, y: 1, width: 80, height: 20 };
		expect(paintOverlay({ state, ui: sampleUi(), rect }, plain)).toEqual([]);
	});
});
