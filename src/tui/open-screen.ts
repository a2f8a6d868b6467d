import { App } from "./app.ts";
import type { Bindings } from "./keys/lookup.ts";
import type { Theme } from "./paint/theme.ts";
import { createCompositor } from "./screen/compositor.ts";
import { createFrameWriter } from "./screen/frame-writer.ts";
import { listenKeys } from "./screen/input-source.ts";
import { createTerminalGuard } from "./screen/terminal-guard.ts";
import { openTerminalOutput } from "./screen/terminal-output.ts";
import type { SessionPort } from "./session-port.ts";
import { initialUi } from "./ui/ui-state.ts";

/** How the screen was left. */
export type Leaving = { readonly stopped: boolean; readonly reason?: string };

/** What the screen needs to know of its terminal and person. */
export type ScreenOptions = {
	readonly theme: Theme;
	readonly home: string;
	readonly mouse: boolean;
	readonly watch: boolean;
	readonly bindings: Bindings;
};

/** Takes the terminal, shows a session until the person leaves or the host ends, and gives the terminal back. */
export async function openScreen(port: SessionPort, options: ScreenOptions): Promise<Leaving> {
	const { stdin, stdout } = process;
	const output = openTerminalOutput(stdout.fd);
	const size = { cols: stdout.columns || 80, rows: stdout.rows || 24 };
	const compositor = createCompositor(size);
	let outOfBand = "";
	let app: App | undefined;
	const frames = createFrameWriter(output, {
		flush: () => {
			app?.paint();
			const bytes = outOfBand + compositor.flush();
			outOfBand = "";
			return bytes;
		},
		repaint: () => compositor.repaint(),
	});
	const guard = createTerminalGuard(output, stdin, { mouse: options.mouse, onResume: () => onResize() });
	const onResize = (): void => {
		app?.resize(stdout.columns || 80, stdout.rows || 24);
		app?.repaint();
	};
	return new Promise<Leaving>((resolve) => {
		const leave = (how: Leaving): void => {
			clearInterval(ticker);
			stopKeys();
			stdout.off("resize", onResize);
			app?.close();
			guard.leave();
			output.dispose();
			stdin.pause();
			resolve(how);
		};
		app = new App(
			port,
			{
				...{ compositor, frames, theme: options.theme, home: options.home, now: Date.now },
				loadInk: () => import("./app-ink.tsx"),
				copy: (text) => {
					outOfBand += clipboard(text);
				},
				suspend: () => guard.suspend(),
				leave,
			},
			initialUi({ ...size, now: Date.now(), watch: options.watch, bindings: options.bindings }),
		);
		guard.enter();
		const stopKeys = listenKeys(stdin, (keys) => app?.press(keys));
		const ticker = setInterval(() => app?.tick(), 1000);
		stdout.on("resize", onResize);
		void app.start();
	});
}

/** Terminals put this much on their clipboard; more is refused by some without a word. */
const clipboardLimit = 74_000;

/** OSC 52: the terminal, also one at the far end of ssh, takes the text to its clipboard. */
function clipboard(text: string): string {
	return `\u001b]52;c;${Buffer.from(text).toString("base64").slice(0, clipboardLimit)}\u0007`;
}
