import { spawn } from "node-pty";
import { starter, type Workspace } from "./workspace.ts";

/** The built program in a terminal of 200 × 50, read as fast as it writes. */
export type Program = {
	readonly pid: number;
	/** Bytes written to the terminal so far. */
	readonly bytes: number;
	write(text: string): void;
	/** Called with every chunk, its sequences taken out, at the moment it came. */
	onText(listener: (text: string) => void): () => void;
	/** Resolves with the time (`performance.now()`) at which text since this call first satisfied the test. */
	waitFor(what: string, test: (text: string) => boolean, boundMs?: number): Promise<number>;
	readonly exited: Promise<void>;
	kill(): void;
};

const size = { cols: 200, rows: 50 };
/** How much text a wait keeps to look at. */
const keptText = 64 * 1024;

/** Starts `monmux ARGS`. */
export function startProgram(workspace: Workspace, args: readonly string[] = []): Program {
	const listeners = new Set<(text: string) => void>();
	const { project: cwd, env } = workspace;
	const pty = spawn(process.execPath, [starter, ...args], {
		...{ name: "xterm-256color", ...size, cwd, env: { ...env }, encoding: null },
	});
	let bytes = 0;
	pty.onData((chunk) => {
		bytes += chunk.length;
		if (listeners.size === 0) return;
		const text = withoutSequences(chunk.toString("utf8"));
		for (const listener of listeners) listener(text);
	});
	const onText = (listener: (text: string) => void): (() => void) => {
		listeners.add(listener);
		return () => listeners.delete(listener);
	};
	return {
		pid: pty.pid,
		get bytes() {
			return bytes;
		},
		write: (text) => pty.write(text),
		onText,
		waitFor: (what, test, boundMs = 20_000) => waitFor(onText, { what, test, boundMs }),
		exited: new Promise((resolve) => pty.onExit(() => resolve())),
		kill: () => pty.kill("SIGKILL"),
	};
}

function waitFor(
	onText: Program["onText"],
	{ what, test, boundMs }: { what: string; test: (text: string) => boolean; boundMs: number },
): Promise<number> {
	return new Promise((resolve, reject) => {
		let seen = "";
		const timer = setTimeout(() => {
			stop();
			reject(new Error(`no ${what} within ${boundMs} ms; the last text was: ${seen.slice(-2000)}`));
		}, boundMs);
		const stop = onText((text) => {
			seen = (seen + text).slice(-keptText);
			if (!test(seen)) return;
			clearTimeout(timer);
			stop();
			resolve(performance.now());
		});
	});
}

const esc = "\u001b";
const sequences = new RegExp(`(?:${esc}(?:\\[[\\d;?<]*[ -/]*[@-~]|\\][^\\u0007]*\\u0007|.))+`, "g");

/** What a terminal would show of it, roughly: sequences become one blank, since they part texts. */
function withoutSequences(text: string): string {
	return text.replaceAll(sequences, " ");
}
