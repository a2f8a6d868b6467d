import unicode from "@xterm/addon-unicode11";
import xterm from "@xterm/headless";
import { type IPty, spawn } from "node-pty";
import { keyBytes } from "./key-bytes.ts";
import { type Cell, type Modes, readCell, readModes, readRow, readScreen, watchCursor } from "./read-screen.ts";
import { type ScreenTest, waitForScreen } from "./wait-for-screen.ts";

export type TerminalOptions = {
	readonly cols?: number;
	readonly rows?: number;
	readonly command: string;
	readonly args?: readonly string[];
	/** Added to a small clean environment; the one of the tests is not passed on. */
	readonly env?: Readonly<Record<string, string>>;
	readonly cwd?: string;
};

export type Exit = { readonly exitCode: number; readonly signal: number | undefined };

/** A real program in a real pty, and a terminal emulator in front of it that a test can look at and type into. */
export type TestTerminal = {
	/** Waits until the screen shows a text, matches a pattern or satisfies a test; fails with the screen. 10 s unless said otherwise. */
	waitFor(test: ScreenTest, options?: { readonly timeoutMs?: number }): Promise<void>;
	/** Waits until the program wrote nothing for so long; fails after 10 s. */
	waitIdle(ms: number): Promise<void>;
	/** The rows of the screen without trailing blanks. */
	screen(): string[];
	row(y: number): string;
	cell(x: number, y: number): Cell;
	/** Types text as it is. */
	type(text: string): void;
	/** Presses a key: `Enter`, `Up`, `Ctrl+g`, `Alt+1`, `x`, … */
	key(name: string): void;
	/** Pastes text, with marks when the program asked for them. */
	paste(text: string): void;
	/** Presses and releases the main button on a cell. */
	click(x: number, y: number): void;
	resize(cols: number, rows: number): void;
	/** Stops reading what the program writes, as a terminal behind a dead line does; and goes on. */
	pause(): void;
	resume(): void;
	/** Kills the program if it still runs, and waits for its end. */
	close(): Promise<void>;
	readonly exited: Promise<Exit>;
	readonly pid: number;
	/** What the program wrote so far, in bytes. */
	readonly bytesOut: number;
	readonly modes: Modes;
	/** The emulator itself, for pictures and for scrollback. */
	readonly emulator: xterm.Terminal;
};

/** Starts a program in a new terminal of 100 columns and 30 rows unless said otherwise. */
export function openTerminal(options: TerminalOptions): TestTerminal {
	const { cols = 100, rows = 30 } = options;
	const emulator = createEmulator(cols, rows);
	const pty = start(options, cols, rows);
	const cursor = watchCursor(emulator);
	const decoder = new TextDecoder();
	const counted = { bytes: 0, lastAt: performance.now() };
	const state = { exited: false };

	pty.onData((data: string | Uint8Array) => {
		counted.bytes += data.length;
		counted.lastAt = performance.now();
		// As text: the emulator loses a dash that two pieces of bytes share.
		emulator.write(typeof data === "string" ? data : decoder.decode(data, { stream: true }));
	});
	emulator.onData((data) => {
		if (!state.exited) pty.write(data);
	});
	const exited = new Promise<Exit>((resolve) => {
		pty.onExit(({ exitCode, signal }) => {
			state.exited = true;
			// What was written before the end has to be on the screen first.
			emulator.write("", () => resolve({ exitCode, signal: signal === 0 ? undefined : signal }));
		});
	});
	const type = (text: string) => pty.write(text);

	return {
		waitFor: (test, { timeoutMs = 10_000 } = {}) => waitForScreen({ emulator, exited, test, timeoutMs }),
		waitIdle: (ms) => waitIdle(counted, ms),
		screen: () => readScreen(emulator),
		row: (y) => readRow(emulator, y),
		cell: (x, y) => readCell(emulator, x, y),
		type,
		key: (name) => type(keyBytes(name)),
		paste: (text) => emulator.input(markedPaste(emulator, text)),
		click: (x, y) => type(`\u001b[<0;${x + 1};${y + 1}M\u001b[<0;${x + 1};${y + 1}m`),
		resize(nextCols, nextRows) {
			emulator.resize(nextCols, nextRows);
			pty.resize(nextCols, nextRows);
		},
		pause: () => pty.pause(),
		resume: () => pty.resume(),
		close: () => close(pty, state, exited),
		exited,
		pid: pty.pid,
		get bytesOut() {
			return counted.bytes;
		},
		get modes() {
			return readModes(emulator, cursor);
		},
		emulator,
	};
}

function createEmulator(cols: number, rows: number): xterm.Terminal {
	const emulator = new xterm.Terminal({ cols, rows, scrollback: 1000, allowProposedApi: true });
	emulator.loadAddon(new unicode.Unicode11Addon());
	emulator.unicode.activeVersion = "11";
	return emulator;
}

function start(options: TerminalOptions, cols: number, rows: number): IPty {
	const { PATH = "", HOME = "/tmp" } = process.env;
	const env = { PATH, HOME, TERM: "xterm-256color", COLORTERM: "truecolor", LANG: "C.UTF-8", ...options.env };
	return spawn(options.command, [...(options.args ?? [])], {
		name: "xterm-256color",
		cols,
		rows,
		cwd: options.cwd ?? process.cwd(),
		env,
		encoding: null,
	});
}

function markedPaste(emulator: xterm.Terminal, text: string): string {
	return emulator.modes.bracketedPasteMode ? `\u001b[200~${text}\u001b[201~` : text;
}

async function waitIdle(counted: { lastAt: number }, ms: number): Promise<void> {
	const deadline = performance.now() + 10_000;
	for (;;) {
		const left = counted.lastAt + ms - performance.now();
		if (left <= 0) return;
		if (performance.now() > deadline) throw new Error(`the program was never silent for ${ms} ms`);
		await new Promise((resolve) => setTimeout(resolve, left));
	}
}

async function close(pty: IPty, state: { exited: boolean }, exited: Promise<Exit>): Promise<void> {
	if (!state.exited) pty.kill("SIGKILL");
	await exited;
}
