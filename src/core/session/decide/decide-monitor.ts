import { cutAtGrapheme } from "../../../base/cut-text.ts";
import type { ClientCommand, HostCommand } from "../../../model/command.ts";
import type { Entry } from "../../../model/entry.ts";
import type { Result } from "../../../model/failure.ts";
import { failed } from "../../../model/failure.ts";
import { type Actor, type MonitorSpec, wordsOf } from "../../../model/monitor.ts";
import type { Effect } from "../effect.ts";
import { allAgents, findMonitor, findMonitors, ownMonitor, runningMonitors } from "../select.ts";
import type { Monitor, State } from "../state.ts";
import { endSuppression } from "./decide-event.ts";
import { abandonSteer } from "./decide-steer.ts";
import { withdrawAll } from "./decide-turn.ts";
import type { Decision, Moment } from "./decision.ts";
import { entriesOnly } from "./decision.ts";

type ClientCommandOf<T> = Extract<ClientCommand, { type: T }>;
type HostCommandOf<T> = Extract<HostCommand, { type: T }>;

/** What the schema of a spec allows. */
const longestName = 80;
/** Characters of a command that a notice tells. */
const longestTold = 200;

/** A new monitor, or an ended one of the same name with a new spec. */
export function startMonitor(
	now: Moment,
	command: ClientCommandOf<"start">,
	{ by, agents }: { by: Actor; agents: readonly string[] } = { by: "person", agents: [] },
): Result<Decision> {
	const full = refuseOverCap(now.state, { more: 1, runs: 1 });
	if (full) return full;
	const spec = command.anyName ? withFreeName(now.state, command.spec) : command.spec;
	if (looksLikeId(spec.name)) {
		return failed("name-taken", `"${spec.name}" is how the ids of monitors look`, "Choose another name with --name.");
	}
	const same = Object.values(now.state.monitors).find((monitor) => monitor.spec.name === spec.name);
	if (same?.state === "running") {
		return failed(
			"name-taken",
			`a monitor named "${spec.name}" is running`,
			"Choose another name with --name, or end that one first (monmux kill).",
		);
	}
	const id = same?.id ?? `m${now.state.counters.monitors + 1}`;
	return {
		ok: true,
		value: {
			entries: [
				{ type: "monitor-added", at: now.at, monitor: id, spec, by, agents: [...agents] },
				...tellReplaced(now, same, spec),
			],
			effects: [{ type: "start-monitor", monitor: id, run: (same?.runs ?? 0) + 1, spec }],
			monitor: id,
		},
	};
}

/** Ended monitors run again; running ones are stopped first. */
export function restartMonitors(now: Moment, names: readonly string[]): Result<Decision> {
	const found = findMonitors(now.state, names);
	if (!found.ok) return found;
	const ended = found.value.filter((monitor) => monitor.state !== "running");
	const full = refuseOverCap(now.state, { more: ended.length, runs: found.value.length });
	if (full) return full;
	const entries: Entry[] = [];
	const effects: Effect[] = [];
	for (const monitor of found.value) {
		if (monitor.state === "running") {
			entries.push(stopping(monitor, { at: now.at, how: "term", by: "person", restart: true }));
			effects.push({ type: "stop-monitor", monitor: monitor.id, how: "term" });
		} else {
			const again = runAgain(monitor, now.at);
			entries.push(...again.entries);
			effects.push(...again.effects);
		}
	}
	return { ok: true, value: { entries, effects } };
}

/** TERM with grace, or the whole sandbox at once. What waits for the agent is held: the person said that this was enough. */
export function stopMonitors(now: Moment, command: ClientCommandOf<"stop">, by: Actor = "person"): Result<Decision> {
	const found = findMonitors(now.state, command.monitors);
	if (!found.ok) return found;
	const ended = found.value.find((monitor) => monitor.state !== "running");
	if (ended)
		return failed("not-allowed", `monitor "${ended.spec.name}" has ended already`, "monmux restart runs it again.");
	return {
		ok: true,
		value: {
			entries: found.value.flatMap((monitor) => [
				stopping(monitor, { at: now.at, how: command.how, by, restart: false }),
				...takeFromQueue(now, monitor, { verdict: "held", reason: "its monitor was stopped" }),
			]),
			effects: found.value.map((monitor) => ({ type: "stop-monitor", monitor: monitor.id, how: command.how })),
		},
	};
}

