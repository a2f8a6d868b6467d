import { readdirSync, readFileSync, readlinkSync } from "node:fs";

/** A process that is alive. */
export type Process = { readonly pid: number; readonly command: string };

/** Living processes with a text in their arguments, their environment or their working directory; never this one. */
export function processesWith(text: string): Process[] {
	return pids().flatMap((pid) => {
		const command = readProc(pid, "cmdline").replaceAll("\0", " ").trim();
		const known = [command, readProc(pid, "environ"), cwdOf(pid)].some((one) => one.includes(text));
		return known && isAlive(pid) ? [{ pid, command }] : [];
	});
}

/** Living processes with a text in their arguments. */
export function processesCalled(text: string): Process[] {
	return processesWith(text).filter(({ command }) => command.includes(text));
}

/** Whether a process exists and is more than a zombie. */
export function isAlive(pid: number): boolean {
	return /^State:\s+[^ZX]/m.test(readProc(pid, "status"));
}

/** The process that started a process, or took it over; 0 when it is gone. */
export function parentOf(pid: number): number {
	return Number(/^PPid:\s+(\d+)/m.exec(readProc(pid, "status"))?.[1] ?? "0");
}

/** Memory of a process that is really there, in bytes. */
export function residentBytes(pid: number): number {
	return Number(/^VmRSS:\s+(\d+) kB/m.exec(readProc(pid, "status"))?.[1] ?? "0") * 1024;
}

/** KILL to processes that may be gone already. */
export function killAll(processes: readonly Process[]): void {
	for (const { pid } of processes) {
		try {
			process.kill(pid, "SIGKILL");
		} catch {
			// It ended by itself.
		}
	}
}

function pids(): number[] {
	return readdirSync("/proc")
		.map(Number)
		.filter((pid) => pid > 1 && pid !== process.pid);
}

function readProc(pid: number, file: string): string {
	try {
		return readFileSync(`/proc/${pid}/${file}`, "utf8");
	} catch {
		return "";
	}
}

function cwdOf(pid: number): string {
	try {
		return readlinkSync(`/proc/${pid}/cwd`);
	} catch {
		return "";
	}
}
