import type { Terminal } from "@xterm/headless";
import { readScreen } from "./read-screen.ts";

/** A text on the screen, a pattern over its rows joined by line ends, or any test of its rows. */
export type ScreenTest = string | RegExp | ((rows: readonly string[]) => boolean);

export type Wait = {
	readonly emulator: Terminal;
	/** The program's end, after which the screen does not change any more. */
	readonly exited: Promise<unknown>;
	readonly test: ScreenTest;
	readonly timeoutMs: number;
};

/** Resolves as soon as the screen passes; rejects with the screen in the message when time or program ended before. */
export function waitForScreen(wait: Wait): Promise<void> {
	const { emulator, exited, test, timeoutMs } = wait;
	return new Promise((resolve, reject) => {
		const settle = (end: () => void) => {
			clearTimeout(timer);
			subscription.dispose();
			end();
		};
		const check = () => {
			if (passes(test, readScreen(emulator))) settle(resolve);
		};
		const fail = (why: string) => settle(() => reject(new Error(describe(test, why, readScreen(emulator)))));
		const subscription = emulator.onWriteParsed(check);
		const timer = setTimeout(() => fail(`within ${timeoutMs} ms`), timeoutMs);
		check();
		void exited.then(() => {
			check();
			fail("before the program ended");
		});
	});
}

function passes(test: ScreenTest, rows: readonly string[]): boolean {
	if (typeof test === "function") return test(rows);
	const text = rows.join("\n");
	return typeof test === "string" ? text.includes(test) : test.test(text);
}

function describe(test: ScreenTest, why: string, rows: readonly string[]): string {
	const wanted = typeof test === "string" ? `"${test}"` : String(test);
	const last = rows.findLastIndex((row) => row !== "");
	return [`the screen did not show ${wanted} ${why}:`, ...rows.slice(0, last + 1).map((row) => `  |${row}`)].join("\n");
}
