import { openTerminal, type TestTerminal } from "../harness/open-terminal.ts";
import type { ScreenTest } from "../harness/wait-for-screen.ts";
import type { Surroundings } from "./command-line.ts";
import { findPanes, type Pane } from "./pane.ts";
import { starter } from "./place.ts";

/** How a screen is opened: 120 × 40 unless said otherwise. */
export type ScreenOptions = Surroundings & {
	readonly cols?: number;
	readonly rows?: number;
	readonly args?: readonly string[];
	/** Another program in the terminal, such as a shell. */
	readonly command?: readonly string[];
	/** Waits for this first; else for the conversation. */
	readonly ready?: ScreenTest;
};

/** A person in front of the program: looks at panes, presses keys. */
export class Screen {
	readonly terminal: TestTerminal;
	/** What was put on the terminal's clipboard, newest last. */
	readonly copied: string[] = [];

	constructor({ cols = 120, rows = 40, args = [], cwd, env, command }: ScreenOptions) {
		const [program = "", ...words] = command ?? [...starter, ...args];
		this.terminal = openTerminal({ cols, rows, command: program, args: words, cwd, env });
		this.terminal.emulator.parser.registerOscHandler(52, (data) => {
			this.copied.push(Buffer.from(data.slice(data.indexOf(";") + 1), "base64").toString("utf8"));
			return true;
		});
	}

	/** The pane of a monitor that is on the screen. */
	pane(name: string): Pane | undefined {
		return this.panes().find(({ title }) => {
			const words = title.replace(/^(! )?\d+ (typing into )?/, "");
			return words === name || words.startsWith(`${name} `);
		});
	}

	/** What the conversation and the composer show, without borders. */
	get talk(): string {
		const box = findPanes(this.terminal).find(({ title }) => title.startsWith("conversation"));
		return [...(box?.screen ?? []), ...(box?.events ?? [])].join("\n");
	}

	/** The panes of monitors that are on the screen. */
	panes(): Pane[] {
		return findPanes(this.terminal).filter(({ title }) => /^(! )?\d+ /.test(title));
	}

	/** Waits until a monitor's pane passes. */
	async paneShows(name: string, what: string | RegExp | ((pane: Pane) => boolean)): Promise<Pane> {
		const shown = (pane: Pane): string => [pane.title, ...pane.screen, ...pane.events, pane.foot].join("\n");
		const passes = (pane: Pane): boolean => {
			if (typeof what === "function") return what(pane);
			return typeof what === "string" ? shown(pane).includes(what) : what.test(shown(pane));
		};
		await this.shows((_) => {
			const pane = this.pane(name);
			return pane !== undefined && passes(pane);
		}, `${name}: ${what}`);
		return this.pane(name) as Pane;
	}

	/** Waits until the screen passes; the failure shows the screen. */
	async shows(test: ScreenTest, what = String(test)): Promise<void> {
		try {
			await this.terminal.waitFor(test);
		} catch (error) {
			throw new Error(`${what}\n${error instanceof Error ? error.message : error}`);
		}
	}

	/** Waits until the conversation holds a text. */
	async talkShows(text: string | RegExp): Promise<void> {
		const passes = () => (typeof text === "string" ? this.talk.includes(text) : text.test(this.talk));
		await this.shows(passes, `in the conversation: ${text}`);
	}

	/** Goes to a monitor's pane by its number. */
	async focus(name: string): Promise<void> {
		const { title } = await this.paneShows(name, () => true);
		this.press(`Alt+${/\d+/.exec(title)?.[0]}`);
		await this.paneShows(name, (pane) => pane.look === "focused");
	}

	/** Waits until a text is gone. */
	async hides(text: string): Promise<void> {
		await this.shows((rows) => !rows.join("\n").includes(text), `no "${text}"`);
	}

	get top(): string {
		return this.terminal.row(0);
	}

	get footer(): string {
		return this.terminal.row(this.terminal.emulator.rows - 1);
	}

	/** Presses keys one after the other: `press("Tab", "f")`. */
	press(...keys: readonly string[]): void {
		for (const key of keys) this.terminal.key(key);
	}

	/** Types a line into what has the focus. */
	write(text: string): void {
		this.terminal.type(text);
		this.terminal.key("Enter");
	}
}
