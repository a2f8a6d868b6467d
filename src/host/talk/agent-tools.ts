import { allEvents, allMonitors, findMonitor } from "../../core/session/select.ts";
import type { EventCounts, Monitor } from "../../core/session/state.ts";
import type { ClientCommand } from "../../model/command.ts";
import type { Event } from "../../model/event.ts";
import type { Result } from "../../model/failure.ts";
import { ok } from "../../model/failure.ts";
import type { MonitorSpec, Socket } from "../../model/monitor.ts";
import { monitorSpecSchema, socketName, socketSandbox, wordsOf } from "../../model/monitor.ts";
import { shellCommand } from "../../model/shell-line.ts";
import type { AgentTools, MonitorFacts } from "../agent/backend.ts";
import type { Monitors } from "../monitors.ts";
import type { Session } from "../session.ts";

/** What the built-in agent may see and do, on the live session. */
export function agentTools(parts: {
	session: Session;
	monitors: Monitors;
	onBell: (text: string) => void;
}): AgentTools {
	const { session, monitors } = parts;
	const act = (command: ClientCommand, why?: string): Result<void> => {
		if (why !== undefined) session.dispatch({ type: "notice", text: why });
		const done = session.dispatch(command);
		return done.ok ? ok(undefined) : done;
	};
	return {
		list: (since) => allMonitors(session.state).map((monitor) => facts(monitor, monitors, since)),
		read: async (name, lines) => {
			const monitor = findMonitor(session.state, name);
			if (!monitor.ok) return monitor;
			const found = (await monitors.log(monitor.value.id)?.tail(lines)) ?? [];
			return ok(found.map((line) => line.text));
		},
		recent: (since) => delivered(allEvents(session.state), since),
		spec: (command, name) => ok(shellSpec(session.state.cwd, command, name)),
		propose: (proposal, why) => {
			const { approvals } = session.state.counters;
			const parked = session.dispatch({ type: "propose", proposal, by: "agent", why });
			return parked.ok ? ok(session.state.counters.approvals > approvals ? "asked" : "waits") : parked;
		},
		stop: (name, why) => act({ type: "stop", monitors: [name], how: "term" }, why),
		restart: (name, why) => act({ type: "restart", monitors: [name] }, why),
		start: (spec, why) => {
			if (why !== undefined) session.dispatch({ type: "notice", text: why });
			const started = session.dispatch({ type: "start", spec, anyName: true });
			if (!started.ok) return started;
			return ok(session.state.monitors[started.value.monitor ?? ""]?.spec.name ?? spec.name);
		},
		setPolicy: (name, policy) => act({ type: "set-policy", monitors: [name], policy }),
		notify: parts.onBell,
	};
}

/** A typed command line as a monitor: a shell runs it, as in a terminal. */
export function shellSpec(cwd: string, command: string, name?: string): MonitorSpec {
	const word = name ?? command.trim().split(/\s+/)[0]?.split("/").at(-1) ?? "";
	return monitorSpecSchema.parse({ name: nameOf(word), command: shellCommand(command), cwd });
}

/** A WebSocket as a monitor that listens to it. */
export function socketSpec(cwd: string, socket: Socket, name?: string): MonitorSpec {
	return monitorSpecSchema.parse({ name: nameOf(name ?? socketName(socket)), socket, cwd, sandbox: socketSandbox });
}

/** A name that can be typed: without blanks and without what cannot be seen. */
function nameOf(word: string): string {
	const shown = word
		.replace(/[\p{C}\p{Z}]/gu, "")
		.slice(0, 80)
		.toWellFormed();
	return shown || "monitor";
}

function delivered(events: readonly Event[], since: number): Event[] {
	return events.filter((event) => event.deliveredAt !== undefined && event.deliveredAt >= since);
}

function facts(monitor: Monitor, monitors: Monitors, since: number | undefined): MonitorFacts {
	const { id, spec, state, exitCode, signal, policy, startedAt, endedAt } = monitor;
	const live = monitors.get(id);
	const stats = live?.run ? live.pipeline?.stats : undefined;
	return {
		...{ id, name: spec.name, state, policy, startedAt, command: wordsOf(spec) },
		...(exitCode === undefined ? {} : { exitCode }),
		...(signal === undefined ? {} : { signal }),
		...(endedAt === undefined ? {} : { endedAt }),
		...(stats?.lastLineAt === undefined ? {} : { lastLineAt: monitors.clock.toWall(stats.lastLineAt) }),
		...(stats?.regularIntervalMs === undefined ? {} : { lineIntervalMs: stats.regularIntervalMs }),
		counts: since === undefined ? monitor.counts : countsSince(monitor.events, since),
	};
}

function countsSince(events: readonly Event[], since: number): EventCounts {
	const counts: EventCounts = { total: 0, held: 0, forwarded: 0, muted: 0, dropped: 0, suppressed: 0 };
	for (const event of events) {
		if (event.at < since) continue;
		counts.total += 1;
		counts[event.verdict] += 1;
	}
	return counts;
}
