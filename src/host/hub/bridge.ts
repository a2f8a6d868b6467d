import { connect } from "node:net";

/**
 * A program for agents that know MCP servers only as commands: it connects its own stdin and stdout with the hub.
 * It ends when either side ends: with 0, or with 1 and a line on stderr when the hub did not let it in.
 */
function main(): void {
	const { MONMUX_HUB_SOCKET: path, MONMUX_HUB_TOKEN: token } = process.env;
	if (path && token) bridge(path, token);
	else fail("MONMUX_HUB_SOCKET and MONMUX_HUB_TOKEN are not set; monmux sets them for its agent");
}

function bridge(path: string, token: string): void {
	let letIn = false;
	let reason = "the session did not let this agent in";
	const socket = connect(path, () => {
		socket.write(`${token}\n`);
		process.stdin.pipe(socket);
		socket.pipe(process.stdout);
	});
	socket.once("data", () => {
		letIn = true;
	});
	socket.on("error", (error) => {
		reason = error.message;
	});
	socket.on("close", () => (letIn ? finish() : fail(reason)));
	process.stdin.once("end", () => {
		letIn = true;
		// The hub closes at once; when it does not answer any more, nobody waits for it.
		setTimeout(() => process.exit(0), lingerMs);
	});
	process.stdout.on("error", () => process.exit(0));
}

/** Milliseconds that an end may take. */
const lingerMs = 1000;

/** What was written to stdout goes out before the end, as far as somebody reads it. */
function finish(): void {
	setTimeout(() => process.exit(0), lingerMs);
	process.stdout.write("", () => process.exit(0));
}

function fail(reason: string): void {
	process.stderr.write(`monmux bridge: ${reason}\n`, () => process.exit(1));
}

main();
