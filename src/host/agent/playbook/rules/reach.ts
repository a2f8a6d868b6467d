import type { Rule } from "../../../../model/rule.ts";
import type { MonitorFacts } from "../../backend.ts";
import { shorten } from "../wording.ts";
import { matchesGlob } from "./rules.ts";

/** Monitors named in one sentence; more are counted. */
const namedAtMost = 3;

/** Why a new rule may see nothing: its monitors keep their events from the agent, or there is none of that name. */
export function sayReach(rule: Rule, facts: readonly MonitorFacts[]): readonly string[] {
	const meant = facts.filter(({ name }) => matchesGlob(rule.monitor, name));
	if (meant.length === 0)
		return rule.monitor === "*" ? [] : [`There is no monitor "${shorten(rule.monitor, 80)}" yet.`];
	return [...kept(meant, "hold", "on hold"), ...kept(meant, "mute", "muted")];
}

function kept(meant: readonly MonitorFacts[], policy: "hold" | "mute", words: string): string[] {
	const names = meant.filter((monitor) => monitor.policy === policy).map(({ name }) => name);
	const [first] = names;
	if (first === undefined) return [];
	const more = names.length - namedAtMost;
	const listed = `${names.slice(0, namedAtMost).join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
	const forward = `type "auto ${first}", and they are forwarded by themselves`;
	return [
		`It looks at forwarded events only, and ${listed} ${names.length === 1 ? "is" : "are"} ${words}: ${forward}.`,
	];
}
