import { typed } from "../../host/agent/acp/scene.ts";
import { until } from "../../terminal/drivers/until.ts";
import { type Scene, setScene } from "./scene.ts";
import { type SecondPrompt, secondPrompt } from "./second-prompt.ts";

/** How an agent behaves where a session of monmux does not take it. */
export type Protocol = {
	/** What it makes of a second prompt during a turn. */
	readonly second: SecondPrompt;
	/** Whether it takes words into a running turn. */
	readonly steers: boolean;
};

/** Plays with one agent's process alone, without a session around it. */
export async function playProtocol(id: string): Promise<Protocol> {
	const scene = await setScene(id);
	try {
		return { second: await secondPrompt(scene), steers: await steer(scene) };
	} catch (error) {
		throw new Error(`${error}\n${scene.model.unknown.join("\n")}\n${scene.log()}`);
	} finally {
		await scene.close();
	}
}

async function steer({ backend, book, model }: Scene): Promise<boolean> {
	try {
		await backend.start(book.sink);
		const turn = backend.prompt(typed("SLOW 60000"));
		await until("the first words", () => book.text("t1").includes("tick"), turnMs);
		const taken = await backend.steer("SAY steered");
		model.finish();
		const late = setTimeout(() => backend.cancel(), turnMs);
		await turn.finally(() => clearTimeout(late));
		return taken === "taken";
	} finally {
		await backend.close();
	}
}

/** A turn takes seconds; more means that the agent hangs. */
const turnMs = 60_000;
