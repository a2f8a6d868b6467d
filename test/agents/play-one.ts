import { parts } from "./parts.ts";

/** Plays one part with one agent, which the arguments name, and prints the outcome or why there is none. */
const [id = "", part = ""] = process.argv.slice(2);
const told = await playPart(part === "session" ? "session" : "protocol").then(
	(outcome) => ({ outcome }),
	(error: unknown) => ({ error: error instanceof Error ? error.message : String(error) }),
);
process.stdout.write(JSON.stringify(told));

async function playPart(name: keyof typeof parts): Promise<unknown> {
	return parts[name](id);
}
