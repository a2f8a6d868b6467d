import { listen } from "./listen.ts";

/** Milliseconds within which the connection has to stand: names, handshake and all. */
const connectMs = 15_000;
/** Milliseconds that an end may take. */
const lingerMs = 1000;

/**
 * The program of a monitor that listens to a WebSocket: its first argument is the URL, the others are sub-protocols.
 * Frames go to stdout, and what becomes of the connection to stderr.
 * It ends with 0 when the server closed cleanly, else with 1.
 */
async function main(): Promise<void> {
	const [url = "", ...protocols] = process.argv.slice(2);
	process.stdout.on("error", () => process.exit(1));
	const onOpen = (protocol: string): void => note(protocol === "" ? "connected" : `connected, speaking ${protocol}`);
	const { code, words } = await listen({ url, protocols, connectMs, out: process.stdout, onOpen });
	note(words);
	process.exitCode = code;
	setTimeout(() => process.exit(), lingerMs).unref();
}

function note(words: string): void {
	process.stderr.write(`ws: ${words}\n`);
}

await main();
