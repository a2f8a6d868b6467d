import { cutAtGrapheme } from "../../../base/cut-text.ts";
import type { AgentSink } from "../backend.ts";

/** Lines of an agent that are told while it logs itself in; a browser's log is not worth more. */
const mostLines = 40;
const longestLine = 2000;

/** Tells a person what an agent prints while it logs itself in: it may be an address to open, or a code to type there. */
export function tellLogin(sink: AgentSink): (lines: readonly string[]) => void {
	let left = mostLines;
	return (lines) => {
		for (const line of lines.slice(0, left)) {
			const begins = left === mostLines;
			sink.said(undefined, (begins ? "" : "\n") + cutAtGrapheme(line, longestLine), !begins);
			left -= 1;
		}
	};
}
