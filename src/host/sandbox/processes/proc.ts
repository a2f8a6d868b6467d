import { readdirSync, readFileSync } from "node:fs";

/** Every process below another, its children first. */
export function descendants(pid: number): readonly number[] {
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

/** The children of all of a process' threads. */
export function childrenOf(pid: number): readonly number[] {
	return namesIn(`/proc/${pid}/task`).flatMap((thread) =>
		textOf(`/proc/${pid}/task/${thread}/children`)
			.split(" ")
			.filter((word) => word !== "")
			.map(Number),
	);
}

/** The run whose environment a process was given. */
export function runOf(pid: number): string | undefined {
	const entry = textOf(`/proc/${pid}/environ`)
		.split("\0")
		.find((pair) => pair.startsWith("MONITOR_RUN="));
	return entry?.slice("MONITOR_RUN=".length);
}

type Stat = { readonly state: string | undefined; readonly parent: number; readonly session: number };

/** State, parent and session of a process; the name before them may hold spaces and parentheses. */
export function statOf(pid: number): Stat {
	const text = textOf(`/proc/${pid}/stat`);
	const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
	return { state: fields[0], parent: Number(fields[1]), session: Number(fields[3]) };
}

/** True when a process has ended, whether or not its parent knows it. */
export function isGone(pid: number): boolean {
	const { state } = statOf(pid);
	return state === undefined || state === "" || state === "Z";
}

/** What a directory holds; nothing when it cannot be read. */
export function namesIn(path: string): readonly string[] {
	try {
		return readdirSync(path);
	} catch {
		return [];
	}
}

/** What a file holds; nothing when it cannot be read. */
export function textOf(path: string): string {
	try {
		return readFileSync(path, "utf8");
	} catch {
		return "";
	}
}
