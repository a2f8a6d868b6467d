import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { SteadyClock } from "../base/steady-clock.ts";
import type { Failure, Result } from "../model/failure.ts";
import { FailureError, failed, ok } from "../model/failure.ts";
import type { Line } from "../model/line.ts";
import type { MonitorSpec } from "../model/monitor.ts";
import type { RawLog } from "./journal/raw-log.ts";
import { createRawLog } from "./journal/raw-log.ts";
import { FlowBudget } from "./pty/flow-budget.ts";
import { type Launch, type MonitorRun, type RunEnd, runMonitor } from "./pty/monitor-run.ts";
import { createPipeline, type Pipeline, type PipelineOutput } from "./pty/pipeline.ts";
import { shareScrollback } from "./pty/share-scrollback.ts";
import { VtScreen } from "./pty/vt-screen.ts";

/** One monitor's live parts: its terminal and log stay over several runs, its pipeline belongs to one. */
export type LiveMonitor = {
	readonly id: string;
	readonly screen: VtScreen;
	readonly log: RawLog;
	pipeline?: Pipeline;
	run?: MonitorRun;
	/** Milliseconds of the monitors' clock. */
	startedAt: number;
};

/** What monitors need from the rest of the host. */
export type MonitorsOptions = {
	readonly logs: string;
	/** Of all that has to do with output. Timers are set by it, so it must not go back. */
	readonly clock: SteadyClock;
	/** Rows of one terminal; all have twice that together. */
	readonly scrollback: number;
	readonly logBytes: number;
	launch(monitor: string, spec: MonitorSpec, stderrPath: string): Result<Launch>;
	onOutputs(monitor: string, outputs: readonly PipelineOutput[]): void;
	onEnd(monitor: LiveMonitor, end: RunEnd): void;
	/** The monitor's terminal changed. */
	onScreen(monitor: string): void;
	onFailure(failure: Failure): void;
};

/** Size of a terminal that nobody looks at yet. */
const firstSize = { cols: 100, rows: 30 };

/** Every monitor that has run in this host. */
export class Monitors {
	readonly #live = new Map<string, LiveMonitor>();
	/** Every log that is open; those of monitors that ran in an earlier host are opened when somebody asks. */
	readonly #logs = new Map<string, RawLog>();
	readonly #budget = new FlowBudget();
	readonly #options: MonitorsOptions;

	constructor(options: MonitorsOptions) {
		this.#options = options;
	}

	/** What the times of runs and pipelines are told by. */
	get clock(): SteadyClock {
		return this.#options.clock;
	}

	get(id: string): LiveMonitor | undefined {
		return this.#live.get(id);
	}

	all(): LiveMonitor[] {
		return [...this.#live.values()];
	}

	/** The output of a monitor, also of one that ran in an earlier host alone. Absent when there is none. */
	log(id: string): RawLog | undefined {
		const known = this.#logs.get(id);
		if (known || !existsSync(this.#logPath(id))) return known;
		const opened = this.#openLog(id);
		if (opened.ok) return opened.value;
		this.#options.onFailure(opened.failure);
		return undefined;
	}

	/** An ended monitor was cleared away: its terminal and its output go too. */
	forget(id: string): void {
		const live = this.#live.get(id);
		if (live?.run) return;
		live?.screen.dispose();
		this.#live.delete(id);
		this.#shareScrollback();
		const closed = this.#logs.get(id)?.close() ?? Promise.resolve();
		this.#logs.delete(id);
		const path = this.#logPath(id);
		void closed.then(() => {
			for (const file of [path, `${path}.1`]) rmSync(file, { force: true });
		});
	}

	/** Starts a run. Nothing is left behind when it fails. */
	start(id: string, spec: MonitorSpec): Result<LiveMonitor> {
		const { clock, launch } = this.#options;
		const pipeline = createPipeline(spec, clock.now());
		if (!pipeline.ok) return pipeline;
		const known = this.#live.get(id);
		const made = known ? ok(known) : this.#make(id);
		if (!made.ok) return made;
		const live = made.value;
		if (known) live.screen.separate("run again");
		live.log.mark("begin");
		try {
			live.run = runMonitor({
				launch: (stderrPath) => orThrow(launch(id, spec, stderrPath)),
				screen: live.screen,
				pipeline: pipeline.value,
				budget: this.#budget,
				now: () => clock.now(),
				onBytes: (stream: Line["stream"], chunk) => live.log.write(stream, chunk),
				onOutputs: (outputs) => this.#options.onOutputs(id, outputs),
				onInputRefused: () => this.#options.onFailure(deaf(spec.name)),
				onEnd: (end) => {
					delete live.run;
					// Who follows the log gets the last lines at once.
					live.log.mark("end");
					void live.log.flush();
					this.#options.onEnd(live, end);
				},
			});
		} catch (error) {
			if (!known) this.#abandon(live);
			if (error instanceof FailureError) return { ok: false, failure: error.failure };
			return failed(
				"internal",
				`the script's terminal could not be opened: ${String(error)}`,
				"Close other programs that use many terminals.",
			);
		}
		live.pipeline = pipeline.value;
		live.startedAt = clock.now();
		this.#live.set(id, live);
		this.#shareScrollback();
		return ok(live);
	}

	/** Gives a running monitor another rule and another rate. */
	retune(id: string, spec: MonitorSpec): Result<void> {
		const outputs = this.#live.get(id)?.pipeline?.retune(spec, this.clock.now());
		if (!outputs) return ok(undefined);
		if (!outputs.ok) return outputs;
		this.#options.onOutputs(id, outputs.value);
		return ok(undefined);
	}

	/** Closes the logs. Runs are ended before. */
	async close(): Promise<void> {
		await Promise.all([...this.#logs.values()].map((log) => log.close()));
		for (const live of this.all()) live.screen.dispose();
		this.#live.clear();
		this.#logs.clear();
	}

	#make(id: string): Result<LiveMonitor> {
		const { onScreen, scrollback, clock } = this.#options;
		const log = this.#openLog(id);
		if (!log.ok) return log;
		const screen = new VtScreen({
			...firstSize,
			scrollback,
			onChange: () => onScreen(id),
			onReply: (data) => this.#live.get(id)?.run?.answer(Buffer.from(data)),
		});
		return ok({ id, screen, log: log.value, startedAt: clock.now() });
	}

	#shareScrollback(): void {
		const rows = shareScrollback(this.#options.scrollback, this.#live.size);
		for (const { screen } of this.#live.values()) screen.keep(rows);
	}

	/** One log a monitor: two that write one file would destroy it. */
	#openLog(id: string): Result<RawLog> {
		const known = this.#logs.get(id);
		if (known) return ok(known);
		const { logBytes, onFailure } = this.#options;
		const log = createRawLog(this.#logPath(id), { maxBytes: logBytes, onFailure });
		if (log.ok) this.#logs.set(id, log.value);
		return log;
	}

	#logPath(id: string): string {
		return join(this.#options.logs, id);
	}

	/** Gives back what was made for a first run that could not begin. */
	#abandon(live: LiveMonitor): void {
		live.screen.dispose();
		this.#logs.delete(live.id);
		void live.log.close();
	}
}

function deaf(name: string): Failure {
	return failed("over-cap", `${name} does not read what is typed into it: what comes now is left out.`).failure;
}

function orThrow<T>(result: Result<T>): T {
	if (!result.ok) throw new FailureError(result.failure);
	return result.value;
}
