import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { agents } from "../../src/host/agent/catalogue/agents.ts";
import { agentsPage } from "./agents-page.ts";
import { recipes } from "./recipes.ts";
import type { Outcome } from "./scenario.ts";

const good: Outcome = {
	startMs: 1,
	wake: { end: { stop: "done" }, read: true },
	busy: { end: { stop: "done" }, whole: true, after: { stop: "done" }, turns: 1 },
	interrupt: { end: { stop: "cancelled" }, ms: 60, after: { stop: "done" }, read: true },
	steer: "taken",
	stop: { used: true, asked: [] },
	resumed: true,
	left: 0,
	titles: ["mcp__monitors__monitor_read"],
};

function rowOf(page: string, id: string): string | undefined {
	return page.split("\n").find((line) => line.startsWith("|") && line.includes(`(\`${id}\`)`));
}

test("each result is a row", () => {
	const page = agentsPage({ kimi: { outcome: good }, codex: { error: "no way\nmore" } });
	expect(rowOf(page, "kimi")).toBe("| Kimi Code (`kimi`) | 2.1.0 | yes | yes | ≤ 1 s | yes | yes | yes | yes |");
	expect(rowOf(page, "codex")).toBe("| Codex (`codex`) | 2.6.0 | failed |  |  |  |  |  |  |");
	expect(rowOf(page, "droid")).toBe("| Droid (`droid`) |  | not tried |  |  |  |  |  |  |");
	expect(page).toContain("- In the last run: no way\n");
});

test.each<[string, Partial<Outcome>]>([
	["wakes", { wake: { end: { stop: "done" }, read: false } }],
	["busy", { busy: { ...good.busy, turns: 2 } }],
	["busy", { busy: { ...good.busy, whole: false } }],
	["interrupt", { interrupt: { ...good.interrupt, end: { stop: "done" } } }],
	["unasked", { stop: { used: true, asked: ["monitor_stop"] } }],
	["left", { left: 1 }],
])("what went wrong is a no: %s", (_, wrong) => {
	expect(rowOf(agentsPage({ kimi: { outcome: { ...good, ...wrong } } }), "kimi")?.match(/\| no /g)).toHaveLength(1);
});

test("every recipe is for an agent of the catalogue, and pinned", () => {
	const known = agents.map(({ id }) => id);
	for (const [id, { pin }] of Object.entries(recipes)) {
		expect(known).toContain(id);
		expect(pin).toMatch(/@\d+\.\d+\.\d+$/);
	}
});

test("the page in docs is about the agents and versions of today", () => {
	const page = readFileSync(new URL("../../docs/agents.md", import.meta.url), "utf8");
	const today = agentsPage({});
	const sections = today
		.slice(today.indexOf("## "))
		.split("\n")
		.filter((line) => line !== "");
	for (const line of sections) expect(page).toContain(line);
	for (const [id, { pin }] of Object.entries(recipes))
		expect(rowOf(page, id)).toContain(pin.slice(pin.lastIndexOf("@") + 1));
});
