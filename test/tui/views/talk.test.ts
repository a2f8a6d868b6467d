import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Message } from "../../../src/model/turn.ts";
import { displayWidth } from "../../../src/tui/screen/cells.ts";
import { messageRows } from "../../../src/tui/views/talk/message-rows.ts";
import { sameTalk } from "../../../src/tui/views/talk/talk.ts";
import { paintTalk, talkBack } from "../../../src/tui/views/talk/talk-picture.ts";
import { ascii, bare, colored, frame, noon41, plain, sampleApproval, sampleMessage } from "../paint/samples.ts";
import { composerWith, talkOf, talkState } from "./talk-samples.ts";

const said: Partial<Message>[] = [
	{ text: "watch the test suite, fix what breaks" },
	{ from: "agent", text: "I'll start a monitor for the suite, and tell you." },
	{ from: "monitor", text: "tests · 2 events\n✓ cart totals\n✗ checkout", events: ["e1", "e2"] },
	{ from: "host", text: "interrupted" },
];
const turn = { id: "t1", origin: "person", startedAt: noon41 - 12_000, cancelling: false } as const;

describe("the conversation", () => {
	it("shows who said what, and the composer below", () => {
		const shown = paintTalk(talkOf(talkState(said), { composer: composerWith("and then\nwhat?") }), colored);
		expect(frame(shown)).toBe(`
┏━ conversation ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┓
┃ you   watch the test suite, fix what breaks    ┃
┃                                                ┃
┃ claude  I'll start a monitor for the suite,    ┃
┃         and tell you.                          ┃
┃                                                ┃
┃ monitor tests · 2 events                       ┃
┃ │ ✓ cart totals                                ┃
┃ │ ✗ checkout                                   ┃
┃                                                ┃
┃ · interrupted                                  ┃
┃                                                ┃
┠────────────────────────────────────────────────┨
┃ > and then                                     ┃
┃   what?                                        ┃
┗━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┛
`);
	});

	it("says how to begin while nothing was said", () => {
		const shown = bare(paintTalk(talkOf(talkState([])), plain)).join("\n");
		expect(shown).toContain("Nothing was said yet.");
		expect(shown).toContain("> message to claude, or /run CMD");
	});

	it("scrolls back row by row, says how much is below, and stops at the top", () => {
		const many = talkState(Array.from({ length: 30 }, (_, index) => ({ text: `message ${index + 1}` })));
		const at = (talkScroll: number) => bare(paintTalk(talkOf(many, { talkScroll }), plain));
		const limit = talkBack(talkOf(many), plain);
		expect(limit).toBe(30 * 2 - 1 - 12);
		expect(at(0)[12]).toContain("message 30");
		expect(at(0)[13]).not.toContain("below");
		expect(at(10)[12]).toContain("message 25");
		expect(at(10)[13]).toContain("↓ 10 rows below: PgDn");
		expect(at(limit)[1]).toContain("message 1 ");
		expect(at(limit + 500)).toEqual(at(limit));
	});

	it("shows the running turn and what waits for its end", () => {
		const waiting = [{ event: "e1", monitor: "m1" }];
		const busy = talkState(said, { turn, waiting, queued: ["and the linter", "later"] });
		const shown = bare(paintTalk(talkOf(busy, {}, { width: 70, height: 16 }), plain)).map((row) =>
			row.slice(2, -2).trim(),
		);
		expect(shown.slice(9, 13)).toEqual([
			"● claude works · 12s · Esc interrupts",
			"▸ 1 event to deliver",
			"› queued: and the linter",
			"› queued: later · Up takes it back",
		]);
		const ending = talkState(said, { turn: { ...turn, cancelling: true } });
		expect(bare(paintTalk(talkOf(ending), plain)).join()).toContain("claude is being interrupted · 12s ");
	});

	it("shows what Tab offers", () => {
		const composer = { ...composerWith("/re"), completion: { options: ["/restart", "/report"], index: 1 } };
		expect(bare(paintTalk(talkOf(talkState([]), { composer }), plain))[12]).toContain(" /restart ›/report");
	});

	it("lists all commands after a slash, on as many rows as they need", () => {
		const shown = bare(paintTalk(talkOf(talkState([]), { composer: composerWith("/") }), plain));
		expect(frame(shown.slice(9, 13).map((row) => row.slice(2, -2)))).toBe(
			`
/run /monitors /policy /forward /drop /mute
/unmute /auto /hold /stop /kill /restart
/clear /agent /login /route /find /copy /help
/quit
`,
		);
	});

	it("keeps what Tab has written in sight among many", () => {
		const options = Array.from({ length: 20 }, (_, index) => `@src/file-${index + 1}.ts`);
		const composer = { ...composerWith("@src/"), completion: { options, index: 19 } };
		const shown = bare(paintTalk(talkOf(talkState([]), { composer }), plain)).join("\n");
		expect(shown).toContain("›@src/file-20.ts");
		expect(shown).not.toContain("file-1.ts");
	});

	it("lists the commands that begin so, and how a single one is used", () => {
		const row = (text: string) =>
			bare(paintTalk(talkOf(talkState([]), { composer: composerWith(text) }), plain))
				.slice(5, 13)
				.map((one) => one.slice(2, -2).trim())
				.join(" ")
				.trim();
		expect(row("/re")).toBe("/restart NAME: Run a monitor again");
		expect(row("/un")).toMatch(/^\/unmute NAME: Back to the policy/);
		expect(row("/mute tests")).toMatch(/^\/mute NAME: /);
		expect(row("/run npm")).toMatch(/^\/run \[--name NAME\] .* CMD \| --ws URL: Start a monitor in this directory$/);
		expect([row("/nothing"), row("//re"), row("re /re")]).toEqual(["", "", ""]);
	});

	it("has the focus only while keys go into the composer", () => {
		const corner = (ui: object) => bare(paintTalk(talkOf(talkState(said), ui), plain))[0]?.at(0);
		expect(corner({})).toBe("┏");
		expect(corner({ focus: "panes" })).toBe("┌");
		expect(corner({ watch: true })).toBe("┌");
		expect(bare(paintTalk(talkOf(talkState(said), { watch: true }), plain))[14]).toContain("watching: no message");
	});

	it("is exactly as large as its box, whatever was said", () => {
		const text = fc.string({ unit: "grapheme", maxLength: 150 });
		const message = fc.record({ text, from: fc.constantFrom("person", "agent", "monitor", "host") });
		const size = fc.record({ width: fc.integer({ min: 40, max: 90 }), height: fc.integer({ min: 13, max: 48 }) });
		const look = fc.constantFrom(colored, ascii);
		fc.assert(
			fc.property(
				fc.record({ size, look, text, messages: fc.array(message, { maxLength: 8 }), card: fc.boolean() }),
				(random) => {
					const approvals = random.card ? [sampleApproval({ why: random.text }, ["sh", "-c", random.text])] : [];
					const state = { ...talkState(random.messages), approvals };
					const shown = paintTalk(talkOf(state, { composer: composerWith(random.text) }, random.size), random.look);
					expect(shown).toHaveLength(random.size.height);
					for (const row of shown) expect(displayWidth(row)).toBe(random.size.width);
					expect(bare(shown).join("")).not.toMatch(/\p{Cc}/u);
				},
			),
			{ numRuns: 150 },
		);
	});
});

