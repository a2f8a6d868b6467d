import type { Prompt } from "../../../core/session/effect.ts";
import type { Event } from "../../../model/event.ts";
import type { MonitorFacts } from "../backend.ts";
import type { RuleAct } from "./rules/obey.ts";
import { obey } from "./rules/obey.ts";
import type { RuleMemory } from "./rules/rest.ts";
import type { PreparedRule } from "./rules/rules.ts";
import type { MonitorStory, Note } from "./story.ts";
import { emptyStory, tell } from "./story.ts";
import { near, several, shorten, span } from "./wording.ts";

/** What the playbook remembers between turns. Plain data. */
export type Memory = {
	/** Keyed by the monitor's id. */
	readonly stories: Readonly<Record<string, MonitorStory>>;
	readonly rules: RuleMemory;
};

/** A playbook that saw nothing yet. */
export const emptyMemory: Memory = { stories: {}, rules: {} };

/** What an answer is made from, besides the memory. */
export type Question = {
	readonly prompt: Prompt;
	readonly facts: readonly MonitorFacts[];
	readonly rules: readonly PreparedRule[];
	/** The session's directory: places in it are shown relative to it. */
	readonly cwd?: string | undefined;
};

/** What is said, what is to be done, and what is remembered. */
export type Answer = { readonly lines: readonly string[]; readonly acts: readonly RuleAct[]; readonly memory: Memory };

/** Different things said per monitor and turn. */
const notesPerMonitor = 2;

/** Answers the events of a turn: one or two lines per monitor, and what the rules make of them. */
export function answer(memory: Memory, question: Question, now: number): Answer {
	const { prompt, facts, cwd } = question;
	const lines: string[] = [];
	let stories = memory.stories;
	for (const [monitor, events] of Map.groupBy(prompt.events, (event) => event.monitor)) {
		const name = facts.find(({ id }) => id === monitor)?.name ?? monitor;
		const told = tellAll(stories[monitor] ?? emptyStory, events);
		stories = { ...stories, [monitor]: told.story };
		lines.push(...describe(name, told.notes, cwd));
	}
	const obeyed = obey(memory.rules, question, now);
	return {
		lines: [...lines, ...obeyed.lines],
		acts: obeyed.acts,
		memory: { stories: forgetGone(stories, question), rules: obeyed.memory },
	};
}

/** Folds the events of one monitor; what came several times is noted once, with its count. */
function tellAll(before: MonitorStory, events: readonly Event[]): { story: MonitorStory; notes: readonly Note[] } {
	let story = before;
	const notes = new Map<string, Note>();
	for (const event of events) {
		const told = tell(story, event);
		story = told.story;
		const earlier = notes.get(told.note.key);
		notes.delete(told.note.key);
		// The change of colour that its first coming brought is not lost to its repeats.
		notes.set(told.note.key, earlier && told.note.count > 1 ? { ...told.note, turn: earlier.turn } : told.note);
	}
	return { story, notes: [...notes.values()] };
}

/** The lines about one monitor: the most important notes in the order they came, the others counted. */
function describe(name: string, notes: readonly Note[], cwd: string | undefined): string[] {
	const chosen = notes.toSorted((one, other) => weight(other) - weight(one)).slice(0, notesPerMonitor);
	const shown = notes.filter((note) => chosen.includes(note));
	const left = notes.length - shown.length;
	const rest = left > 0 ? ` (and ${several(left, "other event")})` : "";
	if (shown.length > 1) {
		return shown.map((note, at) => `${name}: ${sentence(note)}${inBrackets(note, cwd)}${at > 0 ? rest : ""}`);
	}
	return shown.flatMap((note) => [`${name}: ${sentence(note)}`, ...whereToLook(note, cwd)]);
}

/** News before repeats, changes of colour before the rest, what is known before what is not. */
function weight({ finding, turn, count }: Note): number {
	const colour = turn.type === "none" || turn.type === "still-red" ? 0 : 8;
	return colour + (finding?.tone === "red" ? 4 : 0) + (finding ? 2 : 0) + (count === 1 ? 1 : 0);
}

function sentence(note: Note): string {
	const what = whatHappened(note);
	const again = note.count > 1 ? `×${note.count} in ${span(note.overMs)}` : undefined;
	switch (note.turn.type) {
		case "to-green":
			return `green again after ${span(note.turn.ms)}: ${what} (was: ${shorten(note.turn.was, 80)})`;
		case "to-red":
			return `red after ${span(note.turn.ms)} of green: ${what}${again ? ` (${again})` : ""}`;
		case "partly-green":
			return `${what}, but still red: ${shorten(note.turn.left, 80)}`;
		case "still-red":
			return again ? `again, ${again}: ${what}` : `still red after ${span(note.turn.ms)}: ${what}`;
		case "none":
			return again ? `again, ${again}: ${what}` : what;
	}
}

function whatHappened({ finding, title, heading, restLines }: Note): string {
	const more = finding && finding.more > 0 ? `, and ${finding.more} more` : "";
	const rest = !finding && restLines > 0 ? ` (and ${several(restLines, "more line")})` : "";
	return `${heading === undefined ? "" : `${heading}: `}${shorten(title, 160)}${more}${rest}`;
}

function inBrackets({ finding }: Note, cwd: string | undefined): string {
	return finding?.place === undefined ? "" : ` (${near(finding.place, cwd)})`;
}

/** The second line: the complaint and the place. */
function whereToLook({ finding, count }: Note, cwd: string | undefined): string[] {
	const place = finding?.place === undefined ? undefined : `look at ${near(finding.place, cwd)}`;
	// A repeat needs no second telling of the complaint.
	const detail = count > 1 || finding?.detail === undefined ? undefined : shorten(finding.detail, 160);
	const parts = [detail, place].filter((part) => part !== undefined);
	return parts.length > 0 ? [`  ${parts.join(" · ")}`] : [];
}

/** Monitors that the session no longer knows are forgotten, so that the memory stays bounded. */
function forgetGone(stories: Memory["stories"], { facts }: Question): Memory["stories"] {
	const known = new Set(facts.map(({ id }) => id));
	return Object.fromEntries(Object.entries(stories).filter(([id]) => known.has(id)));
}
