import { type IPty, spawn } from "node-pty";
import { DisposableStore } from "../../base/disposable.ts";
import type { Line } from "../../model/line.ts";
import type { FlowBudget } from "./flow-budget.ts";
import { InputQueue } from "./input-queue.ts";
import type { Pipeline, PipelineOutput } from "./pipeline.ts";
import { openStderrTty, type StderrTty } from "./stderr-tty.ts";
import type { VtScreen } from "./vt-screen.ts";

/** What to run, ready for a pty: made by the sandbox for the path of the script's second terminal. */
export type Launch = {
	readonly file: string;
	readonly args: readonly string[];
	readonly env: Readonly<Record<string, string>>;
	readonly cwd: string;
	/** What the script left that would run code later; asked once it has ended. */
	readonly appeared: () => readonly string[];
	/** Called once the script has ended. */
	readonly cleanup: () => void;
};

/** How a run ended. */
export type RunEnd = { readonly exitCode: number; readonly signal?: number; readonly appeared: readonly string[] };

/** What one run needs and tells. */
export type RunOptions = {
	/** May throw a `FailureError`; then nothing was started. */
	launch(stderrPath: string): Launch;
	readonly screen: VtScreen;
	readonly pipeline: Pipeline;
	readonly budget: FlowBudget;
	readonly now: () => number;
	/** Every byte, before it is parsed. */
	onBytes(stream: Line["stream"], chunk: Uint8Array): void;
	onOutputs(outputs: readonly PipelineOutput[]): void;
	/** Once a run: the script does not read, and what is typed is no longer kept. */
	onInputRefused(): void;
	/** After the last byte of both streams went through the pipeline. */
	onEnd(end: RunEnd): void;
};

/** One script at work in its pty. */
export type MonitorRun = {
	/** The process that was spawned: the sandbox's, or the script's own without one. */
	readonly pid: number;
	/** What a person types. */
	input(data: Uint8Array): void;
	/** What the terminal answers when the script asks it. */
	answer(data: Uint8Array): void;
	resize(cols: number, rows: number): void;
};

/** What is left in the second terminal is awaited this long after the end. */
const drainMs = 500;

/** What a timer of Node holds at most. */
const longestTimerMs = 2_147_483_647;

/** Starts a script. Throws when the pty cannot be opened; the caller turns that into a failure. */
export function runMonitor(options: RunOptions): MonitorRun {
	const { screen, pipeline, budget, now } = options;
	const timer = new DueTimer(pipeline, now, options.onOutputs);
	const take = (stream: Line["stream"], chunk: Uint8Array): void => {
		options.onBytes(stream, chunk);
		if (stream === "stdout") screen.write(chunk);
		else screen.writeStderr(chunk);
		options.onOutputs(pipeline.pushBytes(stream, chunk, now()));
		timer.arm();
	};
	const flows = new DisposableStore();
	const stderr: StderrTty = openStderrTty(screen.size, (chunk) => {
		take("stderr", chunk);
		budget.spend(stderr, chunk);
	});
	const { pty, launch } = spawnOrClose(options, stderr);
	let ended = false;
	const input = new InputQueue({ fd: pty.fd, isOpen: () => !ended && !pty._socket.destroyed });
	let refused = false;
	flows.add(() => input.close());
	flows.add(budget.add(stderr));
	flows.add(budget.add(pty));
	pty.onData((chunk) => {
		take("stdout", chunk);
		budget.spend(pty, chunk);
	});
	pty.onExit((end) => {
		ended = true;
		stderr.drain(drainMs).then(() => {
			flows.dispose();
			timer.stop();
			const appeared = launch.appeared();
			launch.cleanup();
			options.onOutputs(pipeline.end(now()));
			options.onEnd(
				end.signal !== undefined && end.signal !== 0
					? { exitCode: end.exitCode, signal: end.signal, appeared }
					: { exitCode: end.exitCode, appeared },
			);
		});
	});
	timer.arm();
	return {
		pid: pty.pid,
		answer: (data) => input.answer(data),
		input: (data) => {
			if (input.type(data) || refused) return;
			refused = true;
			options.onInputRefused();
		},
		resize: (cols, rows) => {
			// What looks at the output and what the script is told have to agree.
			screen.resize(cols, rows);
			if (ended) return;
			// The signal comes with the first terminal's size; by then the second one has it as well.
			stderr.resize(cols, rows);
			pty.resize(cols, rows);
		},
	};
}

function spawnOrClose({ launch, screen }: RunOptions, stderr: StderrTty): { pty: IPty; launch: Launch } {
	let ready: Launch | undefined;
	try {
		ready = launch(stderr.path);
		const { file, args, env, cwd } = ready;
		const name = env.TERM ?? "xterm-256color";
		const pty = spawn(file, [...args], { ...screen.size, name, cwd, env: { ...env }, encoding: null });
		return { pty, launch: ready };
	} catch (error) {
		ready?.cleanup();
		stderr.drain(0).catch(() => undefined);
		throw error;
	}
}

/** Calls a pipeline when it asks for it: an event closes, a partial line counts, a silence is told. */
class DueTimer {
	#timer: NodeJS.Timeout | undefined;
	#at = Number.POSITIVE_INFINITY;
	readonly #pipeline: Pipeline;
	readonly #now: () => number;
	readonly #onOutputs: (outputs: readonly PipelineOutput[]) => void;

	constructor(pipeline: Pipeline, now: () => number, onOutputs: (outputs: readonly PipelineOutput[]) => void) {
		this.#pipeline = pipeline;
		this.#now = now;
		this.#onOutputs = onOutputs;
	}

	/** Sets the timer when the pipeline's moment is earlier than the one awaited; a later one is found on waking. */
	arm(): void {
		const due = this.#pipeline.due();
		if (due === undefined || due >= this.#at) return;
		clearTimeout(this.#timer);
		this.#at = due;
		// Waking too early is harmless; a time that no timer can hold would wake at once, again and again.
		const wait = Math.min(Math.max(0, due - this.#now()), longestTimerMs);
		this.#timer = setTimeout(() => this.#wake(), wait);
	}

	stop(): void {
		clearTimeout(this.#timer);
		this.#at = Number.NEGATIVE_INFINITY;
	}

	#wake(): void {
		this.#at = Number.POSITIVE_INFINITY;
		this.#onOutputs(this.#pipeline.tick(this.#now()));
		this.arm();
	}
}
