import { describe, expect, it } from "vitest";
import type { Agent, State } from "../../../src/core/session/state.ts";
import { displayWidth } from "../../../src/tui/screen/cells.ts";
import type { UiState } from "../../../src/tui/ui/ui-state.ts";
import { paintTalk, talkFinds } from "../../../src/tui/views/talk/talk-picture.ts";
import { bare, noon41, plain, sampleAgent, sampleMessage, sampleState } from "../paint/samples.ts";
import { loginOf } from "../ui/person.ts";
import { talkOf, talkState } from "./talk-samples.ts";

const turn = { id: "t1", origin: "person", startedAt: noon41 - 12_000, cancelling: false } as const;
const words = (text: string) => ({ messages: [sampleMessage({ from: "agent", text })], said: 1 });

const state: State = sampleState({
	agents: {
		playbook: sampleAgent({ id: "playbook", label: "playbook" }, words("from the playbook")),
		claude: sampleAgent(
			{
				plan: [
					{ text: "read the tests", status: "done" },
					{ text: "fix the cart", status: "running" },
					{ text: "run it all", status: "pending" },
				],
				usage: { used: 42_300, size: 200_000, cost: "$0.12" },
			},
			{ ...words("from claude"), turn },
		),
		codex: sampleAgent({ id: "codex", label: "codex", state: "dead", reason: "no login" }, { said: 3 }),
	},
	lead: "playbook",
});

const picture = (ui: Partial<UiState> = {}, of = state, size = { width: 72, height: 24 }) =>
	bare(paintTalk(talkOf(of, ui, size), plain));

describe("several agents", () => {
	it("are tabs, with their state and what was not read", () => {
		const title = picture({ seen: { playbook: 1, claude: 1, codex: 1 } })[0];
		expect(title).toContain("━ 1 playbook ● │ 2 claude ◌ works │ 3 codex † dead +2 ━");
	});

	it("leave room for the shown one where there is little", () => {
		const title = picture({ agent: "codex" }, state, { width: 40, height: 20 })[0] ?? "";
		expect(title).toContain("codex †");
		expect(displayWidth(title)).toBe(40);
	});

	it("have a conversation each", () => {
		expect(picture().join("\n")).toContain("from the playbook");
		const other = picture({ agent: "claude" }).join("\n");
		expect(other).toContain("from claude");
		expect(other).not.toContain("from the playbook");
		expect(other).toContain("message to claude, or /run CMD");
	});

	it("show why one is dead, and what to do", () => {
		const shown = picture({ agent: "codex" }).join("\n");
		expect(shown).toContain("† codex is dead: /agent restart codex");
		expect(shown).toContain("no login");
	});

	it("show that one wants a login, or logs itself in", () => {
		const codex = (changes: Partial<Agent>) => {
			const agents = { ...state.agents, codex: sampleAgent({ id: "codex", label: "codex", ...changes }) };
			return picture({ agent: "codex" }, { ...state, agents }).join("\n");
		};
		const wanted = codex({ state: "dead", reason: "no login", wantsLogin: true });
		expect(wanted).toContain("† codex wants a login: /login");
		const logins = [loginOf("web", { name: "A browser" })];
		expect(codex({ state: "starting", loggingIn: "web", logins })).toContain("codex logs in by A browser");
	});
});

