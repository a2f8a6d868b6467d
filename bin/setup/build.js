import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { SetupFailure } from "./failure.js";
import { reason, run } from "./run.js";
import { nodeOf } from "./runtime.js";
import { say } from "./say.js";

/** The bundle in dist/, made from src/ when anything it is made from has changed. */
export const build = { name: "build", isDone, run: bundle };

const timeLimitSeconds = 120;
const keepOldChunksMs = 24 * 60 * 60 * 1000;
const inputs = ["package.json", "package-lock.json", "rolldown.config.ts", "tsconfig.json"];

/** @param {import("./prepare.js").Checkout} checkout */
function isDone({ root }) {
	const stamp = join(root, "dist", ".inputs");
	return existsSync(stamp) && readFileSync(stamp, "utf8") === hashInputs(root);
}

/** @param {import("./prepare.js").Checkout} checkout */
function bundle({ root, env }) {
	say("building.");
	const hash = hashInputs(root);
	const fresh = join(root, "dist", ".new");
	rmSync(fresh, { recursive: true, force: true });
	const rolldown = join(root, "node_modules", "rolldown", "bin", "cli.mjs");
	const result = run([nodeOf(root), rolldown, "-c", "rolldown.config.ts", "-d", fresh], {
		cwd: root,
		env,
		seconds: timeLimitSeconds,
	});
	if (!result.ok) {
		throw new SetupFailure(`The build failed: ${reason(result.output)}`, "`npm run build` shows the whole message.");
	}
	putInPlace(join(root, "dist"), fresh);
	writeFileSync(join(root, "dist", ".inputs"), hash);
}

/**
 * File by file, so that a program which is running from dist/ finds its entries and its older chunks.
 * @param {string} dist
 * @param {string} fresh
 */
function putInPlace(dist, fresh) {
	const names = readdirSync(fresh);
	for (const name of names) renameSync(join(fresh, name), join(dist, name));
	rmSync(fresh, { recursive: true });
	const old = readdirSync(dist).filter((name) => !names.includes(name) && isOld(join(dist, name)));
	for (const name of old) rmSync(join(dist, name), { recursive: true });
}

/** @param {string} path */
function isOld(path) {
	return Date.now() - statSync(path).mtimeMs > keepOldChunksMs;
}

/**
 * Contents rather than times, since git does not keep times.
 * @param {string} root
 */
function hashInputs(root) {
	const sources = readdirSync(join(root, "src"), { recursive: true, encoding: "utf8" }).map((name) =>
		join("src", name),
	);
	const hash = createHash("sha256");
	for (const name of [...inputs, ...sources.sort()]) {
		const path = join(root, name);
		if (!statSync(path).isFile()) continue;
		hash.update(`${name}\0`).update(readFileSync(path)).update("\0");
	}
	return hash.digest("hex");
}