/** What happens to the coming events; a mute also takes what waits for the agent. */
export function setPolicies(
	now: Moment,
	command: ClientCommandOf<"set-policy">,
	by: Actor = "person",
): Result<Decision> {
	const found = findMonitors(now.state, command.monitors);
	if (!found.ok) return found;
	const { policy } = command;
	const entries = found.value.flatMap((monitor): Entry[] => [
		{ type: "policy-changed", at: now.at, monitor: monitor.id, policy, by },
		...(policy === "mute" ? takeFromQueue(now, monitor, { verdict: "muted" }) : []),
	]);
	return entriesOnly(...entries);
}

/** A run ended; it begins again when that was asked for. */
export function endedMonitor(now: Moment, fact: HostCommandOf<"monitor-ended">): Result<Decision> {
	const monitor = now.state.monitors[fact.monitor];
	const ended: Entry = { ...fact, at: now.at };
	if (!monitor?.restarting) return entriesOnly(ended);
	const again = runAgain(monitor, now.at);
	return { ok: true, value: { entries: [ended, ...again.entries], effects: again.effects } };
}

/** Events came faster than the rate cap for too long. */
export function overCap(now: Moment, id: string): Result<Decision> {
	const monitor = ownMonitor(now.state, id);
	if (!monitor) return entriesOnly();
	const action = monitor.spec.caps.overCap;
	const reason = "over its rate cap for 60 s";
	if (action === "kill")
		return endByCap(now, { type: "end-by-cap", monitor: id, reason }, endSuppression(now, monitor, reason));
	if (monitor.policy === action || monitor.policy === "mute") return entriesOnly();
	const { name } = monitor.spec;
	const text =
		action === "mute"
			? `${name} is muted: ${reason}; m, or monmux unmute, lets its events through again.`
			: `${name} is on hold: ${reason}; a, or monmux auto, forwards its events again.`;
	return entriesOnly(
		...endSuppression(now, monitor, reason),
		{ type: "policy-changed", at: now.at, monitor: id, policy: action, by: "cap", reason },
		{ type: "noticed", at: now.at, text },
	);
}

/** A cap (time, number of events) ends a monitor. */
export function endByCap(
	now: Moment,
	fact: HostCommandOf<"end-by-cap">,
	before: readonly Entry[] = [],
): Result<Decision> {
	const monitor = now.state.monitors[fact.monitor];
	if (monitor?.state !== "running" || monitor.stopping) return entriesOnly();
	return {
		ok: true,
		value: {
			entries: [
				...before,
				stopping(monitor, { at: now.at, how: "term", by: "cap", restart: false, reason: fact.reason }),
			],
			effects: [{ type: "stop-monitor", monitor: monitor.id, how: "term" }],
		},
	};
}

/**
 * The last host of this session is gone, and its monitors and its agents' turns with it.
 * They ended when it was last heard of, `lastAt`, and not only now.
 */
export function recover(now: Moment, lastAt = now.at): Result<Decision> {
	const at = Math.min(lastAt, now.at);
	const monitors = runningMonitors(now.state);
	const entries: Entry[] = monitors.flatMap((monitor): Entry[] => [
		stopping(monitor, { at, how: "kill", by: "host", restart: false, reason: "the host ended" }),
		{ type: "monitor-ended", at, monitor: monitor.id, signal: "SIGKILL" },
	]);
	entries.push(
		...allAgents(now.state).flatMap((agent): Entry[] => {
			const { id, conversation } = agent;
			const { turn } = conversation;
			const gone: Entry = { type: "agent-changed", at: now.at, agent: id, state: "dead", reason: "the host ended" };
			const withdrawn = [...abandonSteer(now, agent), ...withdrawAll(now, id), gone];
			if (!turn) return withdrawn;
			return [
				...withdrawn,
				{ type: "turn-ended", at: now.at, agent: id, turn: turn.id, stop: "failed", error: "the host ended" },
			];
		}),
	);
	if (monitors.length > 0) {
		const names = monitors.map((monitor) => monitor.spec.name).join(", ");
		entries.push({
			type: "noticed",
			at: now.at,
			text: `The host had ended. These monitors ended with it: ${names}. r runs one again.`,
		});
	}
	return entriesOnly(...entries);
}

