import { resolve } from "node:path";
import { allMonitors, findMonitor, ownAgent, ownersOf, ownMonitor } from "../../core/session/select.ts";
import type { Monitor } from "../../core/session/state.ts";
import type { Result } from "../../model/failure.ts";
import { failed, ok } from "../../model/failure.ts";
import { capsSchema, type MonitorSpec, sandboxSpecSchema, wordsOf } from "../../model/monitor.ts";
import { commandText } from "../../model/shell-line.ts";
import type { HubTools, MonitorRow, ReadAnswer, ReadRequest, StartAnswer, StartRequest } from "../hub/hub-tools.ts";
import { Sieve } from "../journal/raw/sieve.ts";
import type { Monitors } from "../monitors.ts";
import type { Session } from "../session.ts";
import { shellSpec, socketSpec } from "./agent-tools.ts";
import { updateMonitor } from "./update-monitor.ts";

/** What the hub's tools do, on the live session. */
export function hubTools(parts: { session: Session; monitors: Monitors; now: () => number }): HubTools {
	const { session } = parts;
	return {
		start: async (agent, request) => propose(session, agent, request),
		stop: async (agent, name) => stop(session, agent, name),
		list: async () =>
			ok([...allMonitors(session.state).map((monitor) => row(monitor, parts.now())), ...waiting(parts)]),
		read: async (agent, request) => {
			const monitor = owned(session, agent, request.monitor);
			return monitor.ok ? read(parts, monitor.value, request) : monitor;
		},
		update: async (agent, name, decide) => {
			const monitor = owned(session, agent, name);
			return monitor.ok ? updateMonitor(parts, monitor.value, decide) : monitor;
		},
	};
}

function propose(session: Session, agent: string, request: StartRequest): Result<StartAnswer> {
	const other = request.onBehalfOf;
	if (other !== undefined && !ownAgent(session.state, other)) {
		return failed(
			"unknown-agent",
			`no agent "${other}" in this session`,
			`Agents here: ${Object.keys(session.state.agents).join(", ")}.`,
		);
	}
	const spec = specOf(session.state.cwd, request);
	const proposal = { type: "start", spec, agents: [other ?? agent] } as const;
	const asked = session.dispatch({
		type: "propose",
		proposal: { ...proposal, agents: [...proposal.agents] },
		by: "agent",
		agent,
		why: request.description,
	});
	if (!asked.ok) return asked;
	const { approval = "", monitor } = asked.value;
	if (monitor === undefined) return ok({ id: approval, state: "pending-approval" });
	const failure = ownMonitor(session.state, monitor)?.failure;
	return failure ? { ok: false, failure } : ok({ id: monitor, state: "running" });
}

function specOf(cwd: string, request: StartRequest): MonitorSpec {
	const { timeoutMs = 0, silenceMs = 0, maxEvents = 0, match, exclude } = request;
	return {
		...workOf(cwd, request),
		cwd: resolve(cwd, request.cwd ?? "."),
		policy: request.policyHint === "mute" ? "mute" : "hold",
		...(match === undefined ? {} : { match }),
		...(exclude === undefined ? {} : { exclude }),
		caps: capsSchema.parse({ timeoutMs, silenceMs, maxEvents }),
	};
}

function workOf(cwd: string, { command, socket, name, net, readOnly }: StartRequest): MonitorSpec {
	if (socket !== undefined) return socketSpec(cwd, socket, name);
	return { ...shellSpec(cwd, command, name), sandbox: sandboxSpecSchema.parse({ net, readOnly }) };
}

/** An agent may end what it owns; the person is asked, since a script may be in the middle of something. */
function stop(
	session: Session,
	agent: string,
	name: string,
): ReturnType<HubTools["stop"]> extends Promise<infer R> ? R : never {
	const request = session.state.approvals.find(
		({ id, agent: asker, proposal }) => id === name && asker === agent && proposal.type !== "permit",
	);
	if (request) {
		session.dispatch({ type: "withdraw", approval: request.id });
		return ok({ id: request.id, state: "withdrawn" });
	}
	const monitor = owned(session, agent, name);
	if (!monitor.ok) return monitor;
	const { id } = monitor.value;
	if (monitor.value.state !== "running") return ok({ id, state: "ended" });
	const proposal = { type: "stop", monitor: id } as const;
	const asked = session.dispatch({ type: "propose", proposal, by: "agent", agent, why: `${agent} wants to end it` });
	return asked.ok ? ok({ id, state: "pending-approval" }) : asked;
}

/** A monitor that this agent gets the events of. */
function owned(session: Session, agent: string, name: string): Result<Monitor> {
	const monitor = findMonitor(session.state, name);
	if (!monitor.ok || ownersOf(session.state, monitor.value).includes(agent)) return monitor;
	return failed(
		"not-allowed",
		`the monitor "${monitor.value.spec.name}" belongs to another agent`,
		"Ask the person to route it here.",
	);
}

function row(monitor: Monitor, now: number): MonitorRow {
	const { id, spec, state, policy, exitCode, signal, startedAt, endedAt, counts } = monitor;
	const command = commandText(wordsOf(spec));
	const ageMs = (endedAt ?? now) - startedAt;
	return {
		id,
		name: spec.name,
		state,
		command,
		policy,
		exitCode,
		signal,
		ageMs,
		lastSeq: counts.total,
		events: counts,
	};
}

/** The requests that wait for the person. */
function waiting({ session, now }: { session: Session; now: () => number }): MonitorRow[] {
	return session.state.approvals.flatMap(({ id, at, proposal }) =>
		proposal.type === "start"
			? [
					{
						id,
						name: proposal.spec.name,
						state: "pending-approval",
						command: commandText(wordsOf(proposal.spec)),
						ageMs: now() - at,
					},
				]
			: [],
	);
}

async function read(
	parts: { monitors: Monitors; now: () => number },
	monitor: Monitor,
	{ lines: most, sinceSeq, accepts }: ReadRequest,
): Promise<Result<ReadAnswer>> {
	const about = row(monitor, parts.now());
	if (sinceSeq !== undefined) {
		const kept = monitor.events.filter((event) => event.seq > sinceSeq);
		const later = kept.flatMap(({ text }) => text.split("\n"));
		const sieve = new Sieve(accepts ?? (() => true));
		const found = await sieve.accepted(later.map((text) => ({ text })));
		if (sieve.gaveUp) return tooSlow();
		const answer = lastOf(about, texts(found), most);
		const events = Math.max(0, monitor.counts.total - sinceSeq - kept.length);
		return ok(events === 0 ? answer : { ...answer, omitted: { ...answer.omitted, events } });
	}
	const log = parts.monitors.log(monitor.id);
	if (!log) return ok(lastOf(about, [], most));
	if (!accepts) return ok(lastOf(about, texts(await log.tail(most)), most));
	const { lines, total, gaveUp } = await log.search(accepts, most);
	if (gaveUp) return tooSlow();
	return ok({ monitor: about, lines: texts(lines), omitted: { lines: total - lines.length, bytes: 0 } });
}

function tooSlow(): ReturnType<typeof failed> {
	return failed(
		"bad-pattern",
		"the search took too long on this output and was given up",
		"Use a simpler pattern, or read lines without one.",
	);
}

function lastOf(monitor: MonitorRow, found: readonly string[], most: number): ReadAnswer {
	const lines = found.slice(-most);
	const left = found.slice(0, found.length - lines.length);
	const bytes = left.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
	return { monitor, lines, omitted: { lines: left.length, bytes } };
}

function texts(lines: readonly { readonly text: string }[]): string[] {
	return lines.map((line) => line.text);
}
