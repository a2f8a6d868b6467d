import { onTestFinished } from "vitest";
import { FlowBudget } from "../../../src/host/pty/flow-budget.ts";
import { type Launch, type MonitorRun, type RunEnd, runMonitor } from "../../../src/host/pty/monitor-run.ts";
import { createPipeline, type PipelineOutput } from "../../../src/host/pty/pipeline.ts";
import { VtScreen } from "../../../src/host/pty/vt-screen.ts";
import { capsSchema } from "../../../src/model/monitor.ts";
import { openly, until, unwrap } from "../scene.ts";

/** One run with everything that came of it. */
export class Run {
	readonly screen: VtScreen;
	readonly run: MonitorRun;
	readonly bytes: Record<"stdout" | "stderr", Buffer[]> = { stdout: [], stderr: [] };
	readonly outputs: PipelineOutput[] = [];
	cleanups = 0;
	refusals = 0;
	ends: RunEnd[] = [];

	constructor(command: readonly string[], options: { caps?: object; budget?: FlowBudget } = {}) {
		const pipeline = unwrap(createPipeline({ events: "both", caps: capsSchema.parse(options.caps ?? {}) }, Date.now()));
		this.screen = new VtScreen({
			...{ cols: 80, rows: 24, scrollback: 1000 },
			onChange: () => undefined,
			onReply: (data) => this.run.answer(Buffer.from(data)),
		});
		this.run = runMonitor({
			launch: (path): Launch => ({
				...openly(command, path),
				appeared: () => [`left by run ${this.run.pid}`],
				cleanup: () => {
					this.cleanups += 1;
				},
			}),
			screen: this.screen,
			pipeline,
			budget: options.budget ?? new FlowBudget(),
			now: Date.now,
			onBytes: (stream, chunk) => this.bytes[stream].push(Buffer.from(chunk)),
			onOutputs: (outputs) => this.outputs.push(...outputs),
			onInputRefused: () => {
				this.refusals += 1;
			},
			onEnd: (end) => this.ends.push(end),
		});
		onTestFinished(() => {
			if (this.ends.length === 0) process.kill(this.run.pid, "SIGKILL");
		});
	}

	text(stream: "stdout" | "stderr" = "stdout"): string {
		return Buffer.concat(this.bytes[stream]).toString("utf8");
	}

	/** Lines of all events, passed or suppressed. */
	get lines(): number {
		return this.outputs.reduce((sum, output) => (output.type === "pass" ? sum + output.draft.lines : sum), 0);
	}

	async says(text: string): Promise<void> {
		await until(`${JSON.stringify(text)} in ${JSON.stringify(this.text().slice(-200))}`, () =>
			this.text().includes(text),
		);
	}

	async end(): Promise<RunEnd> {
		await until("the end", () => this.ends.length > 0);
		return this.ends[0] ?? { exitCode: -1, appeared: [] };
	}
}

/** Runs a script. */
export function bash(script: string, options: ConstructorParameters<typeof Run>[1] = {}): Run {
	return new Run(["/bin/bash", "-c", script], options);
}
