import { readdirSync, readFileSync } from "node:fs";

/**
 * Host pids of a monitor's script, without the launcher's own processes.
 * `pid` is the spawned process; the answer is empty unless it is a child of this very process, so a number that is
 * wrong, stale or used again can never stand for processes of somebody else.
 * Without a sandbox `pid` is the script itself, and the answer is best effort:
 * its descendants, its terminal session, and what still carries its run in the environment.
 */
export function listScriptProcesses(pid: number): readonly number[] {
	if (!isOwnChild(pid)) return [];
	// Below bwrap comes its init, and everything below that is the script's, orphans included.
	if (isLauncher(pid)) return childrenOf(pid).flatMap((init) => descendants(init));
	return [...new Set([...(isGone(pid) ? [] : [pid]), ...descendants(pid), ...relatives(pid)])];
}

/** Sends a signal to every process of a script. Processes that are gone do not matter. */
export function signalScript(pid: number, signal: NodeJS.Signals): void {
	for (const process of listScriptProcesses(pid)) send(process, signal);
}

/**
 * Ends a monitor at once. One kill of bwrap ends its whole process namespace.
 * Without a sandbox it kills what it finds, a few times over, since a fork may escape the first look.
 * Does nothing unless `pid` is a child of this process.
 */
export function killSandbox(pid: number): void {
	if (!isOwnChild(pid)) return;
	if (!isLauncher(pid)) killOpenly(pid);
	send(pid, "SIGKILL");
}

/** The first process goes last, by the caller: its environment and session are how the others are found. */
function killOpenly(pid: number): void {
	for (const victim of listScriptProcesses(pid)) send(victim, "SIGSTOP");
	for (let round = 0; round < killRounds; round += 1) {
		const others = listScriptProcesses(pid).filter((candidate) => candidate !== pid && !isGone(candidate));
		for (const other of others) send(other, "SIGKILL");
		if (others.length === 0) return;
	}
}

/** Numbers up to 1 mean groups, everything, or the init of the machine. */
function isOwnChild(pid: number): boolean {
	return Number.isInteger(pid) && pid > 1 && statOf(pid).parent === process.pid;
}

/** True for a bwrap that was started as a monitor's sandbox. */
function isLauncher(pid: number): boolean {
	const words = textOf(`/proc/${pid}/cmdline`).split("\0");
	return words[0]?.endsWith("bwrap") === true && ["--unshare-pid", "--die-with-parent"].every((w) => words.includes(w));
}

const killRounds = 5;

function send(pid: number, signal: NodeJS.Signals): void {
	if (!Number.isInteger(pid) || pid <= 1 || pid === process.pid) return;
	try {
		process.kill(pid, signal);
	} catch {
		// Gone already, or not ours: either way there is nothing to do.
	}
}

function descendants(pid: number): readonly number[] {
	const found: number[] = [];
	const queue = [pid];
	const seen = new Set(queue);
	for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
		for (const child of childrenOf(next).filter((candidate) => !seen.has(candidate))) {
			seen.add(child);
			found.push(child);
			queue.push(child);
		}
	}
	return found;
}

function childrenOf(pid: number): readonly number[] {
	return namesIn(`/proc/${pid}/task`).flatMap((thread) =>
		textOf(`/proc/${pid}/task/${thread}/children`)
			.split(" ")
			.filter((word) => word !== "")
			.map(Number),
	);
}

/**
 * Processes that left the tree but share the session, if the script leads one, or the run.
 * A run only counts when it is an id that no other session can have, and not the one that we ourselves belong to.
 */
function relatives(pid: number): readonly number[] {
	const run = runOf(pid);
	const isTelling = run !== undefined && /^[0-9a-f]{16}$/.test(run) && run !== process.env.MONITOR_RUN;
	return namesIn("/proc")
		.filter((name) => /^\d+$/.test(name))
		.map(Number)
		.filter((candidate) => candidate > 1 && candidate !== process.pid)
		.filter((candidate) => statOf(candidate).session === pid || (isTelling && runOf(candidate) === run));
}

function runOf(pid: number): string | undefined {
	const entry = textOf(`/proc/${pid}/environ`)
		.split("\0")
		.find((pair) => pair.startsWith("MONITOR_RUN="));
	return entry?.slice("MONITOR_RUN=".length);
}

type Stat = { readonly state: string | undefined; readonly parent: number; readonly session: number };

/** State, parent and session of a process; the name before them may hold spaces and parentheses. */
function statOf(pid: number): Stat {
	const text = textOf(`/proc/${pid}/stat`);
	const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
	return { state: fields[0], parent: Number(fields[1]), session: Number(fields[3]) };
}

function isGone(pid: number): boolean {
	const { state } = statOf(pid);
	return state === undefined || state === "" || state === "Z";
}

function namesIn(path: string): readonly string[] {
	try {
		return readdirSync(path);
	} catch {
		return [];
	}
}

function textOf(path: string): string {
	try {
		return readFileSync(path, "utf8");
	} catch {
		return "";
	}
}
