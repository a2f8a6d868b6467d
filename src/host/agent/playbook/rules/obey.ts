import type { Prompt } from "../../../../core/session/effect.ts";
import type { Event } from "../../../../model/event.ts";
import type { Rule } from "../../../../model/rule.ts";
import type { MonitorFacts } from "../../backend.ts";
import { shorten, span } from "../wording.ts";
import type { PreparedRule } from "./rules.ts";
import { keyOf, matchesGlob } from "./rules.ts";

/** What a rule wants done. */
export type RuleAct =
	| { readonly type: "notify"; readonly text: string }
	| {
			readonly type: "restart" | "stop" | "run";
			/** A monitor's name, or the command to run. */
			readonly target: string;
			readonly rule: Rule;
			/** For the person who is asked, and for the history. */
			readonly why: string;
	  };

/** When each acting rule acted, keyed by the rule. Plain data. */
export type RuleMemory = Readonly<Record<string, readonly number[]>>;

/** An acting rule acts so often in so many milliseconds; a script that crashes at its start must not be a treadmill. */
const acting = { times: 5, withinMs: 10 * 60_000 } as const;

type Fired = { readonly prepared: PreparedRule; readonly monitor: string; readonly line: string };
type Obeyed = { readonly lines: readonly string[]; readonly acts: readonly RuleAct[]; readonly memory: RuleMemory };

/** What the rules make of the events of a turn. Each rule fires once per monitor and turn. */
export function obey(
	before: RuleMemory,
	world: { readonly prompt: Prompt; readonly facts: readonly MonitorFacts[]; readonly rules: readonly PreparedRule[] },
	now: number,
): Obeyed {
	const lines: string[] = [];
	const acts: RuleAct[] = [];
	const memory = new Map(Object.entries(recent(before, now)));
	for (const fired of world.rules.flatMap((prepared) => firings(prepared, world.prompt.events, world.facts))) {
		const { rule, number } = fired.prepared;
		if (rule.action === "say") lines.push(words(fired));
		else if (rule.action === "notify") acts.push({ type: "notify", text: words(fired) });
		else if (mayAct(memory, rule, now)) acts.push(actOf(fired, rule.action));
		else lines.push(`rule ${number} rests: it acted ${acting.times} times in ${span(acting.withinMs)}`);
	}
	return { lines, acts, memory: Object.fromEntries(memory) };
}

/** Counts the act when it may be. */
function mayAct(memory: Map<string, readonly number[]>, rule: Rule, now: number): boolean {
	const times = memory.get(keyOf(rule)) ?? [];
	if (times.length >= acting.times) return false;
	memory.set(keyOf(rule), [...times, now]);
	return true;
}

function firings(prepared: PreparedRule, events: readonly Event[], facts: readonly MonitorFacts[]): Fired[] {
	const fired = new Map<string, Fired>();
	for (const event of events) {
		const monitor = facts.find(({ id }) => id === event.monitor)?.name ?? event.monitor;
		if (fired.has(monitor) || !matchesGlob(prepared.rule.monitor, monitor)) continue;
		const matcher = prepared.pattern.matcher(event.text);
		if (matcher.find()) fired.set(monitor, { prepared, monitor, line: lineAt(event.text, matcher.start()) });
	}
	return [...fired.values()];
}

function words({ prepared: { number, rule }, monitor, line }: Fired): string {
	return `rule ${number}: ${rule.argument ?? "it happened"} (${monitor}: ${shorten(line, 120)})`;
}

function actOf(fired: Fired, type: "restart" | "stop" | "run"): RuleAct {
	const { rule, number } = fired.prepared;
	const why = shorten(`rule ${number}, ${fired.monitor} said: ${fired.line}`, 200);
	return { type, target: rule.argument ?? fired.monitor, rule, why };
}

function lineAt(text: string, index: number): string {
	const end = text.indexOf("\n", index);
	return text.slice(text.lastIndexOf("\n", index - 1) + 1, end < 0 ? undefined : end);
}

function recent(memory: RuleMemory, now: number): RuleMemory {
	const kept = Object.entries(memory).map(
		([key, times]) => [key, times.filter((at) => now - at < acting.withinMs)] as const,
	);
	return Object.fromEntries(kept.filter(([, times]) => times.length > 0));
}
