import { App, beatMs, type Stage } from "./app.ts";
import type { Bindings } from "./keys/lookup.ts";
import { logInHere } from "./login/log-in-here.ts";
import type { Theme } from "./paint/theme.ts";
import type { Key } from "./screen/key.ts";
import type { SessionPort } from "./session-port.ts";
import { keepHeapSmall } from "./small-heap.ts";
import type { TakenTerminal } from "./take-terminal.ts";
import { noteText } from "./ui/notes.ts";
import { initialUi, type Opening, type UiState } from "./ui/ui-state.ts";

/** How the screen was left. */
export type Leaving = { readonly stopped: boolean; readonly reason?: string };

/** What the screen needs to know of its terminal and person. */
export type ScreenOptions = Pick<Opening, "draft" | "catalogue" | "firstRun"> & {
	readonly theme: Theme;
	readonly home: string;
	readonly mouse: boolean;
	readonly watch: boolean;
	readonly bindings: Bindings;
	/** What was typed before there was anything to type into. */
	readonly typed: readonly Key[];
	/** What has to be said at once. */
	readonly note?: string | undefined;
	/** Keeps what is being written, so that it is there the next time; called about once a second, and at the end. */
	keepDraft(text: string): void;
};

/** Shows a session on a taken terminal until the person leaves or the host ends, and gives the terminal back. */
export async function openScreen(terminal: TakenTerminal, port: SessionPort, options: ScreenOptions): Promise<Leaving> {
	const { compositor, frames } = terminal;
	const { theme, home } = options;
	return new Promise<Leaving>((resolve) => {
		let lent: Promise<unknown> | undefined;
		const leave = (how: Leaving): void => {
			// A person in the middle of a login is not torn out of it by a host that ends.
			if (lent) return void lent.then(() => leave(how));
			clearInterval(ticker);
			options.keepDraft(app.draft());
			app.close();
			terminal.leave();
			resolve(how);
		};
		const runLogin: Stage["runLogin"] = (plan) => {
			const running = terminal.lend(() => logInHere(plan));
			lent = running.finally(() => {
				lent = undefined;
			});
			return running;
		};
		const app = new App(
			port,
			{
				...{ compositor, frames, theme, home, leave, now: Date.now },
				loadInk,
				copy: (text) => terminal.send(clipboard(text)),
				suspend: () => terminal.suspend(),
				runLogin,
			},
			beginning(options, terminal.size()),
		);
		const ticker = setInterval(() => {
			app.tick();
			options.keepDraft(app.draft());
		}, beatMs);
		terminal.handTo({
			paint: () => app.paint(),
			press: (keys) => app.press(keys),
			resize: ({ cols, rows }) => app.resize(cols, rows),
		});
		if (options.mouse) terminal.wantMouse();
		void app.start();
		app.press(options.typed);
	});
}

function beginning(options: ScreenOptions, size: { cols: number; rows: number }): UiState {
	const ui = initialUi({ ...openingOf(options), ...size, now: Date.now() });
	return options.note === undefined ? ui : noteText(ui, options.note, true);
}

/** The last and largest part of the program: loading it would make the heap grow most. */
function loadInk(): Promise<typeof import("./app-ink.tsx")> {
	keepHeapSmall();
	return import("./app-ink.tsx");
}

/** What of the options is shown: only fields that have a value, as the state of a screen has them. */
function openingOf({
	watch,
	bindings,
	draft,
	catalogue,
	firstRun,
}: ScreenOptions): Omit<Opening, "cols" | "rows" | "now"> {
	return {
		...{ watch, bindings },
		...(draft === undefined ? {} : { draft }),
		...(catalogue === undefined ? {} : { catalogue }),
		...(firstRun === undefined ? {} : { firstRun }),
	};
}

/** Terminals put this much on their clipboard; more is refused by some without a word. */
const clipboardLimit = 74_000;

/** OSC 52: the terminal, also one at the far end of ssh, takes the text to its clipboard. */
function clipboard(text: string): string {
	return `\u001b]52;c;${Buffer.from(text).toString("base64").slice(0, clipboardLimit)}\u0007`;
}