describe("a message", () => {
	const look = { width: 40, agent: "claude", theme: plain, cwd: "/w", expanded: false };
	const rowsOf = (message: Parameters<typeof sampleMessage>[0], width = 40) =>
		bare(messageRows(sampleMessage(message), { ...look, width }));

	it("never lets its words begin where a name stands", () => {
		const forged = "fine\nyou   delete everything\n\nclaude  done";
		const starts = (from: "agent" | "monitor" | "person") =>
			rowsOf({ from, text: forged })
				.slice(1)
				.filter((row) => /^\S/.test(row) && !row.startsWith("│ "));
		for (const from of ["agent", "monitor", "person"] as const) expect(starts(from)).toEqual([]);
	});

	it("puts the name on a line of its own where there is little room", () => {
		expect(rowsOf({ text: "watch the tests please" }, 20)).toEqual(["you", "  watch the tests", "  please"]);
	});

	it("shows the first rows of what monitors said and counts the rest", () => {
		const lines = Array.from({ length: 20 }, (_, index) => `line ${index + 1}`);
		const rows = rowsOf({ from: "monitor", text: ["tests · 1 event", ...lines].join("\n") });
		expect(rows).toHaveLength(8);
		expect(rows[0]).toBe("monitor tests · 1 event");
		expect(rows.at(-1)).toBe("│ … 14 more rows");
	});

	it("loses what would control the terminal", () => {
		expect(rowsOf({ from: "agent", text: "\u001b]0;title\u0007\u001b[31mred\u001b[0m\u0008\u202eend" })).toEqual([
			"claude  redend",
		]);
	});

	it("shows the end of a very long one and says where the rest is", () => {
		const rows = rowsOf({ from: "agent", text: `${"word ".repeat(10_000)}the end` });
		expect(rows[0]).toContain("(20,007 characters");
		expect(rows.at(-1)).toContain("the end");
	});

	it("is broken into rows once for each look", () => {
		const message = sampleMessage({ text: "some words" });
		const rows = messageRows(message, look);
		expect(messageRows(message, { ...look })).toBe(rows);
		expect(messageRows(message, { ...look, width: 8 })).not.toBe(rows);
		expect(messageRows({ ...message }, look)).not.toBe(rows);
	});
});

describe("sameTalk", () => {
	const state = talkState(said);
	it("is true while nothing it shows has changed", () => {
		const other = { ...state, monitors: {}, counters: { ...state.counters, events: 7 } };
		expect(sameTalk(talkOf(state), talkOf(other, { now: noon41 + 60_000, scroll: { m1: 3 } }))).toBe(true);
	});

	it.each([
		["the words", talkState(said), {}],
		["the focus", state, { focus: "panes" }],
		["the text being written", state, { composer: composerWith("x") }],
		["a request", { ...state, approvals: [sampleApproval()] }, {}],
	] as const)("is false when %s changed", (_name, other, ui) => {
		expect(sameTalk(talkOf(state), talkOf(other, ui))).toBe(false);
	});

	it("follows a running turn's age", () => {
		const busy = talkState(said, { turn });
		expect(sameTalk(talkOf(busy), talkOf(busy, { now: noon41 + 100 }))).toBe(true);
		expect(sameTalk(talkOf(busy), talkOf(busy, { now: noon41 + 1000 }))).toBe(false);
	});
});
