import { describe, expect, it } from "vitest";
import { displayWidth } from "../../../src/tui/screen/cells.ts";
import type { CatalogueAgent } from "../../../src/tui/ui/ui-state.ts";
import { paintOverlay } from "../../../src/tui/views/overlay/overlay-picture.ts";
import { ascii, bare, plain, sampleState, sampleUi } from "../paint/samples.ts";

const catalogue: readonly CatalogueAgent[] = [
	{ id: "codex", name: "OpenAI Codex", installed: true, install: "" },
	{ id: "gemini", name: "Gemini", installed: false, install: "npm install -g @google/gemini-cli" },
];

function picker(changes: { index?: number; first?: boolean } = {}, size = { width: 100, height: 24 }): string[] {
	const overlay = { type: "agents", index: 0, first: false, ...changes } as const;
	const region = { state: sampleState(), ui: sampleUi({ catalogue, overlay }), rect: { x: 0, y: 1, ...size } };
	return bare(paintOverlay(region, plain));
}

describe("the list of agents on the screen", () => {
	it("says how each one is, or how to get it", () => {
		const shown = picker({ index: 1 }).join("\n");
		expect(shown).toContain("  claude         ● idle, leads, shown");
		expect(shown).toContain("› codex          OpenAI Codex");
		expect(shown).toContain("gemini         not installed: npm install -g @google/gemini-cli");
		expect(shown).not.toContain("Which agent");
	});

	it("explains itself to whoever chooses for the first time", () => {
		expect(picker({ first: true }).join("\n")).toContain("Which agent shall work here?");
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
