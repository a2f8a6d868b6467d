import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { monitorSpecSchema } from "../../../src/model/monitor.ts";
import { paintPane, paneCursor } from "../../../src/tui/paint/pane.ts";
import type { PanePicture } from "../../../src/tui/paint/picture.ts";
import { displayWidth } from "../../../src/tui/screen/cells.ts";
import {
	ascii,
	bare,
	colored,
	frame,
	noon41,
	plain,
	sampleBox,
	sampleContext,
	sampleEvent,
	sampleMonitor,
	sampleUi,
} from "./samples.ts";
import { screenOf } from "./screen-of.ts";

const events = [
	sampleEvent({ id: "e1" }),
	sampleEvent({ id: "e2", text: "✗ voucher\nexpected 90", lines: 2, verdict: "held", at: noon41 + 3000 }),
];
const rows = ["\u001b[32m ✓\u001b[0m cart totals", " \u001b[31m✗ checkout\u001b[0m applies voucher"];

function picture(changes: Partial<PanePicture> = {}): PanePicture {
	const monitor = sampleMonitor({ events });
	return { monitor, number: 1, box: sampleBox(60, 10), rows, beat: { perSecond: 3, rates: [1, 2, 8] }, ...changes };
}

describe("a pane", () => {
	it("shows title, the script's screen, a divider and its newest events", () => {
		const box = { ...sampleBox(60, 9), screen: { x: 1, y: 1, width: 58, height: 4 } };
		const events = { x: 1, y: 6, width: 58, height: 2 };
		const full = picture({ box: { ...box, events }, rows: [...rows, "", "last row"] });
		expect(frame(paintPane(full, sampleContext()))).toBe(`
┌─ ! 1 tests ● 4m ──────────── 1 held 2 ev ▂▃█ 3/s ─ auto ─┐
│ ✓ cart totals                                            │
│ ✗ checkout applies voucher                               │
│                                                          │
│last row                                                  │
├──────────────────────────────────────────────────────────┤
│▸ 12:40:58 ✓ cart totals                         forwarded│
│◌ 12:41:03 ✗ voucher (+1 line)                        held│
└──────────────────────────────────────────────────────────┘
`);
	});

	it("draws its frame with ASCII alone where there is no unicode", () => {
		const shown = bare(paintPane(picture({ rows: ["ok"], monitor: sampleMonitor() }), sampleContext({}, ascii)));
		expect(shown.join("")).toMatch(/^[ -~]*$/);
		expect(shown[0]).toBe("+- 1 tests * 4m --------------------- 0 ev .-# 3/s - auto -+");
	});

	it("keeps number, name, state and policy however narrow it is", () => {
		const title = (name: string) =>
			bare(paintPane(picture({ box: sampleBox(24, 7), monitor: sampleMonitor({ name, events }) }), sampleContext()))[0];
		expect(title("tests")).toBe("┌─ ! 1 tests ● ─ auto ─┐");
		expect(title("an-endless-name")).toBe("┌─ ! 1 an-e… ● ─ auto ─┐");
	});
});

describe("the title", () => {
	const title = (changes: Parameters<typeof sampleMonitor>[0], width = 90) =>
		bare(paintPane(picture({ monitor: sampleMonitor(changes), box: sampleBox(width, 8) }), sampleContext()))[0];
	const ended = noon41 - 60_000;

	it.each([
		["an exit code", { state: "exited", exitCode: 1, endedAt: ended }, "! 1 tests ■ exit 1 3m"],
		["success", { state: "exited", exitCode: 0, endedAt: ended }, "─ 1 tests ■ exit 0 3m"],
		["a signal", { state: "killed", signal: "SIGTERM", endedAt: ended }, "─ 1 tests ■ SIGTERM 3m"],
		["that it never started", { state: "failed", endedAt: ended }, "! 1 tests ■ failed"],
		["that it is being stopped", { stopping: "term" }, "1 tests ● stopping 4m"],
		["that it will run again", { stopping: "term", restarting: true }, "1 tests ● restarting 4m"],
		["that it is over its cap", { suppressing: "e9" }, "! 1 tests ‼ 4m"],
	] as const)("says %s", (_name, changes, words) => expect(title(changes)).toContain(words));

	it("bears a badge as long as there is no sandbox", () => {
		for (const width of [90, 40]) expect(title({ sandboxed: false }, width)).toContain("─ UNSANDBOXED auto ─┐");
		expect(title({ sandboxed: true })).not.toContain("UNSANDBOXED");
	});

	it("says that its events may enter a running turn", () => {
		const spec = { ...sampleMonitor().spec, urgent: true };
		expect(title({ spec })).toContain("─ urgent auto ─┐");
	});

	it("counts what was suppressed", () => {
		const suppressed = sampleEvent({ verdict: "suppressed", kind: "suppression" });
		expect(title({ events: [suppressed] })).toContain("1 ev ≈1 ");
	});

	it("counts what was dropped", () => {
		const counts = { ...sampleMonitor().counts, total: 1007, held: 72, dropped: 935 };
		expect(title({ counts })).toContain("72 held 1,007 ev ×935 ");
	});

	it("shows no rate once the script has ended", () => {
		expect(title({ state: "exited", exitCode: 0, endedAt: ended })).not.toContain("/s");
		expect(title({})).toContain("▂▃█ 3/s");
	});

	it("takes nothing from a name that could move the cursor or paint", () => {
		const spec = { ...sampleMonitor().spec, name: "\u001b[2Jevil\u0007\u009b31m\nname" };
		const named = title({ spec });
		expect(named).toContain("1 evil31m ●");
	});
});

