import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { SetupFailure } from "./failure.js";
import { reason, run } from "./run.js";
import { say } from "./say.js";

/** The packages of package-lock.json, as `npm ci` installs them. No install script is run, none is needed. */
export const packages = { name: "packages", isDone, run: install };

const timeLimitSeconds = 300;
const options = ["--ignore-scripts", "--include=dev", "--include=optional", "--no-audit", "--no-fund"];
// Offline, npm would try for more than a minute before it says so.
const patience = ["--fetch-retries=2", "--fetch-retry-mintimeout=1000", "--fetch-retry-maxtimeout=5000"];

/**
 * Compares the lock file with the record that npm leaves when an installation is complete.
 * @param {import("./prepare.js").Checkout} checkout
 */
function isDone({ root }) {
	const wanted = readLock(join(root, "package-lock.json"));
	const installed = readLock(join(root, "node_modules", ".package-lock.json"));
	return Object.entries(wanted).every(([path, entry]) => {
		const found = installed[path];
		if (found === undefined) return path === "" || !isNeededHere(entry);
		return found.version === entry.version && found.integrity === entry.integrity;
	});
}

/** @param {import("./prepare.js").Checkout} checkout */
function install({ root, env }) {
	say("installing the packages (npm ci); once, up to a minute.");
	const result = run([...npm(env), "ci", ...options, ...patience], { cwd: root, env, seconds: timeLimitSeconds });
	if (result.ok) return;
	throw new SetupFailure(
		`npm ci failed: ${reason(result.output)}`,
		`Check that the network works and that ${root} is writable, then try again; \`npm ci\` there shows more.`,
	);
}

/**
 * The npm that started this, or the one that PATH names.
 * @param {NodeJS.ProcessEnv} env
 * @returns {string[]}
 */
function npm(env) {
	const script = env.npm_execpath;
	return script && basename(script).startsWith("npm") ? [process.execPath, script] : ["npm"];
}

/**
 * @typedef {{ version?: string, integrity?: string, optional?: boolean, os?: string | string[], cpu?: string | string[], libc?: string[] }} LockEntry
 * @param {string} path
 * @returns {Record<string, LockEntry>} by path under the checkout; empty when there is no such file
 */
function readLock(path) {
	try {
		return JSON.parse(readFileSync(path, "utf8")).packages ?? {};
	} catch {
		return {};
	}
}

/**
 * An optional package is left out on machines that it is not for. One for a certain C library is left to npm.
 * @param {LockEntry} entry
 */
function isNeededHere(entry) {
	if (!entry.optional) return true;
	if (entry.os === undefined || entry.cpu === undefined || entry.libc !== undefined) return false;
	return [entry.os].flat().includes(process.platform) && [entry.cpu].flat().includes(process.arch);
}
