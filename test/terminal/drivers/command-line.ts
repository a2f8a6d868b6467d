import { type ChildProcess, spawn } from "node:child_process";
import { until } from "./until.ts";

/** How a command ended, and what it wrote. `code` is null when a signal ended it. */
export type Ended = { readonly code: number | null; readonly stdout: string; readonly stderr: string };

/** Where and with what a command runs. */
export type Surroundings = { readonly cwd: string; readonly env: Readonly<Record<string, string>> };

/** A command that may stay: `events -f`, `run --wait`. */
export class Command {
	stdout = "";
	stderr = "";
	readonly child: ChildProcess;
	readonly ended: Promise<Ended>;

	constructor([program = "", ...words]: readonly string[], { cwd, env }: Surroundings) {
		this.child = spawn(program, words, { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
		this.child.stdout?.setEncoding("utf8").on("data", (text: string) => {
			this.stdout += text;
		});
		this.child.stderr?.setEncoding("utf8").on("data", (text: string) => {
			this.stderr += text;
		});
		this.ended = new Promise((resolve) => {
			this.child.on("close", (code) => resolve({ code, stdout: this.stdout, stderr: this.stderr }));
		});
	}

	/** Waits until stdout passes. */
	async says(text: string | RegExp): Promise<void> {
		const passes = () => (typeof text === "string" ? this.stdout.includes(text) : text.test(this.stdout));
		await until(`${text} in the output:\n${this.stdout}${this.stderr}`, passes);
	}

	lines(): string[] {
		return this.stdout.split("\n").filter((line) => line !== "");
	}
}
