import { readdirSync, readFileSync } from "node:fs";

/** Waits until a condition holds. Throws after the bound, in milliseconds, with what was waited for. */
export async function until(what: string, holds: () => boolean, bound = 10_000): Promise<void> {
	const end = Date.now() + bound;
	while (!holds()) {
		if (Date.now() > end) throw new Error(`waited ${bound} ms in vain for: ${what}`);
		await new Promise((resolve) => setTimeout(resolve, 5));
	}
}

/** Host pids whose command line holds a marker; zombies have none. */
export function pidsWith(marker: string): readonly number[] {
	return readdirSync("/proc")
		.filter((name) => /^\d+$/.test(name) && commandLine(name).includes(marker))
		.map(Number);
}

function commandLine(pid: string): string {
	try {
		return readFileSync(`/proc/${pid}/cmdline`, "utf8");
	} catch {
		return "";
	}
}
