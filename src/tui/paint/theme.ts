import { assertNever } from "../../base/assert-never.ts";
import type { Monitor } from "../../core/session/state.ts";
import type { Verdict } from "../../model/event.ts";

/** What a piece of text means; the theme decides how that looks. */
export type Tone = keyof typeof palette;

/** The characters a box is drawn with. */
export type Border = {
	readonly topLeft: string;
	readonly topRight: string;
	readonly bottomLeft: string;
	readonly bottomRight: string;
	readonly across: string;
	readonly down: string;
	readonly joinLeft: string;
	readonly joinRight: string;
	/** The line between two joins. */
	readonly divide: string;
};

/** A box's look: ordinary, with the focus, with every key going into the script, or a request. */
export type BorderKind = "single" | "focused" | "attached" | "card";

/** How an agent is, in one mark. */
export type AgentMark = "idle" | "works" | "starting" | "dead";
/** How far a call of a tool or a step of a plan is. */
export type CallMark = "waiting" | "running" | "done" | "failed";

/** Colours and characters of one terminal. Pure: the same input gives the same bytes. */
export type Theme = {
	readonly color: boolean;
	readonly unicode: boolean;
	/** Wraps text in the SGR of a tone and a reset. Spans never nest: paint them one after the other. */
	style(tone: Tone, text: string): string;
	readonly borders: Readonly<Record<BorderKind, Border>>;
	readonly verdicts: Readonly<Record<Verdict, string>>;
	readonly states: Readonly<Record<"running" | "ended" | "overCap", string>>;
	/** Marks of an agent and of a call or a step that it makes. */
	readonly agents: Readonly<Record<AgentMark, string>>;
	readonly calls: Readonly<Record<CallMark, string>>;
	/** Eight heights, lowest first. */
	readonly spark: readonly string[];
	readonly signs: Readonly<Record<keyof typeof unicodeSigns, string>>;
};

/** Makes the theme of a terminal. Without colour there is no SGR but bold and dim; without unicode only ASCII. */
export function createTheme(terminal: { color: boolean; unicode: boolean }): Theme {
	const { color, unicode } = terminal;
	const column = color ? 0 : 1;
	return {
		color,
		unicode,
		style: (tone, text) => {
			const sgr = palette[tone][column];
			return sgr === "" || text === "" ? text : `\x1b[${sgr}m${text}\x1b[0m`;
		},
		borders: unicode ? unicodeBorders : asciiBorders,
		verdicts: unicode ? unicodeVerdicts : asciiVerdicts,
		states: unicode ? unicodeStates : asciiStates,
		agents: unicode ? unicodeAgents : asciiAgents,
		calls: unicode ? unicodeCalls : asciiCalls,
		spark: unicode ? [..."▁▂▃▄▅▆▇█"] : [..."_.-:=+*#"],
		signs: unicode ? unicodeSigns : asciiSigns,
	};
}

/** The tone that goes with a verdict's mark and word. */
export function verdictTone(verdict: Verdict): Tone {
	switch (verdict) {
		case "held":
			return "attention";
		case "forwarded":
			return "good";
		case "suppressed":
			return "unusual";
		case "muted":
		case "dropped":
			return "dim";
		default:
			return assertNever(verdict);
	}
}

/** The mark of a monitor's state: at work, ended, or over its cap right now. */
export function stateMark(monitor: Monitor, theme: Theme): { text: string; tone: Tone } {
	if (monitor.state === "running") {
		return monitor.suppressing === undefined
			? { text: theme.states.running, tone: "good" }
			: { text: theme.states.overCap, tone: "bad" };
	}
	const badly = monitor.state === "failed" || (monitor.state === "exited" && monitor.exitCode !== 0);
	return { text: theme.states.ended, tone: badly ? "bad" : "dim" };
}

/** SGR parameters with colour and without. The sixteen basic colours follow the person's own light or dark palette. */
const palette = {
	plain: ["", ""],
	dim: ["2", "2"],
	quote: ["2;1", "1"],
	bold: ["1", "1"],
	person: ["1;32", "1"],
	agent: ["1;36", "1"],
	good: ["32", ""],
	bad: ["1;31", "1"],
	attention: ["33", "1"],
	unusual: ["35", ""],
	alarm: ["1;7;31", "1"],
	border: ["2", "2"],
	borderFocused: ["1;36", "1"],
	borderAttached: ["1;35", "1"],
	borderNeeding: ["33", ""],
	chosen: ["7", "1"],
	match: ["30;43", "1"],
	key: ["1", "1"],
	italic: ["3", ""],
	boldItalic: ["1;3", "1"],
	struck: ["9", "2"],
	code: ["36", ""],
	link: ["4;34", ""],
	heading: ["1;35", "1"],
	keyword: ["35", "1"],
	string: ["32", ""],
	number: ["33", ""],
	name: ["34", ""],
} as const;

const unicodeBorders: Record<BorderKind, Border> = {
	single: border("┌┐└┘─│├┤─"),
	focused: border("┏┓┗┛━┃┠┨─"),
	attached: border("╔╗╚╝═║╟╢─"),
	card: border("╭╮╰╯─│├┤─"),
};
const asciiBorders: Record<BorderKind, Border> = {
	single: border("++++-|++-"),
	focused: border("####=###-"),
	attached: border("@@@@=@@@-"),
	card: border("++++-|++-"),
};

const unicodeVerdicts = { held: "◌", forwarded: "▸", muted: "·", dropped: "×", suppressed: "≈" };
const asciiVerdicts = { held: "o", forwarded: ">", muted: ".", dropped: "x", suppressed: "~" };
const unicodeStates = { running: "●", ended: "■", overCap: "‼" };
const asciiStates = { running: "*", ended: "#", overCap: "!!" };
const unicodeAgents = { idle: "●", works: "◌", starting: "◔", dead: "†" };
const asciiAgents = { idle: "*", works: "o", starting: ".", dead: "x" };
const unicodeCalls = { waiting: "○", running: "◌", done: "✓", failed: "✗" };
const asciiCalls = { waiting: ".", running: "o", done: "+", failed: "x" };
const unicodeSigns = {
	ellipsis: "…",
	dot: "·",
	up: "↑",
	down: "↓",
	chosen: "›",
	dash: "—",
	to: "–",
	gutter: "│",
	across: "─",
	bullet: "•",
	minus: "−",
};
const asciiSigns: typeof unicodeSigns = {
	ellipsis: "~",
	dot: "-",
	up: "^",
	down: "v",
	chosen: ">",
	dash: "-",
	to: "-",
	gutter: "|",
	across: "-",
	bullet: "-",
	minus: "-",
};

function border(characters: string): Border {
	const [topLeft = "", topRight = "", bottomLeft = "", bottomRight = "", across = "", ...rest] = characters;
	const [down = "", joinLeft = "", joinRight = "", divide = ""] = rest;
	return { topLeft, topRight, bottomLeft, bottomRight, across, down, joinLeft, joinRight, divide };
}