/** Who knows a name by what it ran must see that it runs something else. */
function tellReplaced(now: Moment, before: Monitor | undefined, spec: MonitorSpec): Entry[] {
	const words = wordsOf(spec);
	if (!before || JSON.stringify(wordsOf(before.spec)) === JSON.stringify(words)) return [];
	return [
		{
			type: "noticed",
			at: now.at,
			text: `${spec.name} runs another command now: ${cutAtGrapheme(words.join(" "), longestTold)}`,
		},
	];
}

/** The waiting events of a monitor get another verdict, and leave the queue by it; what one owner has, the others get too. */
function takeFromQueue(now: Moment, monitor: Monitor, to: { verdict: "muted" | "held"; reason?: string }): Entry[] {
	const waiting = new Set(allAgents(now.state).flatMap((agent) => agent.conversation.waiting.map((one) => one.event)));
	const taken = monitor.events.filter((event) => waiting.has(event.id) && event.deliveredAt === undefined);
	const events = taken.map((event) => event.id);
	return events.length === 0 ? [] : [{ type: "verdict-changed", at: now.at, events, by: "policy", ...to }];
}

/** The same spec with the policy of now; a muted one stays muted and knows what it returns to. */
function runAgain(monitor: Monitor, at: number): { entries: Entry[]; effects: Effect[] } {
	const { id, policy, policyBeforeMute } = monitor;
	const spec = { ...monitor.spec, policy: policyBeforeMute };
	const muted: Entry = { type: "policy-changed", at, monitor: id, policy: "mute", by: "policy" };
	return {
		entries: [
			{ type: "monitor-added", at, monitor: id, spec, by: "person", agents: [] },
			...(policy === "mute" ? [muted] : []),
		],
		effects: [{ type: "start-monitor", monitor: monitor.id, run: monitor.runs + 1, spec: monitor.spec }],
	};
}

function stopping(
	monitor: Monitor,
	how: { at: number; how: "term" | "kill"; by: Actor; restart: boolean; reason?: string },
): Entry {
	return { type: "monitor-stopping", monitor: monitor.id, ...how };
}

/** `more` monitors would be at work at once than now, for so many runs. */
function refuseOverCap(state: State, wish: { more: number; runs: number }): ReturnType<typeof failed> | undefined {
	const { monitors, runs } = state.limits;
	if (monitors > 0 && wish.more > 0 && runningMonitors(state).length + wish.more > monitors) {
		return failed(
			"over-cap",
			`${runningMonitors(state).length} monitors are running, and the cap is ${monitors}`,
			"End one first (x, or monmux kill NAME).",
		);
	}
	if (runs > 0 && state.counters.runs + wish.runs > runs) {
		return failed(
			"over-cap",
			`this session has run ${state.counters.runs} scripts, and the cap is ${runs}`,
			"monmux stop, then begin a new session, or raise limits.runs.",
		);
	}
	return undefined;
}

function withFreeName(state: State, spec: MonitorSpec): MonitorSpec {
	let name = spec.name;
	for (let n = 2; looksLikeId(name) || findMonitor(state, name).ok; n += 1) {
		name = `${cutAtGrapheme(spec.name, longestName - `-${n}`.length)}-${n}`;
	}
	return { ...spec, name };
}

/** Such a name would stand for another monitor wherever an id may be given. */
function looksLikeId(name: string): boolean {
	return /^m\d+$/.test(name);
}
