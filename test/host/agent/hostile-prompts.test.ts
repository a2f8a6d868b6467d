import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { expect, onTestFinished, test } from "vitest";
import { checkEventsText, hostileText } from "../../core/session/hostile.ts";
import { temporaryDirectory } from "../scene.ts";
import { Notebook, peer } from "./acp/scene.ts";
import { scripted, started, stream, woken } from "./direct/rig.ts";

const words = "go on";
const perTurn = 20;

/** A thousand hostile texts as fifty turns; every second one takes the person's words along. */
const prompts = Array.from({ length: 50 }, (_, turn) => {
	const texts = fc.sample(hostileText, { numRuns: perTurn, seed: turn });
	const prompt = woken(texts, `t${turn + 1}`);
	return turn % 2 === 0 ? prompt : { ...prompt, origin: "person" as const, text: words };
});

/** What an agent got: the person's words alone stand outside of the text of events, before it. */
function checkTold(told: readonly string[]): void {
	expect(told).toHaveLength(prompts.length);
	for (const [turn, text] of told.entries()) {
		const typed = prompts[turn]?.text === words;
		expect(text.startsWith(words)).toBe(typed);
		checkEventsText(typed ? text.slice(words.length).replace(/^\n+/, "") : text, perTurn);
	}
}

test("an agent of the protocol gets 1,000 hostile texts as one prompt a turn, escaped and labelled", async () => {
	const log = join(temporaryDirectory(), "told");
	const program = fileURLToPath(new URL("../../terminal/drivers/told-agent.ts", import.meta.url));
	const book = new Notebook();
	const backend = peer("", { args: [program], env: { PATH: process.env.PATH, TOLD_LOG: log }, mcp: () => [] });
	onTestFinished(() => backend.close());
	await backend.start(book.sink);
	for (const prompt of prompts) expect(await backend.prompt(prompt)).toEqual({ stop: "done" });
	const lines = readFileSync(log, "utf8").split("\n").slice(0, -1);
	checkTold(lines.map((line) => JSON.parse(line) as string));
	expect(book.told.filter(({ what }) => what !== "logins")).toEqual([]);
});

test("a model gets 1,000 hostile texts as one request a turn, escaped and labelled, and calls nothing", async () => {
	const server = await scripted((res) => stream(res, [{ content: "ok" }]));
	const { agent, notebook, called } = await started(server.url, { nameOf: () => "tests" });
	for (const prompt of prompts) expect(await agent.prompt(prompt)).toEqual({ stop: "done" });
	const last = server.chats.map(({ body }) => body.messages.at(-1));
	expect(last.every((message) => message?.role === "user")).toBe(true);
	checkTold(last.map((message) => message?.content ?? ""));
	expect(called).toEqual([]);
	expect([...notebook.values("ask"), ...notebook.values("tool")]).toEqual([]);
});
