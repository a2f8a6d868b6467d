import { createHash } from "node:crypto";
import { createServer } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import { SetupFailure } from "./failure.js";
import { say } from "./say.js";

const patience = { seconds: 600, retryMs: 100 };

/**
 * Runs `work` while no other set-up of the same checkout runs.
 * The lock is an abstract socket: the kernel frees it with its owner, so none is ever left behind,
 * and a checkout that cannot be written can be locked.
 * @param {string} root
 * @param {() => void | Promise<void>} work
 * @param {{ seconds: number, retryMs: number }} limits
 */
export async function withLock(root, work, limits = patience) {
	const release = await acquire(lockName(root), limits);
	try {
		await work();
	} finally {
		release();
	}
}

/** @param {string} root */
export function lockName(root) {
	const owner = process.getuid?.() ?? 0;
	return `\0monmux-setup-${owner}-${createHash("sha256").update(root).digest("hex").slice(0, 32)}`;
}

/**
 * @param {string} name
 * @param {{ seconds: number, retryMs: number }} limits
 * @returns {Promise<() => void>}
 */
async function acquire(name, limits) {
	const deadline = Date.now() + limits.seconds * 1000;
	for (let attempt = 0; Date.now() < deadline; attempt += 1) {
		const release = await tryListen(name);
		if (release) return release;
		if (attempt === 1) say("another one is at work here; waiting for it.");
		await delay(limits.retryMs);
	}
	throw new SetupFailure(
		`Another set-up of this directory has not ended within ${limits.seconds} s.`,
		"Look for a hanging `node bin/setup.js`, end it and try again.",
	);
}

/**
 * @param {string} name
 * @returns {Promise<(() => void) | undefined>} what frees the lock, or undefined when another process has it
 */
function tryListen(name) {
	return new Promise((resolve, reject) => {
		const server = createServer();
		server.once("error", (/** @type {NodeJS.ErrnoException} */ error) => {
			if (error.code === "EADDRINUSE") resolve(undefined);
			else reject(error);
		});
		server.listen(name, () => resolve(() => server.close()));
	});
}
