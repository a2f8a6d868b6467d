import { describe, expect, it } from "vitest";
import type { Approval } from "../../../src/model/approval.ts";
import { monitorSpecSchema } from "../../../src/model/monitor.ts";
import type { UiState } from "../../../src/tui/ui/ui-state.ts";
import { cardRows } from "../../../src/tui/views/card/card-rows.ts";
import { paintTalk } from "../../../src/tui/views/talk/talk-picture.ts";
import { ascii, bare, colored, frame, plain, sampleApproval, sampleMonitor } from "../paint/samples.ts";
import { talkOf, talkState } from "./talk-samples.ts";

function card(approvals: Approval[], ui: Partial<UiState> = {}, width = 46): string[] {
	const state = { ...talkState([]), approvals, monitors: { m1: sampleMonitor() } };
	return bare(cardRows(talkOf(state, ui), width, plain));
}

function starting(spec: object): Approval {
	const whole = { name: "tests", command: ["npm", "test"], cwd: "/home/ada/src/shop", ...spec };
	return sampleApproval({ proposal: { type: "start", spec: monitorSpecSchema.parse(whole), agents: [] } });
}

describe("an approval card", () => {
	it("shows the command, what it may touch, and the answers", () => {
		expect(frame(card([sampleApproval({ why: "to watch the suite" })]))).toBe(`
╭─ start monitor "tests" ────────────────────╮
│ npm test -- --watch                        │
│ cwd .   writes .   network off             │
│ why: to watch the suite                    │
│ a run, hold events   f run, forward        │
│ A always for this command   r refuse       │
╰─ Tab to answer ────────────────────────────╯
`);
	});

	it("looks different while the keys answer it", () => {
		const focused = card([sampleApproval()], { focus: "card" });
		expect(focused[0]).toContain("┏━ start monitor");
		expect(focused.at(-1)).toContain("┗━ your answer ━");
		const paint = (ui: Partial<UiState>) =>
			cardRows(talkOf({ ...talkState([]), approvals: [sampleApproval()] }, ui), 46, colored).join("\n");
		expect(paint({ focus: "card" })).toContain("\u001b[1ma\u001b[0m run, hold events");
		expect(paint({})).toContain("\u001b[2ma run, hold events\u001b[0m");
	});

	it("says which of several it is: the one with the keys, else the oldest", () => {
		const several = [sampleApproval(), sampleApproval({ id: "a2" }), sampleApproval({ id: "a3" })];
		expect(card(several)[0]).toContain("─ 1 of 3 ─╮");
		expect(card(several, { focus: "card", card: { approval: "a3", back: "composer" } })[0]).toContain(" 3 of 3 ");
		expect(card([sampleApproval()])[0]).not.toContain("1 of 1");
	});

	it("shows a long command whole", () => {
		const words = Array.from({ length: 60 }, (_, index) => `argument-${index}`);
		const shown = card([sampleApproval({}, words)]).map((row) => row.slice(2, -2).trim());
		expect(shown.slice(1, shown.indexOf("cwd .   writes .   network off")).join(" ")).toBe(words.join(" "));
	});

	it.each([
		["network", { sandbox: { net: true } }, "network on"],
		["a read-only directory", { sandbox: { readOnly: true } }, "writes nothing"],
		["more to write", { sandbox: { write: ["/srv/out"] } }, "writes ., /srv/out"],
		[
			"more to read, and variables",
			{ sandbox: { read: ["/etc/x"], env: ["TOKEN", "A=1"] } },
			"reads /etc/x   env TOKEN, A=1",
		],
		["a directory below", { cwd: "/home/ada/src/shop/web" }, "cwd ./web   writes ./web"],
		["a directory elsewhere", { cwd: "/home/ada" }, "cwd /home/ada   writes /home/ada"],
		[
			"its rule",
			{ match: "FAIL", exclude: "flaky", events: "both" },
			"events match FAIL   but not flaky   events from stdout and stderr",
		],
		["no sandbox", { sandbox: { mode: "off" } }, "UNSANDBOXED: it can do whatever you can"],
	])("says %s", (_name, spec, expected) => expect(card([starting(spec)], {}, 90).join("\n")).toContain(expected));

	const listening = (socket: object, rest: object = {}) =>
		starting({ name: "feed", command: [], socket, sandbox: { net: true, readOnly: true }, ...rest });

	it("of a monitor that listens shows the URL and the network, and no command line", () => {
		const asked = { ...listening({ url: "wss://api.example.org/feed?since=1&all" }), why: "to see deploys" };
		expect(frame(card([asked]))).toBe(`
╭─ start monitor "feed" ─────────────────────╮
│ ws wss://api.example.org/feed?since=1&all  │
│ only listens   network on                  │
│ why: to see deploys                        │
│ a run, hold events   f run, forward        │
│ A always for this URL   r refuse           │
╰─ Tab to answer ────────────────────────────╯
`);
		const more = card([listening({ url: "ws://h/", protocols: ["chat", "v2"] }, { match: "FAIL" })]).join("\n");
		expect(more).toContain("sub-protocols chat, v2");
		expect(more).toContain("events match FAIL");
		const openly = { sandbox: { mode: "off", net: true } };
		const bare = card([listening({ url: "ws://h/", protocols: ["chat"] }, openly)]).join("\n");
		for (const words of ["UNSANDBOXED", "sub-protocols chat"]) expect(bare).toContain(words);
		const long = `ws://h/${"x".repeat(200)}`;
		expect(
			card([listening({ url: long })])
				.map((row) => row.slice(2, -2).trim())
				.join(""),
		).toContain(long);
	});

	it("promises nothing about a monitor without a sandbox", () => {
		const shown = card([starting({ sandbox: { mode: "off", net: false } })]).join("\n");
		expect(shown).not.toContain("network");
		expect(shown).not.toContain("writes");
	});

	it.each([
		["stop", 'stop monitor "tests"'],
		["restart", 'run again monitor "tests"'],
	] as const)("asks about a running monitor by its name: %s", (type, title) => {
		const shown = card([sampleApproval({ proposal: { type, monitor: "m1" } })]);
		expect(shown[0]).toContain(title);
		expect(shown[1]).toContain("npm test");
		expect(shown.join("\n")).toContain("a do it   A always");
		expect(shown.join("\n")).not.toContain("forward");
	});

	it("names a monitor that is gone as it was named", () => {
		const shown = card([sampleApproval({ proposal: { type: "stop", monitor: "gone" } })]);
		expect(shown[0]).toContain('stop monitor "gone"');
	});

	it("offers no answer to a watcher", () => {
		expect(card([sampleApproval()], { watch: true }).at(-1)).toContain("a watcher cannot answer");
	});

	it("is drawn with ASCII alone where there is no unicode", () => {
		const state = { ...talkState([]), approvals: [sampleApproval()] };
		expect(bare(cardRows(talkOf(state), 46, ascii)).join("")).toMatch(/^[ -~]*$/);
		expect(cardRows(talkOf(talkState([])), 46, ascii)).toEqual([]);
	});

	it("stands below what was said, and says when its beginning is out of sight", () => {
		const small = { width: 60, height: 13 };
		const state = { ...talkState([{ text: "hello" }]), approvals: [sampleApproval()] };
		const shown = bare(paintTalk(talkOf(state, {}, { ...small, height: 20 }), plain));
		expect(shown.findIndex((row) => row.includes("hello"))).toBeLessThan(
			shown.findIndex((row) => row.includes("start monitor")),
		);
		const long = { ...state, approvals: [sampleApproval({}, Array(80).fill("argument"))] };
		const cut = bare(paintTalk(talkOf(long, {}, small), plain));
		expect(cut[0]).toMatch(/↑ \d+ rows of the request above: PgUp/);
		expect(cut.join("\n")).toContain("r refuse");
		const back = bare(paintTalk(talkOf(long, { talkScroll: 3 }, small), plain));
		expect(back.join("\n")).toContain("↓ 3 rows below, a request: PgDn");
	});
});
