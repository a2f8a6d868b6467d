import { fileURLToPath } from "node:url";
import { SteadyClock } from "../base/steady-clock.ts";
import { emptyState } from "../core/session/state.ts";
import { type Limits, limitsSchema } from "../model/entry.ts";
import type { Result } from "../model/failure.ts";
import { describeFailure, failed, ok } from "../model/failure.ts";
import type { MonitorSpec } from "../model/monitor.ts";
import type { AgentTools } from "./agent/backend.ts";
import type { Desk } from "./agent/playbook/talk/desk.ts";
import { type Config, readConfig } from "./config.ts";
import { End } from "./end-session.ts";
import { Monitors } from "./monitors.ts";
import { openSession } from "./open-session.ts";
import type { Launch } from "./pty/monitor-run.ts";
import { runEffect, tellEnd, tellOutputs } from "./run-effect.ts";
import { checkDirectory } from "./sandbox/check-directory.ts";
import { probeSandbox, type SandboxProbe } from "./sandbox/probe-sandbox.ts";
import { OrphanWatch } from "./sandbox/processes/orphan-watch.ts";
import { wrapCommand } from "./sandbox/wrap-command.ts";
import { preferencesOf } from "./serve/preferences.ts";
import { type Serving, serve } from "./serve/serve.ts";
import { Session } from "./session.ts";
import { homeOf, makeDirectories, runtimeHome, sessionPaths, stateHome } from "./session-paths.ts";
import { asCommand } from "./socket/socket-command.ts";
import { Stopper } from "./stop-monitor.ts";
import { agentTools } from "./talk/agent-tools.ts";
import { Agents } from "./talk/agents.ts";
import { Alarm } from "./talk/alarm.ts";
import { type AgentWish, beginAgents } from "./talk/begin-agents.ts";
import { HubSlot } from "./talk/hub-slot.ts";
import { hubTools } from "./talk/hub-tools.ts";
import { backendMaker } from "./talk/make-backend.ts";
import { traceparent } from "./traceparent.ts";

/** What a host is told when it is started. */
export type HostOptions = {
	readonly cwd: string;
	readonly version: string;
	readonly limits: { readonly [K in keyof Limits]?: Limits[K] | undefined };
	/** The person's flag; the configuration may say `off` too. */
	readonly sandbox: "on" | "off";
	/** The agent of a new session, by its id in the catalogue or by its command line. */
	readonly agent?: AgentWish | undefined;
	readonly env: Readonly<Record<string, string | undefined>>;
};

/** A host at work. */
export type Host = { readonly session: Session; readonly end: End };

/** Puts a host together and opens its socket; what was begun is undone when something fails. */
export async function composeHost(options: HostOptions): Promise<Result<Host>> {
	const ground = await prepare(options);
	if (!ground.ok) return ground;
	const { config, paths, probe } = ground.value;
	let session = new Session({ now: Date.now });
	const notice = (text: string): void => void session.dispatch({ type: "notice", text });
	const opened = openSession(paths, {
		snapshot: () => session.state,
		onFailure: (failure) => notice(describeFailure(failure)),
	});
	if (!opened.ok) return opened;
	const { lock, journal, state, lastAt, troubles } = opened.value;
	session = new Session({ now: Date.now, state });
	session.onEntries((entries) => journal.append(entries));
	begin(session, { options, config, probe });
	let serving: Serving | undefined;
	const monitors = new Monitors({
		logs: paths.logs,
		clock: new SteadyClock(Date.now),
		scrollback: config.scrollback,
		logBytes: config.logBytes,
		launch: (monitor, spec, stderrTty) => launch({ monitor, spec, stderrTty }, ground.value),
		onOutputs: (monitor, outputs) => tellOutputs(session, monitor, outputs),
		onEnd: (live, end) => tellEnd({ session, stopper }, live, { ...end, now: monitors.clock.now() }),
		onScreen: (monitor) => serving?.screenChanged(monitor),
		onFailure: (failure) => notice(describeFailure(failure)),
	});
	const stopper = new Stopper(session, monitors);
	const hub = new HubSlot({
		tools: hubTools({ session, monitors, now: Date.now }),
		runtime: paths.runtime,
		version: options.version,
	});
	const desk = deskOf(options, config, agentTools({ session, monitors, onBell: notice }));
	const make = backendMaker({ session, desk, cwd: options.cwd, env: options.env, logs: paths.logs, hub });
	const agents = new Agents(session, make);
	const { sandbox } = ground.value;
	const rememberAgent = (agent: AgentWish): void => keepAgent(config, agent, notice);
	const alarm = new Alarm({ wake: () => void session.dispatch({ type: "wake" }), now: Date.now });
	const world = { session, monitors, agents, stopper, alarm, sandbox, rememberAgent };
	session.setRunner((effect) => runEffect(world, effect));
	if (state !== emptyState) session.dispatch({ type: "recover", ...(lastAt === undefined ? {} : { lastAt }) });
	beginAgents(session, options.agent ?? config.agent);
	// After the first agent, since a notice is told in conversations.
	for (const trouble of troubles) notice(describeFailure(trouble));
	const { orphans } = ground.value;
	const end = new End({ session, monitors, stopper, alarm, agents, hub, journal, lock, orphans });
	const served = await serve({
		paths,
		version: options.version,
		preferences: () => preferencesOf(config, options),
		session,
		monitors,
		onStop: () => end.stopSession(),
		planLogin: (asked) => agents.planLogin(asked),
		onPeople: (people) => end.peopleChanged(people),
	});
	if (!served.ok) {
		await end.abandon();
		return served;
	}
	serving = served.value;
	end.serve(serving);
	return ok({ session, end });
}

