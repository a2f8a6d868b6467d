// Starts bin/monmux.js again under the Node that came with the packages, and stands in for it faithfully:
// same arguments, same terminal, same exit code, same signals.
import { spawn } from "node:child_process";
import { realpathSync } from "node:fs";
import { createRequire } from "node:module";
import { constants } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const signals = /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT", "SIGUSR2"]);

const newer = findPackagedNode();
if (newer === undefined || realpathSync(newer) === realpathSync(process.execPath)) {
	fail(`this is Node ${process.versions.node}`);
} else {
	handOver(newer);
}

/** @returns {string | undefined} */
function findPackagedNode() {
	const name = `node-${process.platform}-${process.arch}`;
	try {
		return join(dirname(createRequire(import.meta.url).resolve(`${name}/package.json`)), "bin", "node");
	} catch {
		return undefined;
	}
}

/** @param {string} node */
function handOver(node) {
	const script = fileURLToPath(new URL("./monmux.js", import.meta.url));
	const child = spawn(node, [script, ...process.argv.slice(2)], { stdio: "inherit" });
	child.on("error", (error) => fail(`${node} does not start (${error.message})`));
	child.on("exit", (code, signal) => leave(code, signal));
	for (const signal of signals) {
		process.on(signal, () => {
			// A terminal sends its own interrupts to the child as well; a second one would mean something else.
			const fromTerminal = process.stdin.isTTY && (signal === "SIGINT" || signal === "SIGQUIT");
			if (!fromTerminal) child.kill(signal);
		});
	}
}

/**
 * Ends as the child ended: with its code, or by its signal.
 * @param {number | null} code
 * @param {NodeJS.Signals | null} signal
 */
function leave(code, signal) {
	if (signal === null) process.exit(code ?? 1);
	for (const name of signals) process.removeAllListeners(name);
	process.kill(process.pid, signal);
	// Reached only when that signal does not end this process.
	setTimeout(() => process.exit(128 + constants.signals[signal]), 100);
}

/** @param {string} why */
function fail(why) {
	process.stderr.write(`monmux needs Node 24 or newer, and ${why}.\n`);
	process.exitCode = 1;
}