describe("the owners", () => {
	const title = (owners: string, width = 70) =>
		bare(paintPane(picture({ owners, box: sampleBox(width, 8) }), sampleContext()))[0] ?? "";

	it("are named where there are several agents", () => {
		expect(title("claude, codex")).toContain("─ ▸ claude, codex auto ─┐");
		expect(title("")).not.toContain("▸");
	});

	it("make way for what matters more, and never the title wider", () => {
		const narrow = title("a-very-long-name, another-long-name", 30);
		expect(narrow).toContain("auto");
		expect(displayWidth(narrow)).toBe(30);
	});
});

describe("the border", () => {
	const corner = (ui: Parameters<typeof sampleUi>[0], changes = {}) =>
		paintPane(picture({ monitor: sampleMonitor(), ...changes }), sampleContext(ui))[0]?.slice(0, 12);

	it.each([
		["an ordinary pane", {}, {}, "\u001b[2m┌─"],
		["the first pane when none was chosen", { focus: "panes" }, {}, "\u001b[1;36m┏━"],
		["the chosen pane", { focus: "panes", pane: "m1" }, { number: 3 }, "\u001b[1;36m┏━"],
		["another pane", { focus: "panes", pane: "m2" }, {}, "\u001b[2m┌─"],
		["the chosen pane while the composer has the keys", { pane: "m1" }, {}, "\u001b[2m┌─"],
		["a pane that is typed into", { attached: "m1" }, {}, "\u001b[1;35m╔═"],
		["a pane that needs the person", {}, { monitor: sampleMonitor({ events }) }, "\u001b[33m┌─"],
	] as const)("of %s", (...[, ui, changes, start]) => expect(corner(ui, changes)).toContain(start));

	it("says that keys go into the script, and how that ends", () => {
		const typed = bare(paintPane(picture(), sampleContext({ attached: "m1" })))[0];
		expect(typed).toContain("╔═ 1 typing into tests — Ctrl+] ends ═");
		const narrow = bare(paintPane(picture({ box: sampleBox(30, 8) }), sampleContext({ attached: "m1" })))[0];
		expect(narrow).toBe("╔═ 1 tests Ctrl+] ends ══════╗");
	});

	it("says how far the output is scrolled back, and how it follows again", () => {
		const scrolled = sampleContext({ scroll: { m1: 120 }, scrollback: { m1: 4000 } });
		expect(bare(paintPane(picture(), scrolled)).at(-1)).toContain("└─ ↑ 120 of 4,000 lines back · G follows ─");
	});

	it("says where a search stands, and why a cap acted", () => {
		const search = { monitor: "m1", query: "cart", typing: false, offsets: [9, 4], index: 1 };
		expect(bare(paintPane(picture(), sampleContext({ search }))).at(-1)).toContain("─ /cart 2/2 ─");
		const missed = { ...search, offsets: [], index: 0 };
		expect(bare(paintPane(picture(), sampleContext({ search: missed }))).at(-1)).toContain("─ /cart no match ─");
		const monitor = sampleMonitor({ policy: "mute", reason: "over its cap for 60 s" });
		expect(bare(paintPane(picture({ monitor }), sampleContext())).at(-1)).toContain("─ over its cap for 60 s ─");
	});
});

describe("the script's screen", () => {
	it("is shown with its own colours, cut at the border", async () => {
		const shown = paintPane(
			picture({ rows: ["\u001b[31mred\u001b[0m 日本語日本語"], box: sampleBox(24, 8) }),
			sampleContext(),
		);
		const screen = await screenOf(shown, 24);
		expect(screen.lines[1]).toBe("│red 日本語日本語      │");
		expect(screen.cell(1, 1)?.getFgColor()).toBe(1);
		expect(screen.cell(5, 1)?.isFgDefault()).toBe(true);
	});

	it("lets nothing but styles through", () => {
		const shown = paintPane(
			picture({ rows: ["\u001b[2J\u001b[5;5Hmoved\u0007\u001b]0;title\u0007"] }),
			sampleContext(),
		);
		expect(bare(shown)[1]).toBe(`│moved${" ".repeat(53)}│`);
	});

	it("marks what a search finds", async () => {
		const search = { monitor: "m1", query: "VOUCH", typing: true, offsets: [], index: 0 };
		const screen = await screenOf(paintPane(picture(), sampleContext({ search })), 60);
		const column = screen.lines[2]?.indexOf("voucher") ?? -1;
		expect(screen.cell(column, 2)?.getBgColor()).toBe(3);
		expect(screen.cell(column + 5, 2)?.isBgDefault()).toBe(true);
		expect(screen.cell(3, 2)?.getFgColor()).toBe(1);
	});

	it("says why a script could not be started", () => {
		const failure = { code: "command-not-found", message: "there is no program npmm", remedy: "Check PATH." } as const;
		const failed = picture({ rows: [], monitor: sampleMonitor({ state: "failed", failure }) });
		expect(
			bare(paintPane(failed, sampleContext()))
				.slice(1, 3)
				.map((row) => row.slice(1, 30).trim()),
		).toEqual(["there is no program npmm", "Check PATH."]);
	});
});

