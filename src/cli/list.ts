import { eventRow, messageRow } from "../core/session/report.ts";
import { allEvents, findAgent, talkOf } from "../core/session/select.ts";
import type { State } from "../core/session/state.ts";
import type { Entry } from "../model/entry.ts";
import type { Result } from "../model/failure.ts";
import { ok } from "../model/failure.ts";
import { request } from "../wire/connection.ts";
import { type LogLine, notifications, requests } from "../wire/protocol.ts";
import type { Parsed } from "./arguments/parse-arguments.ts";
import { openLink, type SessionLink } from "./connect/link.ts";
import { complain, fail, print } from "./print.ts";
import { agentLines, eventLine, eventLines, iso, lsLines, transcriptLine, transcriptLines } from "./rows.ts";

/** `monmux ls` */
export async function ls(parsed: Parsed): Promise<number> {
	return withLink(async (link) => tell(lsLines(link.state(), parsed.flag("json"))));
}

/** `monmux agents` */
export async function agents(parsed: Parsed): Promise<number> {
	return withLink(async (link) => tell(agentLines(link.state(), parsed.flag("json"))));
}

/** `monmux events`: with `-f` an event is told again when its verdict changes; the last line of an id counts. */
export async function events(parsed: Parsed): Promise<number> {
	const how = { json: parsed.flag("json"), follow: parsed.flag("follow") };
	if (how.follow) return withLink((link) => tellAllEvents(link, how));
	return withState((state) => tell(eventLines(state, how.json)));
}

/** Prints the events there are and, when following, those that come until the session ends. */
export async function tellAllEvents(link: SessionLink, how: { json: boolean; follow: boolean }): Promise<number> {
	for (const line of eventLines(link.state(), how.json)) print(line);
	return how.follow ? follow(link, (entries) => tellEvents(link, entries, how.json)) : 0;
}

function tellEvents(link: SessionLink, entries: readonly Entry[], json: boolean): void {
	const touched = new Set(entries.flatMap(eventsOf));
	if (touched.size === 0) return;
	for (const event of allEvents(link.state())) {
		if (!touched.has(event.id)) continue;
		const row = eventRow(link.state(), event, iso);
		print(json ? JSON.stringify(row) : eventLine(row));
	}
}

/** `monmux transcript` */
export async function transcript(parsed: Parsed): Promise<number> {
	const json = parsed.flag("json");
	const tellTalk = (state: State): Result<string | undefined> => {
		const agent = askedAgent(state, parsed);
		if (agent.ok) tell(transcriptLines(state, json, agent.value));
		return agent;
	};
	if (!parsed.flag("follow")) return withState((state) => codeOf(tellTalk(state)));
	return withLink(async (link) => {
		const told = tellTalk(link.state());
		return told.ok ? followTalk(link, { agent: told.value, json }) : codeOf(told);
	});
}

/** The agent that was named; undefined for the leading one. */
function askedAgent(state: State, parsed: Parsed): Result<string | undefined> {
	const asked = parsed.text("agent");
	if (asked === undefined) return ok(undefined);
	const agent = findAgent(state, asked);
	return agent.ok ? ok(agent.value.id) : agent;
}

function codeOf(result: Result<unknown>): number {
	return result.ok ? 0 : fail(result.failure);
}

function followTalk(link: SessionLink, { agent, json }: { agent: string | undefined; json: boolean }): Promise<number> {
	let told = talkOf(link.state(), agent).said;
	return follow(link, () => {
		const talk = talkOf(link.state(), agent);
		for (const message of talk.messages) {
			if (message.seq <= told) continue;
			// A message of the running turn may still grow; what came after it waits for it, or its place would be lost.
			if (message.turn !== undefined && talk.turn?.id === message.turn) break;
			told = message.seq;
			const row = messageRow(message, iso);
			print(json ? JSON.stringify(row) : transcriptLine(row));
		}
	});
}

/** Lines of a log that are printed when nobody says how many. */
const defaultLines = 1000;

/** `monmux logs NAME` */
export async function logs(parsed: Parsed): Promise<number> {
	const lines = Number(parsed.text("lines") ?? defaultLines);
	if (!Number.isInteger(lines) || lines < 0) {
		return fail({ code: "bad-usage", message: `--lines takes a number of lines, not "${parsed.text("lines")}"` });
	}
	const json = parsed.flag("json");
	const tellLine = (line: LogLine): void => print(json ? JSON.stringify(line) : line.text);
	const following = parsed.flag("follow");
	return withLink(async (link) => {
		link.connection.onNotification(notifications.log, (more) => more.lines.forEach(tellLine));
		const asked = { monitor: parsed.words[0] ?? "", lines, follow: following };
		// One more than is shown tells whether there is more.
		const more = parsed.text("lines") === undefined ? 1 : 0;
		const found = await request(link.connection, requests.logs, { ...asked, lines: lines + more });
		if (!found.ok) return fail(found.failure);
		const shown = lines === 0 ? [] : found.value.slice(-lines);
		if (more > 0 && shown.length < found.value.length) complain(`monmux: the last ${lines} lines; -n N gives more`);
		shown.forEach(tellLine);
		return following ? follow(link, () => undefined) : 0;
	});
}

/** Stays until the session ends or the person interrupts. */
async function follow(link: SessionLink, tell: (entries: readonly Entry[]) => void): Promise<number> {
	link.onEntries(tell);
	await link.closed;
	complain("monmux: the session ended");
	return 0;
}

function tell(lines: readonly string[]): number {
	for (const line of lines) print(line);
	return 0;
}

/** What happened can be read of a session that is over, too: its journal is there until the next one begins. */
async function withState(act: (state: State) => number): Promise<number> {
	const link = await openLink();
	if (link.ok) {
		const code = act(link.value.state());
		link.value.close();
		return code;
	}
	if (link.failure.code !== "no-session") return fail(link.failure);
	const past = await (await import("./history.ts")).readPast();
	if (!past.ok) return fail(link.failure);
	complain("monmux: the session has ended; this is what its journal says");
	return act(past.value);
}

async function withLink(act: (link: SessionLink) => Promise<number>): Promise<number> {
	const link = await openLink();
	if (!link.ok) return fail(link.failure);
	try {
		return await act(link.value);
	} finally {
		link.value.close();
	}
}

function eventsOf(entry: Entry): readonly string[] {
	switch (entry.type) {
		case "event-recorded":
			return [entry.event.id];
		case "event-grown":
			return [entry.event];
		case "verdict-changed":
		case "turn-started":
			return entry.events;
		default:
			return [];
	}
}
