import { FailureError } from "../../src/model/failure.ts";
import { play } from "./scenario.ts";
import { setScene } from "./scene.ts";

/** Plays the scenario with the agent that the first argument names, and prints the outcome or why there is none. */
const scene = await setScene(process.argv[2] ?? "");
try {
	const outcome = await play(scene);
	process.stdout.write(JSON.stringify({ outcome }));
} catch (error) {
	const message = error instanceof FailureError ? error.failure.message : String(error);
	process.stdout.write(JSON.stringify({ error: message, log: scene.log(), unknown: scene.model.unknown }));
} finally {
	await scene.close();
}