describe("the cursor", () => {
	const box = {
		...sampleBox(40, 10),
		frame: { x: 10, y: 5, width: 40, height: 10 },
		screen: { x: 11, y: 6, width: 38, height: 6 },
	};
	it.each([
		["in the pane that is typed into", { x: 2, y: 3 }, { attached: "m1" }, { x: 13, y: 9 }],
		["not in another pane", { x: 2, y: 3 }, { attached: "m2" }, undefined],
		["not without typing", { x: 2, y: 3 }, {}, undefined],
		["not when the script hides it", null, { attached: "m1" }, undefined],
		["not outside the pane", { x: 38, y: 0 }, { attached: "m1" }, undefined],
		["not in scrolled output", { x: 2, y: 3 }, { attached: "m1", scroll: { m1: 4 } }, undefined],
	] as const)("stands %s", (...[, cursor, ui, expected]) => {
		expect(paneCursor(box, cursor, sampleUi(ui))).toEqual(expected);
	});
});

describe("every pane", () => {
	const text = fc.string({ unit: "grapheme", maxLength: 60 });
	const event = fc.record({
		text,
		lines: fc.nat(300),
		verdict: fc.constantFrom("held", "forwarded", "muted", "dropped", "suppressed"),
		reason: fc.option(text, { nil: undefined }),
	});
	const chosenOf = { m1: "e2" };

	it("has exactly the size of its frame, whatever it shows", () => {
		const size = fc.record({ width: fc.integer({ min: 24, max: 120 }), height: fc.integer({ min: 7, max: 30 }) });
		const look = fc.constantFrom(colored, plain, ascii);
		const isName = (text: string): boolean => monitorSpecSchema.shape.name.safeParse(text).success;
		const name = fc.string({ unit: "grapheme", minLength: 1, maxLength: 80 }).filter(isName);
		fc.assert(
			fc.property(
				fc.record({ size, look, name, rows: fc.array(text), events: fc.array(event), focused: fc.boolean() }),
				(random) => {
					const list = random.events.map(({ reason, ...one }, index) =>
						sampleEvent({ ...one, id: `e${index}`, ...(reason === undefined ? {} : { reason }) }),
					);
					const box = sampleBox(random.size.width, random.size.height);
					const monitor = sampleMonitor({ name: random.name, events: list });
					const context = sampleContext(
						{ focus: random.focused ? "panes" : "composer", chosen: chosenOf },
						random.look,
					);
					const shown = paintPane(picture({ monitor, box, rows: random.rows }), context);
					expect(shown).toHaveLength(random.size.height);
					for (const row of shown) expect(displayWidth(row)).toBe(random.size.width);
					expect(bare(shown).join("")).not.toMatch(/\p{Cc}/u);
				},
			),
			{ numRuns: 150 },
		);
	});

	it.each(["日本語テスト", "e\u0301 accents", "한국어 시험", "ｆｕｌｌ"])(
		"has its borders in their columns in a terminal: %s",
		async (wide) => {
			const monitor = sampleMonitor({ name: wide, events: [sampleEvent({ text: wide.repeat(9) })] });
			const shown = paintPane(
				picture({ monitor, rows: [wide, wide.repeat(9)], box: sampleBox(50, 9) }),
				sampleContext(),
			);
			const screen = await screenOf(shown, 50);
			const borders = (x: number) => shown.map((_, y) => screen.cell(x, y)?.getChars()).join("");
			expect(borders(0)).toBe("┌│││││├│└");
			expect(borders(49)).toBe("┐│││││┤│┘");
		},
	);

	it.each(["👩‍👩‍👧 family", "👍🏽 skin", "🇯🇵 flag", "☂️ selector"])("is as wide as its frame with %s in it", (emoji) => {
		const monitor = sampleMonitor({ name: emoji, events: [sampleEvent({ text: emoji })] });
		const shown = paintPane(picture({ monitor, rows: [emoji], box: sampleBox(50, 8) }), sampleContext());
		for (const row of shown) expect(displayWidth(row)).toBe(50);
		expect(bare(shown).filter((row) => row.includes(emoji))).toHaveLength(3);
	});
});
