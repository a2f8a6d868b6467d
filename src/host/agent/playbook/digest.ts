import type { MonitorFacts } from "../backend.ts";
import { redSince, worstRed } from "./colours.ts";
import type { MonitorStory } from "./story.ts";
import { emptyStory } from "./story.ts";
import { near, several, shorten, span } from "./wording.ts";

/** What a digest is made from. `counts` of the facts are of the events since `since` (ms since the epoch). */
export type DigestSource = {
	readonly facts: readonly MonitorFacts[];
	readonly stories: Readonly<Record<string, MonitorStory>>;
	readonly since: number;
	readonly cwd?: string | undefined;
};

const lineLimit = 8;

/** What happened since a time, in at most eight lines, what needs the person first; empty when nothing did. */
export function digest(source: DigestSource, now: number): string[] {
	const monitors = source.facts.map((facts) => summarise(facts, source, now)).filter((one) => one.parts.length > 0);
	const sorted = monitors.toSorted((one, other) => other.weight - one.weight);
	const room = sorted.length > lineLimit ? lineLimit - 1 : lineLimit;
	const lines = sorted.slice(0, room).map(({ name, parts }) => `${name}: ${parts.join(", ")}`);
	const left = sorted.length - lines.length;
	return left > 0 ? [...lines, `and ${several(left, "more monitor")} (see: list)`] : lines;
}

type Summary = { readonly name: string; readonly parts: readonly string[]; readonly weight: number };

function summarise(facts: MonitorFacts, source: DigestSource, now: number): Summary {
	const story = source.stories[facts.id] ?? emptyStory;
	const failed = facts.state === "failed" || (facts.exitCode !== undefined && facts.exitCode !== 0);
	const red = describeColour(story, source, now);
	const parts = [...describeLife(facts, source.since, now), ...red, ...describeEvents(facts)];
	const weight = (worstRed(story) ? 4 : 0) + (failed ? 2 : 0) + (facts.counts.held > 0 ? 1 : 0);
	return { name: facts.name, parts, weight };
}

function describeLife(facts: MonitorFacts, since: number, now: number): string[] {
	const started = facts.startedAt >= since ? [`started ${span(now - facts.startedAt)} ago`] : [];
	if (facts.endedAt === undefined || facts.endedAt < since) return started;
	return [...started, `${describeEnd(facts)} ${span(now - facts.endedAt)} ago`];
}

/** How a monitor is: `running`, `ended with exit 3`, `killed by SIGKILL`. */
export function describeEnd({ state, exitCode, signal }: MonitorFacts): string {
	if (state === "running") return "running";
	if (state === "failed") return "could not start";
	if (signal !== undefined) return `killed by ${signal}`;
	return exitCode === undefined ? state : `ended with exit ${exitCode}`;
}

/** Red is told for as long as it lasts; green and passing trouble when they are news. */
function describeColour(story: MonitorStory, { since, cwd }: DigestSource, now: number): string[] {
	const red = worstRed(story);
	if (red) {
		const place = red.place === undefined ? "" : ` (${near(red.place, cwd)})`;
		return [`red for ${span(now - (redSince(story) ?? now))}: ${shorten(red.title, 100)}${place}`];
	}
	const green = story.greenSince !== undefined && story.greenSince >= since;
	const trouble =
		story.trouble && story.trouble.at >= since ? [`last trouble: ${shorten(story.trouble.finding.title, 100)}`] : [];
	return green ? ["green now", ...trouble] : trouble;
}

function describeEvents({ counts }: MonitorFacts): string[] {
	if (counts.total === 0) return [];
	const verdicts = (["held", "forwarded", "muted", "dropped", "suppressed"] as const)
		.filter((verdict) => counts[verdict] > 0)
		.map((verdict) => `${counts[verdict]} ${verdict}`);
	return [`${several(counts.total, "event")} (${verdicts.join(", ")})`];
}
