import { type ChildProcessByStdio, spawn } from "node:child_process";
import type { Readable, Writable } from "node:stream";
import { within } from "../within.ts";
import { RingLog } from "./ring-log.ts";

/** How an agent is run. */
export type AgentCommandLine = {
	readonly command: string;
	readonly args: readonly string[];
	/** The whole environment; nothing is added. */
	readonly env: Readonly<Record<string, string | undefined>>;
	readonly cwd: string;
	/** Path of the log of its stderr; none is kept when absent. */
	readonly log?: string | undefined;
	/** Milliseconds between the request to end and the kill. */
	readonly graceMs: number;
};

/** How an agent's process ended. */
export type ProcessEnd = { readonly code: number | null; readonly signal: string | null; readonly error?: Error };

/** An agent's process, the leader of a group of its own, so that what it started ends with it. */
export class AgentProcess {
	readonly log: RingLog;
	/** Resolves when the process is gone, or could not be started. */
	readonly ended: Promise<ProcessEnd>;
	readonly #child: ChildProcessByStdio<Writable, Readable, Readable>;
	readonly #graceMs: number;
	#closing: Promise<void> | undefined;

	constructor(line: AgentCommandLine) {
		this.log = new RingLog(line.log);
		this.#graceMs = line.graceMs;
		this.#child = spawn(line.command, line.args, {
			cwd: line.cwd,
			env: { ...line.env },
			stdio: ["pipe", "pipe", "pipe"],
			detached: true,
		});
		this.#child.stderr.on("data", (chunk: Buffer) => this.log.write(chunk));
		// A pipe whose other end is gone is told by the end of the process.
		for (const pipe of [this.#child.stdin, this.#child.stdout, this.#child.stderr]) pipe.on("error", () => undefined);
		this.ended = new Promise((resolve) => {
			this.#child.once("error", (error) => resolve({ code: null, signal: null, error }));
			this.#child.once("exit", (code, signal) => resolve({ code, signal }));
		});
	}

	get stdin(): Writable {
		return this.#child.stdin;
	}

	get stdout(): Readable {
		return this.#child.stdout;
	}

	/** Ends the process and its group: its input ends, then TERM, then KILL. Bounded; repeating it changes nothing. */
	close(): Promise<void> {
		this.#closing ??= this.#close();
		return this.#closing;
	}

	async #close(): Promise<void> {
		this.#child.stdin.end();
		if (!(await within(inputEndMs, this.ended))) {
			this.#signal("SIGTERM");
			await within(this.#graceMs, this.ended);
		}
		// What the leader left behind is ended too, also when it went by itself.
		this.#signal("SIGKILL");
		await within(this.#graceMs, this.ended);
		this.#child.stdout.destroy();
		this.#child.stderr.destroy();
		this.log.close();
	}

	#signal(signal: NodeJS.Signals): void {
		const { pid } = this.#child;
		if (pid === undefined) return;
		try {
			process.kill(-pid, signal);
		} catch {
			// The group is gone.
		}
	}
}

/** How long an agent may take to notice that its input ended. */
const inputEndMs = 300;
