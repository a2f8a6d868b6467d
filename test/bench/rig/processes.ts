import { readdirSync, readFileSync } from "node:fs";

/** Linux counts in hundredths of a second for programs, whatever the kernel's own tick is. */
const ticksPerSecond = 100;

/** CPU seconds that these processes have used so far, in user and kernel; a process that is gone counts nothing. */
export function cpuSeconds(pids: readonly number[]): number {
	return pids.reduce((sum, pid) => sum + ticksOf(pid), 0) / ticksPerSecond;
}

/**
 * Proportional set size of these processes together, in MB (2^20 bytes).
 * `anonymous` leaves the mapped files out, whose share changes when other programs that use them come and go.
 */
export function pssMegabytes(pids: readonly number[], which: "all" | "anonymous" = "all"): number {
	const field = which === "all" ? /^Pss:\s+(\d+)/m : /^Pss_Anon:\s+(\d+)/m;
	const kilobytes = pids.map((pid) => Number(field.exec(textOf(`/proc/${pid}/smaps_rollup`))?.[1] ?? 0));
	return kilobytes.reduce((sum, one) => sum + one, 0) / 1024;
}

/** The launchers of a host's scripts, and every process below them; a host has other children of its own. */
export function scriptProcesses(host: number): number[] {
	const launchers = childrenOf(host).filter((child) => textOf(`/proc/${child}/cmdline`).includes("bwrap"));
	return launchers.flatMap((launcher) => [launcher, ...descendants(launcher)]);
}

function descendants(pid: number): number[] {
	return childrenOf(pid).flatMap((child) => [child, ...descendants(child)]);
}

function childrenOf(pid: number): number[] {
	return textOf(`/proc/${pid}/task/${pid}/children`).split(" ").filter(Boolean).map(Number);
}

/** True while the process exists and is more than a zombie. */
export function isAlive(pid: number): boolean {
	const state = statFields(pid)[0];
	return state !== undefined && state !== "" && state !== "Z" && state !== "X";
}

/** The processes whose command line holds all of these words. */
export function findProcesses(...words: readonly string[]): number[] {
	return readdirSync("/proc")
		.filter((name) => /^\d+$/.test(name))
		.map(Number)
		.filter((pid) => {
			const line = textOf(`/proc/${pid}/cmdline`);
			return words.every((word) => line.includes(word));
		});
}

function ticksOf(pid: number): number {
	const fields = statFields(pid);
	return Number(fields[11] ?? 0) + Number(fields[12] ?? 0);
}

/** The fields of `stat` from the state on; the name before them may hold blanks and parentheses. */
function statFields(pid: number): string[] {
	const text = textOf(`/proc/${pid}/stat`);
	return text.slice(text.lastIndexOf(")") + 2).split(" ");
}

function textOf(path: string): string {
	try {
		return readFileSync(path, "utf8");
	} catch {
		return "";
	}
}
