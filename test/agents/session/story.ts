import { isAlive, type Process, parentOf, processesWith } from "../../terminal/drivers/processes.ts";
import { until } from "../../terminal/drivers/until.ts";
import type { Stage } from "./stage.ts";

/** One act of the story: what is done, and the turns that come of it when all is right, and no others. */
type Act = {
	readonly name: string;
	readonly turns: readonly string[];
	/** Throws when something is not as it should be. */
	readonly play: (stage: Stage) => Promise<void>;
};

/** What a real agent has to do in a session of the built program. */
export const acts: readonly Act[] = [
	{ name: "wake", turns: ["monitor, 1 event, read, done"], play: wake },
	{ name: "busy", turns: ["person, done", "monitor, 3 events, read, done"], play: busy },
	{
		name: "start",
		turns: ["person, done", "monitor, 1 note, done", "monitor, 1 event, read, done", "person, done"],
		play: start,
	},
	{ name: "interrupt", turns: ["person, cancelled", "monitor, 1 event, read, done"], play: interrupt },
	{ name: "kill", turns: ["person, failed", "monitor, 1 event, read, done"], play: kill },
	{ name: "stop", turns: [], play: stop },
];

/** How the story went with one agent. */
export type Told = {
	/** By the name of the act: `yes`, or what was wrong. An act that is missing was not reached. */
	readonly acts: Readonly<Record<string, string>>;
	/** What the agent itself asked the person. Its questions about our tools are to be answered without. */
	readonly asked: readonly string[];
	/** What the interrupted turn took to end. */
	readonly interruptMs: number | undefined;
	/** After the kill it went on with its old session; otherwise it said that it begins a new one. */
	readonly resumed: boolean;
	/** What the cards of its calls said. */
	readonly cards: readonly string[];
};

/** Plays all acts, as far as it gets. */
export async function tell(stage: Stage): Promise<Told> {
	const told: Record<string, string> = {};
	let interruptMs: number | undefined;
	for (const act of acts) {
		stage.nextAct();
		const wrong = await act.play(stage).catch((error: unknown) => String(error));
		told[act.name] = wrong ?? difference(act.turns, stage);
		interruptMs ??= stage.turns.find((turn) => turn.cancelMs !== undefined)?.cancelMs;
		if (wrong !== undefined) break;
	}
	const resumed = told.kill === "yes" && !stage.asides.includes("old session");
	return { acts: told, asked: stage.asked, interruptMs, resumed, cards: stage.cards };
}

function difference(wanted: readonly string[], stage: Stage): string {
	const seen = stage.turns.map((turn) => turn.what);
	return JSON.stringify(seen) === JSON.stringify(wanted) ? "yes" : `the turns were: ${seen.join("; ") || "none"}`;
}

function must(holds: boolean, what: string): void {
	if (!holds) throw new Error(`not as it should be: ${what}`);
}

/** A forwarded event begins a turn of the idle agent, which reads the monitor. */
async function wake(stage: Stage): Promise<void> {
	await stage.session.runSpeaker("t");
	const { id } = await stage.say("zero");
	await stage.cli("forward", id);
	await stage.over(1);
}

/** Events that come during a turn leave it whole and are one turn after it. */
async function busy(stage: Stage): Promise<void> {
	await stage.cli("auto", "t");
	await stage.keepBusy();
	for (const word of ["one", "two", "three"]) await stage.say(word);
	stage.model.finish();
	await stage.over(2);
	must(/tick0 .*tock$/s.test(stage.turns[0]?.words ?? ""), "the agent said all that it had to say");
}

/** The agent asks for a monitor, the person approves, it runs, and its end reaches the agent. One that ended is not stopped again. */
async function start(stage: Stage): Promise<void> {
	const wish = JSON.stringify({ command: "exit 3", description: "a look", name: "look" });
	await stage.cli("send", `CALL monitor_start ${wish}`);
	await stage.over(1);
	const [request, ...more] = stage.requests;
	must(request?.proposal.type === "start" && more.length === 0, "the person is asked once");
	must((await stage.session.monitor("look")) === undefined, "nothing runs before the answer");
	await stage.cli("approve", request?.id ?? "", "--forward");
	await stage.over(3);
	const monitor = await stage.session.monitor("look");
	must(monitor?.sandboxed === true && monitor.exitCode === 3, "the monitor ran in its sandbox");
	await stage.cli("send", 'CALL monitor_stop {"id":"look"}');
	await stage.over(4);
	must(stage.turns[3]?.words.includes("ended already") === true, "the tool answered that it had ended");
}

/** What Esc does: the turn ends, and what waited goes out. */
async function interrupt(stage: Stage): Promise<void> {
	await stage.keepBusy();
	const event = await stage.say("four");
	must(stage.waits(event), "the event waits");
	await stage.command({ type: "interrupt" });
	await stage.over(2);
}

/** The agent's process is killed in a turn: that is seen, nothing of it stays, and what waits waits for the next one. */
async function kill(stage: Stage): Promise<void> {
	const host = await stage.session.hostPid();
	await stage.keepBusy();
	const event = await stage.say("five");
	process.kill(agentOf(stage, host).pid, "SIGKILL");
	await until("the agent to be dead", () => stage.agent.state === "dead");
	must(/SIGKILL/.test(stage.agent.reason ?? ""), `it is said how it ended: ${stage.agent.reason}`);
	must(stage.waits(event), "the event waits");
	await until("the end of its processes", () => orphans(stage, host).length === 0);
	await stage.command({ type: "restart-agent", agent: stage.agent.id });
	await stage.over(2);
}

/** The end of the session is the end of all its processes. */
async function stop(stage: Stage): Promise<void> {
	await stage.cli("stop");
	const left = (): string[] => processesWith(stage.session.place.root).map(({ command }) => command);
	// The host itself is about to be gone when the command is done.
	await until("the end of all processes", () => left().length === 0, endMs).catch(() => undefined);
	must(left().length === 0, `no process is left: ${left().join(", ")}`);
}

const endMs = 2000;

/** The agent's own process: a child of the host that is neither a monitor's sandbox nor the shell that watches over those. */
function agentOf({ session }: Stage, host: number): Process {
	const children = processesWith(session.place.root).filter(({ pid }) => parentOf(pid) === host);
	const [agent, ...others] = children.filter(({ command }) => !/^(?:\S*bwrap |\/bin\/sh -c)/.test(command));
	if (!agent || others.length > 0) throw new Error(`which one is the agent? ${JSON.stringify(children)}`);
	return agent;
}

/** Processes of the session that are neither the host's nor below it. */
function orphans({ session }: Stage, host: number): Process[] {
	return processesWith(session.place.root).filter(({ pid }) => isAlive(pid) && !isBelow(pid, host));
}

function isBelow(pid: number, ancestor: number): boolean {
	for (let one = pid; one > 1; one = parentOf(one)) if (one === ancestor) return true;
	return false;
}
