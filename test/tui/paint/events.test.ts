import { describe, expect, it } from "vitest";
import { newestLines } from "../../../src/tui/paint/pane/event-lines.ts";
import { paintEvents } from "../../../src/tui/paint/pane/events.ts";
import { ascii, bare, colored, noon41, plain, sampleContext, sampleEvent, sampleMonitor } from "./samples.ts";

/** Events by one letter each: h held, f forwarded, m muted, d dropped, s suppressed; ids count from e1. */
function eventsOf(letters: string) {
	const verdicts = { h: "held", f: "forwarded", m: "muted", d: "dropped", s: "suppressed" } as const;
	return [...letters].map((letter, index) =>
		sampleEvent({
			id: `e${index + 1}`,
			text: `event ${index + 1}`,
			at: noon41 + index * 1000,
			verdict: verdicts[letter as keyof typeof verdicts],
		}),
	);
}

/** The shown lines: ids, and `×n` where several muted ones are folded. */
function lines(letters: string, height: number, chosen?: string): string {
	const shown = newestLines(sampleMonitor({ events: eventsOf(letters) }), height, chosen);
	return shown.map(({ event, folded }) => (folded > 1 ? `${event.id}×${folded}` : event.id)).join(" ");
}

describe("newestLines", () => {
	it.each([
		["nothing", "", 3, undefined, ""],
		["all when they fit", "hf", 3, undefined, "e1 e2"],
		["the newest when they do not", "hfhfh", 3, undefined, "e3 e4 e5"],
		["no rows when there is no room", "hfh", 0, undefined, ""],
		["the choice among the newest", "hfhfh", 3, "e4", "e3 e4 e5"],
		["from an older choice on", "hfhfh", 3, "e2", "e2 e3 e4"],
		["the newest when the choice is gone", "hfhfh", 2, "e99", "e4 e5"],
		["muted ones in a row as one", "hmmmf", 5, undefined, "e1 e4×3 e5"],
		["a single muted one as itself", "hmf", 5, undefined, "e1 e2 e3"],
		["a chosen muted one by itself", "mmmmm", 5, "e3", "e2×2 e3 e5×2"],
		["one line for very many", "m".repeat(400), 4, undefined, "e400×400"],
	] as const)("%s", (...[, letters, height, chosen, expected]) => {
		expect(lines(letters, height, chosen)).toBe(expected);
	});

	it("counts muted events that are no longer kept", () => {
		const monitor = sampleMonitor({ events: eventsOf("mmm") });
		const counts = { ...monitor.counts, muted: 811, total: 811 };
		expect(newestLines({ ...monitor, counts }, 3)[0]?.folded).toBe(811);
		const interrupted = sampleMonitor({ events: eventsOf("hmm"), counts });
		expect(newestLines(interrupted, 3)[1]?.folded).toBe(2);
	});
});

type Asked = { letters?: string; width?: number; height?: number; chosen?: string; focused?: boolean };

function rows(asked: Asked, theme = plain): string[] {
	const { letters = "hfmds", width = 50, height = 5, chosen, focused = false } = asked;
	const monitor = sampleMonitor({ events: eventsOf(letters) });
	return paintEvents({ monitor, width, height, chosen, focused }, sampleContext({}, theme));
}

