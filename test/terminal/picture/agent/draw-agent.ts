import { writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { installAgent } from "../../../agents/install.ts";
import { startFakeModel } from "../../../agents/model/fake-model.ts";
import { tellStory } from "../../../agents/model/story.ts";
import { recipes } from "../../../agents/recipes.ts";
import { drawStage, type Stage } from "../stage.ts";
import { change, shop } from "./shop.ts";
import { story, wish } from "./story.ts";

/** A real agent takes its time to start, and between two words. */
const patience = { timeoutMs: 60_000 };

/** Draws the picture of a session with a real agent: `node test/terminal/picture/agent/draw-agent.ts docs/agent.svg`. */
async function main(target: string): Promise<void> {
	const recipe = recipes.kimi;
	if (!recipe) throw new Error("there is no recipe");
	const agent = await installAgent("kimi", recipe);
	const model = await startFakeModel(tellStory(story));
	const env = (home: string) => ({
		...recipe.env(home, model.url),
		PATH: `${dirname(agent)}:${process.env.PATH}`,
		NO_PROXY: "127.0.0.1",
	});
	try {
		await drawStage(target, { cols: 168, rows: 50, args: ["--agent", "kimi"], env, files: shop }, play);
	} finally {
		await model.close();
	}
}

async function play({ terminal, project, cli }: Stage): Promise<void> {
	await terminal.waitFor("kimi ● idle", patience);
	cli("run", "--name", "server", "--match", " 5\\d\\d ", "--", "npm", "run", "dev");
	cli("run", "--name", "build", "--match", "warning|error", "--", "npm", "run", "build", "--", "--watch");
	terminal.type(wish);
	terminal.key("Enter");
	await terminal.waitFor('start monitor "tests"', patience);
	await terminal.waitFor("when you say so", patience);
	terminal.key("Tab");
	await terminal.waitFor("your answer");
	await terminal.waitIdle(400);
	terminal.key("a");
	await terminal.waitFor("I wait", patience);
	await terminal.waitFor("waiting for changes", patience);
	writeFileSync(join(project, "src/checkout.ts"), change);
	await terminal.waitFor(/✗ src\/checkout.* held/, patience);
	terminal.key("Tab");
	terminal.key("3");
	await terminal.waitFor("f forward");
	terminal.key("f");
	await terminal.waitFor("Shall I change it", patience);
	await terminal.waitFor('start monitor "e2e"', patience);
	terminal.key("2");
	terminal.key("d");
	await terminal.waitFor("dropped");
	terminal.key("Tab");
	await terminal.waitFor("your answer");
	await terminal.waitIdle(150);
}

await main(process.argv[2] ?? "docs/agent.svg");
