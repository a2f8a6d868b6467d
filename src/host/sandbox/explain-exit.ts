import type { MonitorSpec } from "../../model/monitor.ts";
import { type ExitEvidence, exitRules } from "./explain/exit-rules.ts";

/** How a script ended, and the last it said. */
export type ExitReport = {
	readonly spec: MonitorSpec;
	/** Undefined when it was ended by a signal. */
	readonly exitCode: number | undefined;
	/** The last lines of each stream, oldest first. */
	readonly stderrTail: readonly string[];
	readonly stdoutTail: readonly string[];
};

/** Only the end of a long output is looked at, so that the cost is bounded. */
const linesLookedAt = 200;
const charactersLookedAt = 1000;

/**
 * One sentence that names the option which would allow what the sandbox refused to a failed script.
 * `undefined` when nothing points to the sandbox.
 * It judges by what the script printed, so it is a hint and never a ground for an action.
 */
export function explainExit(report: ExitReport): string | undefined {
	const { spec, exitCode, stderrTail, stdoutTail } = report;
	// What it printed are the words of a server, and the sandbox hides nothing that it needs.
	if (spec.socket !== undefined) return undefined;
	if (exitCode === 0 || exitCode === undefined || spec.sandbox.mode === "off") return undefined;
	// What a program says on stderr is nearer to the cause, and the last line nearer than the first.
	for (const tail of [stderrTail, stdoutTail]) {
		const lines = tail.slice(-linesLookedAt).reverse();
		for (const rule of exitRules) {
			const hint = firstHint(lines, { spec, explain: rule });
			if (hint !== undefined) return hint;
		}
	}
	return undefined;
}

type Search = { readonly spec: MonitorSpec; readonly explain: (evidence: ExitEvidence) => string | undefined };

function firstHint(lines: readonly string[], search: Search): string | undefined {
	for (const line of lines) {
		const hint = search.explain({ line: line.slice(0, charactersLookedAt), spec: search.spec });
		if (hint !== undefined) return hint;
	}
	return undefined;
}
