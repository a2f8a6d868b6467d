import type { Prompt } from "../../../../core/session/effect.ts";
import type { Event } from "../../../../model/event.ts";
import type { Rule } from "../../../../model/rule.ts";
import type { MonitorFacts } from "../../backend.ts";
import { shorten, span } from "../wording.ts";
import type { RuleMemory } from "./rest.ts";
import { acting, actsOf, recentActs, saidRest } from "./rest.ts";
import type { PreparedRule } from "./rules.ts";
import { matchesGlob } from "./rules.ts";

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

type Fired = { readonly prepared: PreparedRule; readonly monitor: string; readonly line: string };
type Obeyed = { readonly lines: readonly string[]; readonly acts: readonly RuleAct[]; readonly memory: RuleMemory };

/**
 * What the rules make of the events of a turn. Each rule fires once per monitor and turn.
 * The acts are not counted yet: whoever performs them counts those that take place.
 */
export function obey(
	before: RuleMemory,
	world: { readonly prompt: Prompt; readonly facts: readonly MonitorFacts[]; readonly rules: readonly PreparedRule[] },
	now: number,
): Obeyed {
	const lines: string[] = [];
	const acts: RuleAct[] = [];
	let memory = recentActs(before, now);
	for (const fired of world.rules.flatMap((prepared) => firings(prepared, world.prompt.events, world.facts))) {
		const { rule } = fired.prepared;
		if (rule.action === "say") lines.push(words(fired));
		else if (rule.action === "notify") acts.push({ type: "notify", text: words(fired) });
		else if (actsOf(memory, rule) + wanted(acts, rule) < acting.times) acts.push(actOf(fired, rule.action));
		else {
			const said = saidRest(memory, rule);
			lines.push(...(said ? [rests(fired)] : []));
			memory = said ?? memory;
		}
	}
	return { lines, acts, memory };
}

/** How often a rule is to act in this turn already. */
function wanted(acts: readonly RuleAct[], rule: Rule): number {
	return acts.filter((act) => act.type !== "notify" && act.rule === rule).length;
}

function rests({ prepared }: Fired): string {
	return `rule ${prepared.number} rests: it acted or asked ${acting.times} times in ${span(acting.withinMs)}`;
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
