import { childrenOf, descendants, isGone, namesIn, runOf, statOf, textOf } from "./processes/proc.ts";

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
 * False while the launcher is still on its way to the script.
 * Nobody hears a signal then, and the launcher would die of it alone, with its sandbox half made.
 */
export function hasBegun(pid: number): boolean {
	if (isOpen(pid)) return true;
	return isLauncher(pid) && childrenOf(pid).some((init) => childrenOf(init).length > 0);
}

/**
 * Ends a monitor at once. One kill of bwrap's init ends its whole process namespace.
 * Without a sandbox it kills what it finds, a few times over, since a fork may escape the first look.
 * Does nothing unless `pid` is a child of this process.
 */
export function killSandbox(pid: number): void {
	if (!isOwnChild(pid)) return;
	if (isOpen(pid)) killOpenly(pid);
	else killLaunch(pid);
	send(pid, "SIGKILL");
}

/**
 * Only late in a start does bwrap's init ask to die with its launcher, so it goes first.
 * A launcher that has none yet is stopped before the look, or it could make one behind our back.
 */
function killLaunch(pid: number): void {
	if (childrenOf(pid).length === 0) freeze(pid);
	for (const init of childrenOf(pid)) send(init, "SIGKILL");
}

/** Stops a process, and waits until it has stopped: a fork that it was in the middle of is then seen. */
function freeze(pid: number): void {
	send(pid, "SIGSTOP");
	const late = performance.now() + freezeMs;
	while (!isGone(pid) && statOf(pid).state !== "T" && performance.now() < late) Atomics.wait(pause, 0, 0, 1);
}

/** A process stops as soon as it gets its turn; only on a machine at its limits does that take longer. */
const freezeMs = 200;
const pause = new Int32Array(new SharedArrayBuffer(4));

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
	const words = wordsOf(pid);
	return words[0]?.endsWith("bwrap") === true && leadsToSandbox(words);
}

/** True for a script without a sandbox, or the shell that becomes it. A fork of ours that is no program yet is neither. */
function isOpen(pid: number): boolean {
	const words = wordsOf(pid);
	const isFork = words.join("\0") === wordsOf(process.pid).join("\0");
	return words.length > 1 && !isFork && !leadsToSandbox(words);
}

function leadsToSandbox(words: readonly string[]): boolean {
	return ["--unshare-pid", "--die-with-parent"].every((word) => words.includes(word));
}

function wordsOf(pid: number): readonly string[] {
	return textOf(`/proc/${pid}/cmdline`).split("\0");
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
