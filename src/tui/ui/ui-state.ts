import type { ClientCommand } from "../../model/command.ts";
import type { Bindings } from "../keys/lookup.ts";
import { defaultBindings } from "../keys/lookup.ts";

/** Where keys go. A card is an approval that waits for its answer. */
export type Focus = "composer" | "panes" | "card";

/** The text being written. `cursor` is an index into `text` and always stands between graphemes. */
export type Composer = {
	readonly text: string;
	readonly cursor: number;
	/** Sent messages, oldest first; `recall` is the place in it while Up and Down walk, else absent. */
	readonly history: readonly string[];
	readonly recall?: number;
	/** What was being written before Up was pressed. */
	readonly draft: string;
	/** Earlier texts, for undo. */
	readonly past: readonly { readonly text: string; readonly cursor: number }[];
	/** What Ctrl+K, Ctrl+U and Ctrl+W took, for Ctrl+Y. */
	readonly killed: string;
	/** Characters are being typed one after the other, so that undo takes them as one. */
	readonly typing?: boolean;
	/** Tab is walking through completions. */
	readonly completion?: Completion;
};

/** What Tab offers: whole texts, and the one that is written now. */
export type Completion = {
	readonly options: readonly string[];
	readonly index: number;
	/** How the options are shown, where their whole text would be long. */
	readonly words?: readonly string[];
	/** Characters of the text that stay behind the cursor; absent = none. */
	readonly after?: number;
};

/** A search in one pane's output. `offsets` are scrollback offsets of the matches, newest first. */
export type Search = {
	readonly monitor: string;
	readonly query: string;
	/** The query is still being typed. */
	readonly typing: boolean;
	readonly offsets: readonly number[];
	readonly index: number;
};

/** A search in the conversation. `offsets` are the scroll positions that show a match, newest first. */
export type Find = { readonly query: string; readonly offsets: readonly number[]; readonly index: number };

/** An agent that can be started here, or what would have to be run before. */
export type CatalogueAgent = {
	readonly id: string;
	readonly name: string;
	readonly installed: boolean;
	/** The command line that installs it. */
	readonly install: string;
};

/** What covers the screen and takes all keys. */
export type Overlay =
	| { readonly type: "help"; readonly scroll: number }
	| { readonly type: "palette"; readonly query: string; readonly index: number }
	/** The agents to choose from; `first` when the person chooses for the first time ever. */
	| { readonly type: "agents"; readonly index: number; readonly first: boolean }
	/** The ways to log in to an agent. */
	| { readonly type: "logins"; readonly agent: string; readonly index: number }
	| { readonly type: "leave" }
	| { readonly type: "confirm"; readonly question: string; readonly command: ClientCommand };

/** What one client shows and where its person is. Never part of the session's state. */
export type UiState = {
	readonly cols: number;
	readonly rows: number;
	readonly focus: Focus;
	/** The chosen pane's monitor; absent = the first. */
	readonly pane?: string;
	/** In sizes with one area at a time: which one is shown. */
	readonly shown: "conversation" | "panes";
	/** Page of the grid, from 0. */
	readonly page: number;
	readonly zoom: boolean;
	/** The monitor whose script gets every key (attach mode). */
	readonly attached?: string;
	/** The chosen event per monitor; absent = the newest held one, else the newest (see `chosenEvent`). */
	readonly chosen: Readonly<Record<string, string>>;
	/** Lines of scrollback back from the newest, per monitor; absent = following. */
	readonly scroll: Readonly<Record<string, number>>;
	/** Lines of scrollback there are, per monitor, told by the host: the bound of `scroll`. */
	readonly scrollback: Readonly<Record<string, number>>;
	/** Rows of the conversation scrolled back; 0 follows. */
	readonly talkScroll: number;
	/** Rows of the conversation above what is seen when nothing is scrolled: the bound of `talkScroll`. */
	readonly talkBack: number;
	readonly search?: Search;
	/** The agent whose conversation is shown; absent = the leading one. */
	readonly agent?: string;
	/** An agent that is shown as soon as it has joined. */
	readonly awaited?: string;
	/** Messages of each agent that were said when its conversation was last seen. */
	readonly seen: Readonly<Record<string, number>>;
	/** Cards of tools and thoughts are shown whole. */
	readonly expanded: boolean;
	readonly find?: Find;
	/** The agents that this machine knows. */
	readonly catalogue: readonly CatalogueAgent[];
	readonly composer: Composer;
	/** Ctrl+g was pressed: the next key is a pane key. */
	readonly chord: boolean;
	readonly overlay?: Overlay;
	/** The approval whose card has the focus, and where the focus goes when it is answered. */
	readonly card?: { readonly approval: string; readonly back: "composer" | "panes" };
	/** When the card that has the focus got it, in ms since the epoch; keys before 300 ms later are ignored. */
	readonly cardSince: number;
	/** One line at the bottom until a moment (ms since the epoch): a refusal, "copied", a search's result. */
	readonly note?: { readonly text: string; readonly until: number; readonly bad: boolean };
	/** Ctrl+C was pressed once, at this moment. */
	readonly leaving?: number;
	/** A watcher may look but not act. */
	readonly watch: boolean;
	/** Milliseconds since the epoch, moved on by the app about once a second. */
	readonly now: number;
	/** The key table, with the person's own keys. */
	readonly bindings: Bindings;
};

/** What the app has to do after a key. */
export type Intent =
	| { type: "command"; command: ClientCommand }
	/** Bytes for a script in attach mode, base64 is the app's business. */
	| { type: "input"; monitor: string; bytes: Uint8Array }
	| { type: "copy"; text: string }
	| { type: "search"; monitor: string; query: string }
	/** Where the shown conversation holds a text. */
	| { type: "find"; query: string }
	/** Files of the working directory whose paths begin so. */
	| { type: "complete-file"; prefix: string }
	| { type: "leave"; how: "detach" | "stop" }
	| { type: "suspend" }
	/** A login program, which is shown before it runs in the terminal in place of the screen. */
	| { type: "log-in"; agent: string; method: string }
	| { type: "repaint" };

/** What a client knows when it opens. `firstRun`: the person has never chosen an agent. */
export type Opening = {
	readonly cols: number;
	readonly rows: number;
	readonly now: number;
	readonly watch: boolean;
	readonly bindings?: Bindings;
	/** What was being written when the session was last left. */
	readonly draft?: string;
	readonly catalogue?: readonly CatalogueAgent[];
	readonly firstRun?: boolean;
};

/** A client that has just opened. A watcher begins in the panes, everyone else in the composer. */
export function initialUi({ draft = "", firstRun = false, catalogue = [], ...opening }: Opening): UiState {
	const asks = firstRun && !opening.watch && catalogue.some((agent) => agent.installed);
	return {
		...opening,
		...(asks ? { overlay: { type: "agents", index: 0, first: true } } : {}),
		bindings: opening.bindings ?? defaultBindings,
		seen: {},
		expanded: false,
		catalogue,
		focus: opening.watch ? "panes" : "composer",
		shown: opening.watch ? "panes" : "conversation",
		page: 0,
		zoom: false,
		chosen: {},
		scroll: {},
		scrollback: {},
		talkScroll: 0,
		talkBack: 0,
		composer: { text: draft, cursor: draft.length, history: [], draft: "", past: [], killed: "" },
		chord: false,
		cardSince: 0,
	};
}
