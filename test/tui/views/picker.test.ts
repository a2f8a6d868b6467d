import { describe, expect, it } from "vitest";
import type { State } from "../../../src/core/session/state.ts";
import { displayWidth } from "../../../src/tui/screen/cells.ts";
import type { CatalogueAgent, UiState } from "../../../src/tui/ui/ui-state.ts";
import { paintOverlay } from "../../../src/tui/views/overlay/overlay-picture.ts";
import { ascii, bare, plain, sampleAgent, sampleState, sampleUi } from "../paint/samples.ts";
import { loginOf } from "../ui/person.ts";

const catalogue: readonly CatalogueAgent[] = [
	{ id: "codex", name: "OpenAI Codex", installed: true, install: "" },
	{ id: "gemini", name: "Gemini", installed: false, install: "npm install -g @google/gemini-cli" },
	{ id: "claude", name: "Claude Code", installed: true, install: "" },
];

type Changes = { index?: number; first?: boolean; state?: State; ui?: Partial<UiState> };

function picker(changes: Changes = {}, size = { width: 100, height: 24 }): string[] {
	const { state = sampleState(), ui, index = 0, first = false } = changes;
	const overlay = { type: "agents", index, first } as const;
	const region = { state, ui: sampleUi({ catalogue, overlay, ...ui }), rect: { x: 0, y: 1, ...size } };
	return bare(paintOverlay(region, plain));
}

describe("the list of agents on the screen", () => {
	it("says how each one is, or how to get it", () => {
		const shown = picker({ index: 1 }).join("\n");
		expect(shown).toMatch(/ {2}claude {9}● idle +┃/);
		expect(shown).toContain("› codex          OpenAI Codex");
		expect(shown).toContain("gemini         install: npm install -g @google/gemini-cli");
		expect(shown).not.toContain("Which agent");
	});

	it("says which of several leads, and which is shown", () => {
		const agents = { claude: sampleAgent(), helper: sampleAgent({ id: "helper" }) };
		expect(picker({ state: sampleState({ agents }) }).join("\n")).toContain("claude         ● idle, leads, shown");
	});

	it("explains itself to whoever chooses for the first time, and what the agent that is here is", () => {
		const shown = picker({ first: true }).join("\n");
		expect(shown).toContain("Which agent shall work here?");
		expect(shown).toContain("› claude         Claude Code");
	});

	it("shows a usual install line whole on 80 columns", () => {
		const install = "npm i -g @agentclientprotocol/claude-agent-acp";
		const ui = { catalogue: [{ id: "other", name: "Other", installed: false, install }] };
		expect(picker({ ui }, { width: 80, height: 24 }).join("\n")).toContain(install);
	});

	it("fits every screen, and keeps the chosen one in sight", () => {
		for (const height of [4, 13]) {
			const rows = picker({ index: 2, first: height > 4 }, { width: 60, height });
			expect(rows.length).toBeLessThanOrEqual(height);
			expect(rows.join("\n")).toContain("› gemini");
			for (const row of rows) expect(displayWidth(row)).toBeLessThanOrEqual(60);
		}
	});

	it("is drawn with ASCII alone where there is no unicode", () => {
		const overlay = { type: "agents", index: 0, first: true } as const;
		const rect = { x: 0, y: 0, width: 80, height: 20 };
		const rows = paintOverlay({ state: sampleState(), ui: sampleUi({ catalogue, overlay }), rect }, ascii);
		expect(bare(rows).join("")).toMatch(/^[ -~]*$/);
	});
});

describe("the list of logins on the screen", () => {
	const ways = [
		loginOf("shell", {
			name: "Log in here",
			description: "Asks for a word, and then for another one, until it has enough",
		}),
		loginOf("key", { how: "variable", variables: ["A_KEY"] }),
	];
	const state = sampleState({ agents: { claude: sampleAgent({ logins: ways, loginHint: "Run claude." }) } });

	function list(index: number, height = 20): string[] {
		const overlay = { type: "logins", agent: "claude", index } as const;
		const rect = { x: 0, y: 1, width: 80, height };
		return bare(paintOverlay({ state, ui: sampleUi({ overlay }), rect }, plain));
	}

	it("says what each way leads to, and what there is besides", () => {
		const shown = list(1).map((row) => row.replaceAll(/[┃┏┓┗┛━]/g, "").trim());
		expect(shown.filter((row) => row !== "")).toEqual([
			"log in to claude",
			"1 Log in here (shell): in your terminal. Asks for a word, and then for",
			"another one, until it has enough",
			"› 2 key: set A_KEY where monmux is started",
			"Or outside: Run claude.",
		]);
	});

	it("keeps the chosen one in sight", () => {
		expect(list(1, 4).join("\n")).toContain("› 2 key");
	});
});
