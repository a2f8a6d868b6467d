import { assertNever } from "../base/assert-never.ts";
import { countOf } from "../base/format-count.ts";
import { exitDraft } from "../core/events/exit-draft.ts";
import type { Effect } from "../core/session/effect.ts";
import type { MonitorSpec } from "../model/monitor.ts";
import type { LiveMonitor, Monitors } from "./monitors.ts";
import type { RunEnd } from "./pty/monitor-run.ts";
import type { PipelineOutput } from "./pty/pipeline.ts";
import { explainExit } from "./sandbox/explain-exit.ts";
import type { Session } from "./session.ts";
import type { Stopper } from "./stop-monitor.ts";
import type { Agents } from "./talk/agents.ts";
import type { Alarm } from "./talk/alarm.ts";
import type { AgentWish } from "./talk/begin-agents.ts";

/** Everything that effects act on. */
export type World = {
	readonly session: Session;
	readonly monitors: Monitors;
	readonly agents: Agents;
	/** Keeps who leads in the person's configuration. */
	rememberAgent(agent: AgentWish): void;
	readonly stopper: Stopper;
	/** Wakes the session when the time has come that a decision asked for. */
	readonly alarm: Alarm;
	/** `off` when the person wants no sandbox at all; a monitor's own spec may say so too. */
	readonly sandbox: "on" | "off";
};

/** Performs one effect. What comes of it returns to the session as a command. */
export function runEffect(world: World, effect: Effect): void {
	switch (effect.type) {
		case "start-monitor":
			startMonitor(world, effect);
			break;
		case "stop-monitor":
			world.stopper.stop(effect.monitor, effect.how);
			break;
		case "forget-monitor":
			world.monitors.forget(effect.monitor);
			break;
		case "prompt":
			world.agents.prompt(effect.prompt);
			break;
		case "steer":
			void world.agents.steer(effect.prompt);
			break;
		case "wake":
			world.alarm.set(effect.at);
			break;
		case "cancel-turn":
			world.agents.cancel(effect.agent);
			break;
		case "start-agent":
			void world.agents.start({ ...effect, id: effect.agent });
			break;
		case "stop-agent":
			void world.agents.stop(effect.agent);
			break;
		case "remember-lead":
			world.rememberAgent({ id: effect.kind, command: effect.command });
			break;
		case "answer-permission":
			world.agents.answer(effect.approval, effect.choice);
			break;
		case "remember":
			world.agents.remember(effect.approval.agent, effect.approval.proposal, "always");
			break;
		default:
			assertNever(effect);
	}
}

function startMonitor(world: World, effect: Extract<Effect, { type: "start-monitor" }>): void {
	const { session, monitors, stopper } = world;
	const { monitor } = effect;
	const mode = world.sandbox === "off" ? "off" : effect.spec.sandbox.mode;
	const spec = { ...effect.spec, sandbox: { ...effect.spec.sandbox, mode } };
	const started = monitors.start(monitor, spec);
	if (!started.ok) {
		session.dispatch({ type: "monitor-failed", monitor, failure: started.failure });
		return;
	}
	session.dispatch({ type: "monitor-started", monitor, sandboxed: mode === "on" });
	if (spec.caps.timeoutMs > 0) stopper.endAfter(monitor, spec.caps.timeoutMs);
}

/** What a pipeline let out, as commands. */
export function tellOutputs(session: Session, monitor: string, outputs: readonly PipelineOutput[]): void {
	for (const output of outputs) {
		switch (output.type) {
			case "pass":
				session.dispatch({ type: "observe", monitor, draft: output.draft });
				break;
			case "suppress":
			case "grow":
				session.dispatch({ type: output.type, monitor, draft: output.draft });
				break;
			case "over-cap":
			case "calm":
				session.dispatch({ type: output.type, monitor });
				break;
			case "max-events": {
				const max = session.state.monitors[monitor]?.spec.caps.maxEvents ?? 0;
				session.dispatch({ type: "end-by-cap", monitor, reason: `its ${max} events are used up` });
				break;
			}
			default:
				assertNever(output);
		}
	}
}

/** A run ended: the exit event first, then the fact. */
export function tellEnd(
	world: Pick<World, "session" | "stopper">,
	live: LiveMonitor,
	end: RunEnd & { now: number },
): void {
	const { session, stopper } = world;
	stopper.ended(live.id);
	const monitor = session.state.monitors[live.id];
	if (!monitor) return;
	const { exitCode, signal } = asSignal(end, monitor.stopping !== undefined);
	const stderrTail = live.pipeline?.tail("stderr") ?? [];
	const hint = monitor.stopping ? undefined : explain(monitor.spec, exitCode, live);
	const reason = monitor.stopping ? withLate(monitor.reason, live.pipeline?.counts.afterLast ?? 0) : undefined;
	const told = { exitCode, signal, durationMs: end.now - live.startedAt, reason, stderrTail, hint };
	const draft = exitDraft({ ...told, appeared: end.appeared });
	session.dispatch({ type: "observe", monitor: live.id, draft });
	session.dispatch({
		type: "monitor-ended",
		monitor: live.id,
		...(exitCode === undefined ? {} : { exitCode }),
		...(signal === undefined ? {} : { signal }),
	});
}

/** What came between the last event and the end is in no event; only its number is told. */
function withLate(reason: string | undefined, lines: number): string | undefined {
	return reason === undefined || lines === 0 ? reason : `${reason}, and ${countOf(lines, "line")} came after them`;
}

function explain(spec: MonitorSpec, exitCode: number | undefined, live: LiveMonitor): string | undefined {
	const tail = (stream: "stdout" | "stderr"): string[] => live.pipeline?.tail(stream) ?? [];
	return explainExit({ spec, exitCode, stderrTail: tail("stderr"), stdoutTail: tail("stdout") });
}

const signalNames: Record<number, string> = {
	1: "SIGHUP",
	2: "SIGINT",
	3: "SIGQUIT",
	6: "SIGABRT",
	9: "SIGKILL",
	11: "SIGSEGV",
	15: "SIGTERM",
};

/**
 * bwrap reports a script that a signal ended as 128 + n, as a shell does.
 * After a request to stop that code is the signal's; at other times it is told as the code it is.
 */
function asSignal(end: RunEnd, asked: boolean): { exitCode?: number; signal?: string } {
	if (end.signal !== undefined) return { signal: signalNames[end.signal] ?? `signal ${end.signal}` };
	const name = asked ? signalNames[end.exitCode - 128] : undefined;
	return name ? { signal: name } : { exitCode: end.exitCode };
}
