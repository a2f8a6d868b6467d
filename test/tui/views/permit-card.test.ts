import { describe, expect, it } from "vitest";
import type { Choice, ToolCall } from "../../../src/model/agent.ts";
import type { Approval } from "../../../src/model/approval.ts";
import { cardRows } from "../../../src/tui/views/card/card-rows.ts";
import { bare, frame, plain, sampleAgent, sampleApproval } from "../paint/samples.ts";
import { talkOf, talkState } from "./talk-samples.ts";

const choices: Choice[] = [
	{ id: "1", label: "Allow once", kind: "allow-once" },
	{ id: "2", label: "Sure, always", kind: "allow-always" },
	{ id: "3", label: "Reject", kind: "reject-once" },
];

function permit(changes: Partial<ToolCall> = {}): Approval {
	const diffs = [{ path: "/home/ada/src/shop/a.ts", before: "one\n", after: "two\n" }];
	const call = { id: "c", title: "Edit a.ts", status: "waiting" as const, places: [], output: "", diffs, ...changes };
	return sampleApproval({ agent: "claude", proposal: { type: "permit", permission: { call, choices } } });
}

function card(approval: Approval, width = 50, more = {}): string[] {
	const state = talkState([]);
	const agents = { ...state.agents, ...more };
	return bare(cardRows(talkOf({ ...state, agents, approvals: [approval] }), width, plain));
}

describe("a permission's card", () => {
	it("says who asks for what, shows the change, and the choices with numbers and letters", () => {
		expect(frame(card(permit()))).toBe(`
╭─ claude asks: allow Edit a.ts ─────────────────╮
│ Edit a.ts                                      │
│ ./a.ts  +1 −1                                  │
│ @ line 1                                       │
│ -one                                           │
│ +two                                           │
│ 1 a allow once                                 │
│ 2 A allow always: Sure, always                 │
│ 3 r reject                                     │
╰─ Tab to answer ────────────────────────────────╯
`);
	});

	it("does not say the title again as its reason", () => {
		expect(card({ ...permit(), why: "Edit a.ts" })).toEqual(card(permit()));
	});

	it("shows a piece of a file without remarks on its end", () => {
		const diffs = [{ path: "a.ts", before: "a = 1", after: "a = 2" }];
		const shown = card(permit({ diffs })).join("\n");
		expect(shown).toMatch(/-a = 1 +│\n│ \+a = 2/);
	});

	it("shows a long title, every place, and what the agent says of it", () => {
		const title = `run ${"word ".repeat(30)}end`;
		const shown = card(permit({ title, places: ["/etc/a:1", "/etc/b"], diffs: [], output: "because\nof this" })).join(
			"\n",
		);
		for (const part of ["end", "/etc/a:1", "/etc/b", "because", "of this"]) expect(shown).toContain(part);
	});

	it("hides nothing of a title behind controls or line ends", () => {
		const shown = card(permit({ title: "ls\nrm -rf \u001b[2K\u001b[1A/ \u202eok", diffs: [] })).join("\n");
		expect(shown).toContain("rm -rf");
		expect(shown).not.toMatch(/(?!\n)\p{Cc}|\u202e/u);
	});
});

describe("a new monitor's card among several agents", () => {
	const codex = sampleAgent({ id: "codex", label: "codex" });
	const start = (agents: string[]): Approval => {
		const one = sampleApproval({ agent: "codex" });
		return one.proposal.type === "start" ? { ...one, proposal: { ...one.proposal, agents } } : one;
	};

	it("says who asks and whose it will be", () => {
		const shown = card(start([]), 60, { codex });
		expect(shown[0]).toContain('codex asks: start monitor "tests"');
		expect(shown.join("\n")).toContain("events go to codex");
		expect(card(start(["claude", "codex"]), 60, { codex }).join("\n")).toContain("events go to claude, codex");
	});

	it("says nothing of owners where there is one agent only", () => {
		expect(card(sampleApproval(), 60).join("\n")).not.toContain("events go to");
	});
});
