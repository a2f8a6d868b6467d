import type { Memory } from "../answer.ts";
import { redSince, worstRed } from "../colours.ts";
import { describeEnd, digest } from "../digest.ts";
import { near, several, shorten, span } from "../wording.ts";
import type { Desk } from "./desk.ts";
import { known } from "./find-monitor.ts";

/** Every monitor and how it is, one line each. */
export function sayList(memory: Memory, { tools, clock, cwd }: Desk): string[] {
	const now = clock.now();
	const lines = tools.list().map((facts) => {
		const since = facts.endedAt ?? facts.startedAt;
		const story = memory.stories[facts.id];
		const red = story && worstRed(story);
		const where = red?.place === undefined ? "" : ` (${near(red.place, cwd)})`;
		const colour = red ? `, red for ${span(now - (redSince(story) ?? now))}: ${shorten(red.title, 100)}${where}` : "";
		const ago = facts.state === "running" ? `for ${span(now - since)}` : `${span(now - since)} ago`;
		const held = facts.counts.held > 0 ? `, ${facts.counts.held} held` : "";
		return `${facts.name}: ${describeEnd(facts)} ${ago}, ${facts.policy}, ${several(facts.counts.total, "event")}${held}${colour}`;
	});
	return lines.length > 0 ? lines : [known([])];
}

/** What happened in the last `sinceMs` milliseconds. */
export function sayDigest(sinceMs: number, { stories }: Memory, { tools, clock, cwd }: Desk): string[] {
	const since = clock.now() - sinceMs;
	const lines = digest({ facts: tools.list(since), stories, since, cwd }, clock.now());
	return lines.length > 0 ? lines : [`Nothing happened in the last ${span(sinceMs)}.`];
}
