import type { Stop } from "../../../../base/disposable.ts";
import type { Result } from "../../../../model/failure.ts";
import { failed, ok } from "../../../../model/failure.ts";
import type { MonitorFacts } from "../../backend.ts";
import type { Memory } from "../answer.ts";
import { describeEnd } from "../digest.ts";
import type { Trouble } from "../story.ts";
import { near, span } from "../wording.ts";
import type { Desk } from "./desk.ts";
import { findMonitor, known } from "./find-monitor.ts";

type Lines = Result<readonly string[]>;

/** Output that does not come within this time is given up. */
const readWithinMs = 5000;

/** The last bad news, of one monitor or of all, in more words. */
export function sayWhy(name: string | undefined, memory: Memory, desk: Desk): Lines {
	const all = desk.tools.list();
	const chosen = name === undefined ? ok(undefined) : findMonitor(name, all);
	if (!chosen.ok) return chosen;
	const candidates = chosen.value ? [chosen.value] : all;
	const troubles = candidates.flatMap((facts) => {
		const trouble = memory.stories[facts.id]?.trouble;
		return trouble ? [{ facts, trouble }] : [];
	});
	const newest = troubles.toSorted((one, other) => other.trouble.at - one.trouble.at)[0];
	if (newest) return ok(describeTrouble(newest.facts, newest.trouble, desk));
	const failure = candidates.findLast(
		({ state, exitCode = 0 }) => state === "failed" || (state === "exited" && exitCode !== 0),
	);
	return ok(failure ? describeUntold(failure, desk) : ["No bad news reached me."]);
}

function describeTrouble(facts: MonitorFacts, { finding, at, excerpt }: Trouble, { clock, cwd }: Desk): string[] {
	const place = finding.place === undefined ? [] : [`  look at ${near(finding.place, cwd)}`];
	return [
		`${facts.name}, ${span(clock.now() - at)} ago: ${finding.title}${finding.more > 0 ? `, and ${finding.more} more` : ""}`,
		...(finding.detail === undefined ? [] : [`  ${finding.detail}`]),
		...place,
		...excerpt.map((line) => `  | ${line}`),
		`More: read ${quoted(facts.name)} 40`,
	];
}

/** A monitor that failed while its events were held or muted. */
function describeUntold(facts: MonitorFacts, { clock }: Desk): string[] {
	const held = facts.counts.held > 0 ? ` (${facts.counts.held} held)` : "";
	const ago = span(clock.now() - (facts.endedAt ?? facts.startedAt));
	return [
		`${facts.name}: ${describeEnd(facts)} ${ago} ago; why did not reach me${held}. Type: read ${quoted(facts.name)}`,
	];
}

function quoted(name: string): string {
	return /\s/.test(name) ? `"${name}"` : name;
}

/** The last lines of a monitor's output; without a name, of the only monitor. */
export async function readOutput(question: { name?: string; lines: number }, { tools, clock }: Desk): Promise<Lines> {
	const all = tools.list();
	const only = all.length === 1 ? all[0] : undefined;
	if (question.name === undefined && !only) return failed("bad-usage", "Which monitor?", known(all));
	const monitor = question.name === undefined && only ? ok(only) : findMonitor(question.name ?? "", all);
	if (!monitor.ok) return monitor;
	const output = await within(clock, tools.read(monitor.value.id, question.lines));
	if (!output.ok) return output;
	if (output.value.length === 0) return ok([`${monitor.value.name}: no output yet`]);
	return ok([`${monitor.value.name}:`, ...output.value.map((line) => `  | ${line}`)]);
}

async function within<T>(clock: Desk["clock"], reading: Promise<Result<T>>): Promise<Result<T>> {
	let stop: Stop = () => undefined;
	const late = new Promise<Result<T>>((resolve) => {
		const remedy = "Try again, or look at its pane.";
		stop = clock.every(readWithinMs, () => resolve(failed("internal", "The output did not come within 5 s.", remedy)));
	});
	try {
		return await Promise.race([reading, late]);
	} finally {
		stop();
	}
}