type Ground = {
	readonly cwd: string;
	readonly config: Config;
	readonly paths: ReturnType<typeof sessionPaths>;
	readonly probe: SandboxProbe;
	readonly home: string;
	readonly privatePaths: readonly string[];
	readonly env: HostOptions["env"];
	readonly sandbox: "on" | "off";
	readonly orphans: OrphanWatch;
};

async function prepare({ cwd, env, sandbox }: HostOptions): Promise<Result<Ground>> {
	const home = homeOf(env);
	const privatePaths = [stateHome(env, home), runtimeHome(env)];
	const allowed = checkDirectory(cwd, { home, privatePaths });
	if (!allowed.ok) return allowed;
	const config = readConfig(cwd, env, home);
	if (!config.ok) return config;
	const paths = makeDirectories(sessionPaths(cwd, env, home));
	if (!paths.ok) return paths;
	const mode = sandbox === "off" || config.value.sandbox === "off" ? "off" : "on";
	const probe = await probeSandbox({ path: env.PATH ?? "", cwd });
	if (!probe.ok && mode === "on")
		return { ok: false, failure: probe.failure ?? failed("sandbox-unavailable", "no sandbox").failure };
	const shared = { cwd, probe, home, privatePaths, env, sandbox: mode, orphans: new OrphanWatch() } as const;
	return ok({ config: config.value, paths: paths.value, ...shared });
}

/** What the built-in agent works with. */
function deskOf({ cwd }: HostOptions, config: Config, tools: AgentTools): Desk {
	const rules = { load: () => config.loadRules(), save: config.saveRules };
	return { tools, rules, clock: { now: Date.now, every }, cwd };
}

/** The first entries of this host's life. */
function begin(
	session: Session,
	{ options, config, probe }: { options: HostOptions; config: Config; probe: SandboxProbe },
): void {
	session.record([
		{
			type: "session-opened",
			at: Date.now(),
			cwd: options.cwd,
			version: options.version,
			sandbox: { available: probe.ok, label: probe.ok ? `bubblewrap ${probe.version}` : "none" },
			limits: limitsSchema.parse({ ...config.limits, ...options.limits }),
		},
	]);
}

/** The agent of the next session is kept in the person's configuration; a file that cannot be written is said. */
function keepAgent(config: Config, agent: AgentWish, notice: (text: string) => void): void {
	const saved = config.saveAgent(agent);
	if (!saved.ok) notice(describeFailure(saved.failure));
}

function launch(
	{ monitor, spec, stderrTty }: { monitor: string; spec: MonitorSpec; stderrTty: string },
	{ cwd, env, home, privatePaths, probe, orphans }: Ground,
): Result<Launch> {
	orphans.begin(env.PATH ?? "");
	return wrapCommand({
		spec: asCommand(spec, listener),
		project: cwd,
		hostEnv: env,
		home,
		stderrTty,
		bwrap: probe.bwrap,
		run: { id: monitor, name: spec.name, traceparent: traceparent(env.TRACEPARENT), host: orphans.mark },
		privatePaths,
	});
}

/** Beside this program when it is built. */
const listener = { node: process.execPath, program: fileURLToPath(new URL("./listener.mjs", import.meta.url)) };

function every(ms: number, f: () => void): () => void {
	const timer = setInterval(f, ms);
	timer.unref();
	return () => clearInterval(timer);
}
