import type { Result } from "../../../../model/failure.ts";
import { failed, ok } from "../../../../model/failure.ts";
import type { MonitorFacts } from "../../backend.ts";
import { shorten } from "../wording.ts";

/** By id, number or name, as written, in any case, or by an unmistakable beginning. */
export function findMonitor(name: string, facts: readonly MonitorFacts[]): Result<MonitorFacts> {
	const wanted = name.toLowerCase();
	const exact =
		facts.find((one) => one.id === name || one.name === name) ??
		facts.find((one) => one.name.toLowerCase() === wanted || one.id === `m${name}`);
	const beginning = facts.filter((one) => one.name.toLowerCase().startsWith(wanted));
	const found = exact ?? (beginning.length === 1 ? beginning[0] : undefined);
	if (found) return ok(found);
	return failed("unknown-monitor", `There is no monitor "${shorten(name, 80)}".`, known(facts));
}

/** The names there are, in one sentence. */
export function known(facts: readonly MonitorFacts[]): string {
	return facts.length === 0 ? "No monitor was started yet." : `There is: ${facts.map((one) => one.name).join(", ")}.`;
}
