import { ownAgent } from "../../core/session/select.ts";
import type { State } from "../../core/session/state.ts";
import type { Entry } from "../../model/entry.ts";
import type { Result } from "../../model/failure.ts";
import { failed, ok } from "../../model/failure.ts";
import type { SessionLink } from "../connect/link.ts";
import { complain } from "../print.ts";

/** A login through a web page has five minutes, and a start that follows it two. */
const startMs = 420_000;

/**
 * Waits until an agent that is about to be started is ready, or dead with a reason. Call it before the start.
 * What the agent says meanwhile is told: it may be an address to open, or a code to type there.
 */
export async function awaitStart(link: SessionLink, agent: string): Promise<Result<void>> {
	let timer: NodeJS.Timeout | undefined;
	const late = new Promise<Result<void>>((resolve) => {
		const failure = failed("agent-unavailable", `${agent} still starts`, "monmux agents tells how it goes on.");
		timer = setTimeout(resolve, startMs, failure);
	});
	const gone = link.closed.then(() => failed("no-session", "the session ended"));
	try {
		return await Promise.race([reached(link, agent), gone, late]);
	} finally {
		clearTimeout(timer);
	}
}

function reached(link: SessionLink, agent: string): Promise<Result<void>> {
	return new Promise((resolve) => {
		link.onEntries((entries) => {
			for (const entry of entries) tellWords(entry, agent);
			const changed = entries.some((entry) => entry.type === "agent-changed" && entry.agent === agent);
			const outcome = changed ? outcomeOf(link.state(), agent) : undefined;
			if (outcome) resolve(outcome);
		});
	});
}

function tellWords(entry: Entry, agent: string): void {
	if (entry.type === "agent-said" && entry.agent === agent) complain(entry.text.trim());
}

/** How a start ended; undefined while it goes on. */
function outcomeOf(state: State, id: string): Result<void> | undefined {
	const agent = ownAgent(state, id);
	if (agent?.state === "starting") return undefined;
	if (agent?.state === "ready") return ok(undefined);
	return failed("agent-unavailable", agent ? `${id} is dead: ${agent.reason ?? "it ended"}` : `${id} has left`);
}
