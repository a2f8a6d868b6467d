import { realpathSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { SetupFailure } from "./failure.js";
import { run } from "./run.js";

const oldest = 24;

/** A Node that is new enough, as node_modules/.bin/node, where npm's scripts find it before any other. */
export const runtime = { name: "Node", isDone, run: link };

/**
 * The Node that runs the project's own programs: the packaged one, or this one where there is no package for it.
 * @param {string} root
 */
export function nodeOf(root) {
	const linked = join(root, "node_modules", ".bin", "node");
	return isRecent(linked) ? linked : process.execPath;
}

/** @param {import("./prepare.js").Checkout} checkout */
function isDone({ root }) {
	return isRecent(nodeOf(root));
}

/**
 * Not every npm makes the link, since two packages (one per processor) bring a program of the same name.
 * @param {import("./prepare.js").Checkout} checkout
 */
function link({ root }) {
	const name = `node-${process.platform}-${process.arch}`;
	if (!isRecent(join(root, "node_modules", name, "bin", "node"))) {
		throw new SetupFailure(
			`Node ${oldest} or newer is needed; this is ${process.version}, and the package ${name} brought none that runs.`,
			"Install Node 24 (https://nodejs.org), or remove node_modules and try again.",
		);
	}
	const target = join(root, "node_modules", ".bin", "node");
	rmSync(target, { force: true });
	symlinkSync(join("..", name, "bin", "node"), target);
}

/** @param {string} path */
function isRecent(path) {
	const version = isThisProcess(path) ? process.version : run([path, "--version"], asked).output;
	return Number.parseInt(version.replace("v", ""), 10) >= oldest;
}

const asked = { cwd: "/", env: {}, seconds: 10 };

/** @param {string} path */
function isThisProcess(path) {
	try {
		return realpathSync(path) === realpathSync(process.execPath);
	} catch {
		return false;
	}
}