describe("the plan", () => {
	it("is pinned above the words while a turn runs", () => {
		const rows = picture({ agent: "claude" }).map((row) => row.slice(2, -2).trimEnd());
		expect(rows.slice(1, 5)).toEqual(["plan · 1 of 3 done", "✓ read the tests", "◌ fix the cart", "○ run it all"]);
		expect(rows[5]).toMatch(/^─+$/);
	});

	it("is gone afterwards", () => {
		const claude = state.agents.claude;
		if (!claude) throw new Error("no claude");
		const { turn: _turn, ...idle } = claude.conversation;
		const after = { ...state, agents: { ...state.agents, claude: { ...claude, conversation: idle } } };
		expect(picture({ agent: "claude" }, after).join("\n")).not.toContain("plan ·");
	});

	it("shows the part that goes on of a long one, and keeps the box's size", () => {
		const claude = state.agents.claude;
		if (!claude) throw new Error("no claude");
		const plan = Array.from({ length: 30 }, (_, index) => ({
			text: `step ${index + 1}`,
			status: index < 20 ? ("done" as const) : ("pending" as const),
		}));
		const long = { ...state, agents: { ...state.agents, claude: { ...claude, plan } } };
		for (const height of [13, 20, 40]) {
			const shown = picture({ agent: "claude" }, long, { width: 60, height });
			expect(shown).toHaveLength(height);
			expect(shown.join("\n")).toContain("step 21");
		}
	});
});

describe("usage", () => {
	const foot = (usage: object) => picture({}, sampleState({ agents: { claude: sampleAgent({ usage }) } })).at(-1) ?? "";

	it.each([
		[{ used: 42_300, size: 200_000, cost: "$0.12" }, "━ 42k/200k · $0.12 ━"],
		[{ used: 950 }, "━ 950 tokens ━"],
		[{ used: 999_900, size: 2_000_000 }, "━ 1M/2M ━"],
		[{ cost: "1 credit" }, "━ 1 credit ━"],
	])("%j is %s", (usage, expected) => expect(foot(usage)).toContain(expected));

	it("says nothing when the agent does not", () => expect(foot({})).toMatch(/^┗━+┛$/));
});

describe("the queue", () => {
	it("shows the newest messages and counts the others", () => {
		const busy = talkState([], { turn, queued: ["one", "two", "three", "four", "five"] });
		const rows = picture({}, busy).map((row) => row.slice(2, -2).trim());
		const at = rows.indexOf("› 3 messages queued before");
		expect(rows.slice(at, at + 3)).toEqual([
			"› 3 messages queued before",
			"› queued: four",
			"› queued: five · Up takes it back",
		]);
	});
});

describe("what agents do", () => {
	const call = { id: "c", title: "Edit", status: "done" as const, places: [], output: "found it", diffs: [] };
	const talk = talkState([
		{ text: "fix it" },
		{ from: "agent", kind: "thought", text: "hm\nwell" },
		{ from: "agent", kind: "tool", text: "Edit", call },
		{ from: "agent", text: "**Done.**" },
	]);

	it("stands close together, and is shown whole on demand", () => {
		const rows = picture({}, talk).map((row) => row.slice(2, -2).trimEnd());
		const at = rows.indexOf("  thought · 2 lines");
		expect(rows.slice(at - 1, at + 4)).toEqual(["", "  thought · 2 lines", "  ✓ Edit", "", "claude  Done."]);
		expect(picture({ expanded: true }, talk).join("\n")).toContain("│ found it");
	});
});

describe("finding", () => {
	const many = talkState(
		Array.from({ length: 60 }, (_, index) => ({ text: index % 20 === 3 ? "Voucher" : `line ${index}` })),
	);
	const size = { width: 60, height: 16 };

	it("gives the places that show each match, newest first", () => {
		const offsets = talkFinds(talkOf(many, {}, size), "voucher", plain);
		expect(offsets).toHaveLength(3);
		expect(offsets).toEqual([...offsets].sort((a, b) => a - b));
		for (const talkScroll of offsets) expect(picture({ talkScroll }, many, size).join("\n")).toContain("Voucher");
		expect(talkFinds(talkOf(many, {}, size), "nowhere", plain)).toEqual([]);
	});

	it("marks what was found", () => {
		const find = { query: "line 59", offsets: [0], index: 0 };
		expect(paintTalk(talkOf(many, { find }, size), plain).join("\n")).toContain(plain.style("match", "line 59"));
	});
});
