import { type IPty, spawn } from "node-pty";
import type { LaunchPlan } from "../../../../src/host/sandbox/launch-plan.ts";
import { until } from "./until.ts";

/** One plan running in a pty, with its output so far. */
export class PtyRun {
	output = "";
	exit: { exitCode: number; signal?: number | undefined } | undefined;
	readonly pty: IPty;

	constructor(plan: LaunchPlan) {
		const { file, args, env, cwd, cleanup } = plan;
		this.pty = spawn(file, [...args], {
			env: { ...env },
			cwd,
			name: "xterm-256color",
			cols: 80,
			rows: 24,
			encoding: null,
		});
		this.pty.onData((data) => {
			this.output += data.toString("utf8");
		});
		this.pty.onExit((exit) => {
			this.exit = exit;
			cleanup();
		});
	}

	/** Waits until the output holds a text. */
	async says(text: string): Promise<void> {
		await until(`${JSON.stringify(text)} in ${JSON.stringify(this.output)}`, () => this.output.includes(text));
	}

	/** Waits for the end. */
	async ends(): Promise<{ exitCode: number; signal?: number | undefined }> {
		await until("the end", () => this.exit !== undefined);
		return this.exit ?? { exitCode: -1 };
	}
}
