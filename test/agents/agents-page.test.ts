import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { agents } from "../../src/host/agent/catalogue/agents.ts";
import { agentsPage, passes, type Result } from "./agents-page.ts";
import { recipes } from "./recipes.ts";
import { acts } from "./session/story.ts";

const session: NonNullable<Result["session"]> = {
	acts: Object.fromEntries(acts.map(({ name }) => [name, "yes"])),
	asked: [],
	interruptMs: 60,
	resumed: true,
	cards: ["monitor_read t"],
};
const protocol: NonNullable<Result["protocol"]> = { second: "refused", steers: false };
const good: Result = { session, protocol };

function rowOf(page: string, id: string): string | undefined {
	return page.split("\n").find((line) => line.startsWith("|") && line.includes(`(\`${id}\`)`));
}

function cells(result: Result): string[] {
	return (rowOf(agentsPage({ kimi: result }), "kimi") ?? "").split(" | ").slice(2);
}

test("each result is a row", () => {
	const page = agentsPage({ kimi: good, codex: { error: "no way\nmore" } });
	expect(rowOf(page, "kimi")).toBe(
		"| Kimi Code (`kimi`) | 2.1.0 | yes | yes | yes | yes | ≤ 1 s | yes | yes | yes | no | refused |",
	);
	expect(rowOf(page, "codex")).toBe("| Codex (`codex`) | 2.6.0 | – | – | – | – | – | – | – | – | – | – |");
	expect(rowOf(page, "droid")).toBe("| Droid (`droid`) |  | not tried |  |  |  |  |  |  |  |  |  |");
	expect(page).toContain("- In the last run: no way\n");
	expect([passes(good), passes({ error: "no way" }), passes({ protocol })]).toEqual([true, false, false]);
});

test.each(acts.map(({ name }) => name))("what went wrong is a no, with the reason: %s", (name) => {
	const result = { session: { ...session, acts: { ...session.acts, [name]: "the turns were: none" } }, protocol };
	expect(passes(result)).toBe(false);
	expect(cells(result).filter((cell) => cell === "no")).toHaveLength(2);
	expect(agentsPage({ kimi: result })).toContain(`- In the last run: ${name}: the turns were: none\n`);
});

test("a question of the agent's own that reached the person is a no", () => {
	const result = { session: { ...session, asked: ["monitor_start"] }, protocol };
	expect(cells(result)[3]).toBe("no");
	expect(passes(result)).toBe(false);
});

test("what was not reached is left open", () => {
	const result = { session: { ...session, acts: { wake: "yes", busy: "it hangs" } }, protocol };
	expect(cells(result).slice(0, 8)).toEqual(["yes", "no", "–", "–", "–", "–", "–", "–"]);
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