describe("paintEvents", () => {
	it("says each verdict by mark and word", () => {
		expect(bare(rows({}))).toEqual([
			"◌ 12:41:00 event 1                            held",
			"▸ 12:41:01 event 2                       forwarded",
			"· 12:41:02 event 3                           muted",
			"× 12:41:03 event 4                         dropped",
			"≈ 12:41:04 event 5                      suppressed",
		]);
	});

	it("fills what no event needs with blanks", () => {
		expect(rows({ letters: "", height: 2, width: 4 })).toEqual(["    ", "    "]);
	});

	it("sums muted events up", () => {
		expect(bare(rows({ letters: "mmm", height: 1 }))).toEqual([`· 12:41:02 +3 muted${" ".repeat(31)}`]);
	});

	it.each([
		[44, "◌ 12:41:00 event 1                      held"],
		[43, "◌12:41:00 event 1                      held"],
		[36, "◌12:41:00 event 1               held"],
		[35, "◌ event 1                      held"],
		[24, "◌ event 1           held"],
		[23, "◌ event 1              "],
		[5, "◌ ev…"],
	] as const)("leaves the time and then the word out: %d cells", (width, expected) => {
		expect(bare(rows({ letters: "h", height: 1, width }))[0]).toBe(expected);
	});

	it("marks the chosen event by a sign, and as a whole where the keys act on it", () => {
		const unfocused = rows({ letters: "hh", height: 2, chosen: "e1" }, colored);
		expect(bare(unfocused)[0]).toContain("12:41:00›event 1");
		expect(unfocused[0]).not.toContain("\u001b[7m");
		const focused = rows({ letters: "hh", height: 2, chosen: "e1", focused: true }, colored);
		expect(focused[0]).toBe(`\u001b[7m${bare(focused)[0]}\u001b[0m`);
		expect(focused[1]).not.toContain("\u001b[7m");
		expect(bare(rows({ letters: "h", height: 1, chosen: "e1", focused: true }, ascii))[0]).toContain(
			"o 12:41:00>event 1",
		);
	});

	it.each([
		["a line that was not the only one", { text: "first\nsecond", lines: 2 }, "first (+1 line) "],
		["many more", { text: "first", lines: 1201 }, "first (+1,200 lines) "],
		["why it was held", { reason: "20 turns in a row" }, "✓ cart totals — 20 turns in a row "],
		[
			"no count for a summary",
			{ kind: "suppression", text: "412 lines over the cap", lines: 412 },
			"412 lines over the cap ",
		],
		["a line without its indentation", { text: "  ✗ checkout  \nmore", lines: 2 }, "✗ checkout (+1 line) "],
		["how a script ended", { kind: "exit", text: "exit 0 after 5.1s", lines: 0 }, "exit 0 after 5.1s  "],
		[
			"why it ended",
			{ kind: "exit", text: "exit 1 after 28ms\n at x.ts:1\nError: listen EADDRINUSE\nNode.js v24", lines: 3 },
			"exit 1 after 28ms — Error: listen EADDRINUSE (+2 lines) ",
		],
		["its last words", { kind: "exit", text: "exit 2 after 1s\noops", lines: 1 }, "exit 2 after 1s — oops  "],
		[
			"what would help",
			{ kind: "exit", text: "exit 6 after 1s\n--net on allows it", lines: 0 },
			"exit 6 after 1s — --net",
		],
		["nothing that controls", { text: "\u001b[31;5mred\u001b[0m\u0007 \u009b2J" }, "red 2J "],
	] as const)("shows %s", (_name, changes, expected) => {
		const monitor = sampleMonitor({ events: [sampleEvent(changes)] });
		const [row = ""] = bare(paintEvents({ monitor, width: 80, height: 1, focused: false }, sampleContext({}, plain)));
		expect(row.slice(11)).toContain(expected);
		expect(row.slice(11).startsWith(expected)).toBe(true);
	});

	it("does not say twice that lines were suppressed", () => {
		const event = sampleEvent({ kind: "suppression", verdict: "suppressed", text: "177,579 lines suppressed" });
		const list = { monitor: sampleMonitor({ events: [event] }), width: 35, height: 1, focused: false };
		expect(bare(paintEvents(list, sampleContext({}, plain)))).toEqual(["≈ 177,579 lines suppressed         "]);
	});

	it("gives the count its place when the text is long", () => {
		const monitor = sampleMonitor({ events: [sampleEvent({ text: "x".repeat(3000), lines: 4 })] });
		const [row] = bare(paintEvents({ monitor, width: 52, height: 1, focused: false }, sampleContext()));
		expect(row).toBe(`▸ 12:40:58 ${"x".repeat(19)}… (+3 lines) forwarded`);
	});
});
