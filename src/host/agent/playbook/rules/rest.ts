import type { Rule } from "../../../../model/rule.ts";
import { keyOf } from "./rules.ts";

/** When each acting rule acted or asked, keyed by the rule, and whether its rest was said since. Plain data. */
export type RuleMemory = Readonly<Record<string, { readonly times: readonly number[]; readonly said: boolean }>>;

/** An acting rule acts so often in so many milliseconds; a script that crashes at its start must not be a treadmill. */
export const acting = { times: 5, withinMs: 10 * 60_000 } as const;

/** How often a rule acted of late. */
export function actsOf(memory: RuleMemory, rule: Rule): number {
	return memory[keyOf(rule)]?.times.length ?? 0;
}

/** Counts an act that took place; when the rule rests again later, that is said again. */
export function acted(memory: RuleMemory, rule: Rule, now: number): RuleMemory {
	const times = [...(memory[keyOf(rule)]?.times ?? []), now];
	return { ...memory, [keyOf(rule)]: { times, said: false } };
}

/** Remembers that the rest of a rule was said; undefined when it was said before. */
export function saidRest(memory: RuleMemory, rule: Rule): RuleMemory | undefined {
	const known = memory[keyOf(rule)] ?? { times: [], said: false };
	return known.said ? undefined : { ...memory, [keyOf(rule)]: { ...known, said: true } };
}

/** Forgets acts that are too long ago to count, and rules without any other. */
export function recentActs(memory: RuleMemory, now: number): RuleMemory {
	const kept = Object.entries(memory).map(([key, { times, said }]) => {
		return [key, { times: times.filter((at) => now - at < acting.withinMs), said }] as const;
	});
	return Object.fromEntries(kept.filter(([, { times }]) => times.length > 0));
}
