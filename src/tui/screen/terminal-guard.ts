import { onEveryExit } from "./exit-hooks.ts";

/** The part of a terminal's output that the guard needs; see `openTerminalOutput`. */
export type GuardedOutput = { begin(text: string): void; end(text: string): void };

/** The part of a terminal's input that the guard needs. */
export type RawInput = { readonly isTTY?: boolean; setRawMode?(on: boolean): unknown };

export type GuardOptions = {
	/** Wheel and clicks are reported; true unless said otherwise. The terminal's own selection then needs Shift. */
	readonly mouse?: boolean;
	/** The terminal is ours again after Ctrl+Z and `fg`, and shows we do not know what. */
	readonly onResume?: () => void;
	/** One line for the person when a bug ended the program; gets what was thrown. */
	readonly describeCrash?: (error: unknown) => string;
};

export type TerminalGuard = {
	/** Takes the terminal: alternate screen, raw keys, no wrapping, marked pastes. */
	enter(): void;
	/** Gives it back as it was. Twice is harmless. */
	leave(): void;
	/** Gives it back, stops the program and all that runs with it as the shell's Ctrl+Z does, and takes it again after `fg`. */
	suspend(): void;
};

/** How long a stop may take to arrive. When none did (nobody could wake us), the program goes on. */
const stopMs = 200;

/**
 * Makes the guard that gives the terminal back on every way out that can be seen:
 * a normal end, a signal, an exception that nobody caught, `process.exit`.
 * After SIGKILL nothing in this process can run; `watchTerminal` gives the terminal back then.
 */
export function createTerminalGuard(output: GuardedOutput, stdin: RawInput, options: GuardOptions = {}): TerminalGuard {
	let entered = false;
	let unhook = () => {};
	let timer: NodeJS.Timeout | undefined;

	const take = () => {
		// First the keys: a program in the background is stopped here, before it draws on the shell's screen.
		setRaw(stdin, true);
		output.begin(enterSequence(options.mouse ?? true));
	};
	const giveBack = () => {
		output.end(leaveSequence);
		setRaw(stdin, false);
	};
	const resume = () => {
		clearTimeout(timer);
		if (!entered) return;
		// The shell may have changed the mode behind our back, so setting it must not look superfluous.
		setRaw(stdin, false);
		take();
		options.onResume?.();
	};
	const guard: TerminalGuard = {
		enter() {
			if (entered) return;
			entered = true;
			unhook = onEveryExit({ restore: guard.leave, resume, describeCrash: options.describeCrash ?? describeCrash });
			take();
		},
		leave() {
			if (!entered) return;
			entered = false;
			clearTimeout(timer);
			unhook();
			giveBack();
		},
		suspend() {
			if (!entered) return;
			giveBack();
			timer = setTimeout(resume, stopMs);
			// The whole group, since the shell waits for its leader, which may be `npm` or `sh`.
			process.kill(0, "SIGTSTP");
		},
	};
	return guard;
}

function setRaw(stdin: RawInput, on: boolean): void {
	if (!stdin.isTTY) return;
	try {
		stdin.setRawMode?.(on);
	} catch {
		// The terminal is gone; there is nothing to restore.
	}
}

function describeCrash(error: unknown): string {
	return `internal error: ${error instanceof Error ? error.message : String(error)}`;
}

/** Has the terminal report wheel and clicks; leaving ends it. */
export const reportMouse = "\u001b[?1000h\u001b[?1006h";

function enterSequence(mouse: boolean): string {
	const pointer = mouse ? reportMouse : "";
	return `\u001b[?1049h\u001b[?7l\u001b[?2004h\u001b[?1004l${pointer}\u001b[?25l\u001b[0m\u001b[2J\u001b[H`;
}

/** Begins with the end of a frame, since a frame may have been given up in its middle. */
/** Gives a terminal back that was taken. */
export const leaveSequence =
	"\u001b[?2026l\u001b[0m\u001b[?1006l\u001b[?1000l\u001b[?2004l\u001b[?7h\u001b[?25h\u001b[?1049l";
