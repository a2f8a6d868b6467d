import { createHash } from "node:crypto";
import { chmodSync, existsSync, lstatSync, mkdirSync, realpathSync } from "node:fs";
import { tmpdir, userInfo } from "node:os";
import { basename, dirname, isAbsolute, join } from "node:path";
import type { Result } from "../model/failure.ts";
import { failed, ok } from "../model/failure.ts";

/** Where a session keeps what. All are absolute. */
export type SessionPaths = {
	/** Journal, logs and lock; survives the host. */
	readonly state: string;
	/** Socket and token; mode 0700. */
	readonly runtime: string;
	readonly socket: string;
	readonly token: string;
	readonly lock: string;
	readonly journal: string;
	readonly logs: string;
	/** What the host itself writes when something is wrong with it. */
	readonly hostLog: string;
};

/** What the places depend on. */
export type PathEnv = { readonly [name: string]: string | undefined };

/** A unix socket's path ends at 108 bytes on Linux and at 104 on macOS, the closing zero included. */
const socketPathLimit = 103;

/** The directory under which monmux keeps all its state. */
export function stateHome(env: PathEnv, home: string): string {
	return join(absolute(env.XDG_STATE_HOME) ?? join(home, ".local", "state"), "monmux");
}

/** The directory under which sockets and tokens lie. */
export function runtimeHome(env: PathEnv): string {
	const own = absolute(env.XDG_RUNTIME_DIR);
	return own ? join(own, "monmux") : join(tmpdir(), `monmux-${userInfo().uid}`);
}

/** The person's home. An empty or relative HOME is none: host and client would differ on it. */
export function homeOf(env: PathEnv): string {
	const named = absolute(env.HOME);
	if (named !== undefined) return named;
	try {
		return absolute(userInfo().homedir) ?? "/";
	} catch {
		// A user without an entry among the users.
		return "/";
	}
}

/** A relative path in these variables is invalid by their specification, and host and client would differ on it. */
export function absolute(path: string | undefined): string | undefined {
	return path !== undefined && isAbsolute(path) ? path : undefined;
}

/** Where the session of a directory keeps what. Nothing is made here. */
export function sessionPaths(cwd: string, env: PathEnv, home: string): SessionPaths {
	const hash = createHash("sha256").update(cwd).digest("hex").slice(0, 12);
	const state = join(
		stateHome(env, home),
		`${basename(cwd)
			.replaceAll(/[^\w.-]/g, "_")
			.slice(0, 40)}-${hash}`,
	);
	const runtime = join(runtimeHome(env), hash);
	return {
		state,
		runtime,
		socket: join(runtime, "sock"),
		token: join(runtime, "token"),
		lock: join(state, "lock.db"),
		journal: join(state, "journal.db"),
		logs: join(state, "logs"),
		hostLog: join(state, "host.log"),
	};
}

/** The working directory as its session knows it, with links resolved. */
export function realDirectory(cwd: string): Result<string> {
	try {
		return ok(realpathSync(cwd));
	} catch {
		return failed(
			"bad-directory",
			`the directory ${cwd} does not exist or cannot be read`,
			"Go to a project's directory and try again.",
		);
	}
}

/**
 * Makes a directory and those above it that are missing, for their owner's eyes only.
 * One level at a time: in a place that has no room for directories, such as /proc,
 * Node's own recursive way never comes back. Throws what the file system throws.
 */
export function makeDirectory(path: string): void {
	const missing: string[] = [];
	for (let level = path; !existsSync(level) && level !== dirname(level); level = dirname(level)) missing.push(level);
	for (const level of missing.reverse()) makeOne(level);
}

/** Makes the private directories, and refuses one that somebody else could write to. */
export function makeDirectories(paths: SessionPaths): Result<SessionPaths> {
	if (Buffer.byteLength(paths.socket) > socketPathLimit) {
		return failed(
			"runtime-directory",
			`the socket's path is too long (${Buffer.byteLength(paths.socket)} bytes, at most ${socketPathLimit}): ${paths.socket}`,
			"Set XDG_RUNTIME_DIR to a shorter directory.",
		);
	}
	for (const directory of [paths.state, paths.logs, join(paths.runtime, ".."), paths.runtime]) {
		const made = makePrivate(directory);
		if (!made.ok) return made;
	}
	return ok(paths);
}

function makePrivate(directory: string): Result<string> {
	try {
		makeDirectory(directory);
		const found = lstatSync(directory);
		if (!found.isDirectory() || found.uid !== userInfo().uid) {
			return failed(
				"runtime-directory",
				`${directory} is not a directory of yours`,
				"Remove it, or set XDG_RUNTIME_DIR.",
			);
		}
		chmodSync(directory, 0o700);
		return ok(directory);
	} catch (error) {
		const reason = error instanceof Error ? error.message : String(error);
		return failed(
			"runtime-directory",
			`cannot make ${directory}: ${reason}`,
			"Make it writable, or set XDG_RUNTIME_DIR and XDG_STATE_HOME.",
		);
	}
}

function makeOne(path: string): void {
	try {
		mkdirSync(path, { mode: 0o700 });
	} catch (error) {
		// Somebody else made it at the same moment.
		if (!existsSync(path)) throw error;
	}
}
