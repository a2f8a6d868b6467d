import type { Event } from "../../../model/event.ts";
import type { Colours, Turn } from "./colours.ts";
import { recolour } from "./colours.ts";
import type { Finding } from "./signatures/recognise.ts";
import { recognise } from "./signatures/recognise.ts";
import { mask, shorten } from "./wording.ts";

/** What the playbook remembers of one monitor. Times are in milliseconds since the epoch. */
export type MonitorStory = Colours & {
	/** How often each thing came, keyed by what it is; the one that came last stands last. */
	readonly repeats: Readonly<Record<string, Repeat>>;
	readonly trouble?: Trouble;
};

/** The last bad news in more words, for the question why. */
export type Trouble = { readonly finding: Finding; readonly at: number; readonly excerpt: readonly string[] };

type Repeat = { readonly count: number; readonly firstAt: number; readonly lastAt: number };

/** What one event adds to the story of its monitor. */
export type Note = {
	/** Equal for what counts as the same thing. */
	readonly key: string;
	/** What happened, or the first line of an event in which nothing is known. */
	readonly title: string;
	readonly finding?: Finding;
	/** How the script ended or how much was suppressed, when the title says something else. */
	readonly heading?: string;
	/** Lines that the title does not show. */
	readonly restLines: number;
	/** Times it came, this one included, and the milliseconds since the first. */
	readonly count: number;
	readonly overMs: number;
	readonly turn: Turn;
};

/** A monitor of which nothing was told yet. */
export const emptyStory: MonitorStory = { repeats: {}, reds: {} };

/** After this long without it, the same thing counts from one again. */
const forgetAfterMs = 10 * 60_000;
/** Different things remembered per monitor. */
const repeatLimit = 50;
const excerptLimit = { lines: 6, characters: 160 } as const;

/** Adds one delivered event to the story of its monitor. */
export function tell(story: MonitorStory, event: Event): { readonly story: MonitorStory; readonly note: Note } {
	const findings = recognise(event);
	const { colours, turn } = recolour(story, findings, event.at);
	const [finding] = findings;
	const title = finding?.title ?? firstLine(event.text);
	const key = `${finding ? `${finding.family} ${finding.tone}` : event.kind}: ${mask(title)}`;
	// A change of colour begins a new chapter: what comes after it is news, even if it was there before.
	const chapter = turn.type === "to-green" || turn.type === "to-red" ? {} : story.repeats;
	const repeat = countAgain(chapter[key], event.at);
	const trouble = finding?.tone === "red" ? { finding, at: event.at, excerpt: excerptOf(event.text) } : story.trouble;
	const heading = event.kind === "output" ? title : firstLine(event.text);
	return {
		story: { ...colours, repeats: keep(chapter, key, repeat), ...(trouble ? { trouble } : {}) },
		note: {
			key,
			title,
			...(finding ? { finding } : {}),
			...(heading === title || finding?.family === "exit" ? {} : { heading }),
			restLines: event.kind === "output" ? Math.max(0, event.lines - 1) : 0,
			count: repeat.count,
			overMs: repeat.lastAt - repeat.firstAt,
			turn,
		},
	};
}

function firstLine(text: string): string {
	return shorten(text.split("\n").find((line) => line.trim() !== "") ?? "", 160) || "(an empty line)";
}

function countAgain(before: Repeat | undefined, at: number): Repeat {
	if (!before || at - before.lastAt > forgetAfterMs) return { count: 1, firstAt: at, lastAt: at };
	return { count: before.count + 1, firstAt: before.firstAt, lastAt: at };
}

function keep(repeats: MonitorStory["repeats"], key: string, repeat: Repeat): MonitorStory["repeats"] {
	const others = Object.entries(repeats).filter(([other]) => other !== key);
	return Object.fromEntries([...others.slice(-(repeatLimit - 1)), [key, repeat]]);
}

function excerptOf(text: string): string[] {
	const lines = text.split("\n").filter((line) => line.trim() !== "");
	return lines.slice(0, excerptLimit.lines).map((line) => shorten(line, excerptLimit.characters));
}
