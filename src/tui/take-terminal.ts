import { type Compositor, createCompositor, type ScreenSize } from "./screen/compositor.ts";
import { createFrameWriter, type FrameWriter } from "./screen/frame-writer.ts";
import { listenKeys } from "./screen/input/input-source.ts";
import type { Key } from "./screen/key.ts";
import { createTerminalGuard, type GuardedOutput, leaveSequence, reportMouse } from "./screen/terminal-guard.ts";
import { openTerminalOutput } from "./screen/terminal-output.ts";
import { type TerminalWatch, watchTerminal } from "./terminal-watch.ts";

/** Who draws on the terminal and hears its keys. */
export type Player = {
	/** Called when a frame can be written: brings the compositor up to date. */
	paint(): void;
	press(keys: readonly Key[]): void;
	resize(size: ScreenSize): void;
};

/** The terminal, taken: frames go out, keys come in, and every way out gives it back. */
export type TakenTerminal = {
	readonly compositor: Compositor;
	readonly frames: FrameWriter;
	/** Columns and rows as they are now. */
	size(): ScreenSize;
	/** Who has it from now on. */
	handTo(player: Player): void;
	/** Sends bytes that are no part of the picture with the next frame. */
	send(bytes: string): void;
	/** Has the terminal report wheel and clicks. */
	wantMouse(): void;
	suspend(): void;
	/**
	 * Gives it back while something else uses it, and takes it again after.
	 * Meanwhile no key is read, and nothing is drawn.
	 */
	lend<T>(use: () => Promise<T>): Promise<T>;
	/** Gives it back. Twice is harmless. */
	leave(): void;
};

/** Takes the terminal that the program was started in. Nobody plays yet. */
export function takeTerminal(shows: { readonly unicode: boolean }): TakenTerminal {
	const { stdin, stdout } = process;
	const size = (): ScreenSize => ({ cols: stdout.columns || 80, rows: stdout.rows || 24 });
	const output = openTerminalOutput(stdout.fd);
	const compositor = createCompositor(size(), shows);
	let player: Player | undefined;
	let outOfBand = "";
	const frames = createFrameWriter(output, {
		flush: () => {
			player?.paint();
			const bytes = outOfBand + compositor.flush();
			outOfBand = "";
			return bytes;
		},
		repaint: () => compositor.repaint(),
	});
	const onResize = (): void => {
		compositor.resize(size());
		player?.resize(size());
		frames.request();
	};
	// The guard reads this again whenever it takes the terminal.
	const wishes = { mouse: false, onResume: onResize };
	const guard = createTerminalGuard(watched(output, watchTerminal(stdout.fd, leaveSequence)), stdin, wishes);
	const send = (bytes: string): void => {
		outOfBand += bytes;
		frames.request();
	};
	const listen = () => listenKeys(stdin, (keys) => player?.press(keys));
	guard.enter();
	let stopKeys = listen();
	stdout.on("resize", onResize);
	let left = false;
	return {
		...{ compositor, frames, size, send },
		handTo: (next) => {
			player = next;
			frames.request();
		},
		wantMouse: () => {
			wishes.mouse = true;
			send(reportMouse);
		},
		suspend: () => guard.suspend(),
		lend: async (use) => {
			stopKeys();
			guard.leave();
			// The keys are let go of in the next turns of the event loop, and whoever comes must find them there.
			await new Promise((resolve) => setImmediate(resolve));
			try {
				return await use();
			} finally {
				if (!left) {
					guard.enter();
					stopKeys = listen();
					onResize();
				}
			}
		},
		leave: () => {
			if (left) return;
			left = true;
			stopKeys();
			stdout.off("resize", onResize);
			guard.leave();
			output.dispose();
			stdin.pause();
		},
	};
}

/** The output, whose watch knows when the terminal is taken and when not. */
function watched(output: GuardedOutput, watch: TerminalWatch): GuardedOutput {
	return {
		begin: (text) => {
			watch.taken();
			output.begin(text);
		},
		end: (text) => {
			output.end(text);
			watch.left();
		},
	};
}
