import fc from "fast-check";
import { ownAgent } from "../../../src/core/session/select.ts";
import type { Command } from "../../../src/model/command.ts";
import { draftOf, firstAgent, Story, specOf } from "./scene.ts";

const id = fc.constantFrom("m1", "m2", "m3", "tests", "nope");
const event = fc.integer({ min: 1, max: 12 }).map((n) => `e${n}`);
const events = fc.array(event, { minLength: 1, maxLength: 3 });
const policy = fc.constantFrom("hold", "auto", "mute");
const spec = fc
	.record({
		...{ name: fc.constantFrom("tests", "build", "m2"), policy, urgent: fc.boolean() },
		overCap: fc.constantFrom("mute", "hold", "kill"),
	})
	.map(({ name, overCap, ...rest }) => specOf(name, { ...rest, caps: { overCap } }));
/** Agents that are there in some histories, and one that never is. */
const agent = fc.constantFrom(firstAgent, "b", "c", "gone");
const agents = fc.array(agent, { minLength: 1, maxLength: 2 });
const choice = { id: "yes", label: "Yes", kind: "allow-once" } as const;
const login = { id: "web", name: "Browser", description: "", how: "agent", variables: [] } as const;
const call = { id: "c1", title: "Edit", status: "waiting", places: [], output: "", diffs: [] } as const;
const proposal = fc.oneof(
	fc.record({ type: fc.constant("start"), spec, agents: fc.oneof(fc.constant([]), agents) }),
	fc.constant({ type: "permit", permission: { call, choices: [choice] } }),
	fc.record({ type: fc.constantFrom("stop", "restart"), monitor: id }),
);
const draft = fc
	.tuple(fc.string({ maxLength: 20 }), fc.constantFrom("output", "exit", "silence"))
	.map(([text, kind]) => draftOf(text, kind));
const suppressed = fc.string({ maxLength: 20 }).map((text) => draftOf(text, "suppression"));
const of = <T extends Command["type"], R extends object>(type: T, rest: { [K in keyof R]: fc.Arbitrary<R[K]> }) =>
	fc.record({ type: fc.constant(type), ...rest }) as unknown as fc.Arbitrary<Command>;

/** Any command that leaves agents and owners as they are, sensible or not: about what is there and what is not. */
const steady: fc.Arbitrary<Command> = fc.oneof(
	of("start", { spec, anyName: fc.boolean() }),
	of("monitor-started", { monitor: id, sandboxed: fc.boolean() }),
	of("monitor-ended", { monitor: id, exitCode: fc.integer({ min: 0, max: 255 }) }),
	of("monitor-failed", { monitor: id, failure: fc.constant({ code: "internal", message: "no" }) }),
	of("restart", { monitors: fc.array(id, { minLength: 1, maxLength: 2 }) }),
	of("remove", { monitors: fc.array(id, { minLength: 1, maxLength: 2 }) }),
	of("stop", { monitors: fc.array(id, { minLength: 1, maxLength: 2 }), how: fc.constantFrom("term", "kill") }),
	of("set-policy", { monitors: fc.array(id, { minLength: 1, maxLength: 2 }), policy }),
	{ arbitrary: of("observe", { monitor: id, draft }), weight: 6 },
	{ arbitrary: of("forward", { events }), weight: 3 },
	of("forward-held", { monitor: id }),
	{ arbitrary: of("drop", { events }), weight: 2 },
	of("drop-held", { monitor: id }),
	{ arbitrary: of("undo", { monitor: id }), weight: 2 },
	of("send", { text: fc.string({ minLength: 1, maxLength: 5 }) }),
	of("send", { text: fc.string({ minLength: 1, maxLength: 5 }), agent }),
	of("unsend", { agent, index: fc.integer({ min: 0, max: 2 }) }),
	of("interrupt", { agent }),
	{
		arbitrary: of("turn-ended", { agent, turn: fc.constant("now"), stop: fc.constantFrom("done", "cancelled") }),
		weight: 8,
	},
	of("turn-ended", { agent, turn: fc.constantFrom("t1", "t2"), stop: fc.constant("failed") }),
	{ arbitrary: of("steer-ended", { agent, turn: fc.constant("now"), taken: fc.boolean() }), weight: 4 },
	of("wake", {}),
	of("agent-said", {
		...{ agent, turn: fc.constantFrom("t1", "t2"), text: fc.string({ maxLength: 5 }) },
		...{ continues: fc.boolean(), thought: fc.boolean() },
	}),
	of("tool-told", { agent, turn: fc.constantFrom("t1", "t2"), call: fc.constant(call) }),
	{
		arbitrary: of("agent-changed", { agent, state: fc.constantFrom("ready", "ready", "dead"), steers: fc.boolean() }),
		weight: 3,
	},
	of("agent-changed", { agent, state: fc.constant("dead"), wantsLogin: fc.boolean() }),
	of("logins-told", { agent, logins: fc.constantFrom([], [login]) }),
	of("restart-agent", { agent }),
	of("restart-agent", { agent, login: fc.constantFrom("web", "1", "nope") }),
	of("suppress", { monitor: id, draft: suppressed }),
	of("grow", { monitor: id, draft: suppressed }),
	of("calm", { monitor: id }),
	of("over-cap", { monitor: id }),
	of("end-by-cap", { monitor: id, reason: fc.constant("time") }),
	of("propose", { proposal, by: fc.constant("agent"), agent, why: fc.constant("why") }),
	of("withdraw", { approval: fc.constantFrom("a1", "a2", "a3") }),
	of("answer", {
		approval: fc.constantFrom("a1", "a2", "a3"),
		answer: fc.constantFrom("run", "run-forward", "always", "refuse"),
	}),
	of("notice", { text: fc.string({ maxLength: 5 }) }),
	of("recover", {}),
	of("close", {}),
);
/** Any command at all. */
const command: fc.Arbitrary<Command> = fc.oneof(
	{ arbitrary: steady, weight: 8 },
	of("route", { monitors: fc.array(id, { minLength: 1, maxLength: 2 }), agents }),
	fc.oneof(of("lead", { agent }), of("remove-agent", { agent }), of("add-agent", { agent })),
);

/** Commands, to a session with so many ready agents. */
export type History = { readonly commands: readonly Command[]; readonly agents: number };
const count = fc.integer({ min: 1, max: 3 });
export const history: fc.Arbitrary<History> = fc.record({
	commands: fc.array(command, { maxLength: 60 }),
	agents: count,
});
export const steadyHistory: fc.Arbitrary<History> = fc.record({
	commands: fc.array(steady, { maxLength: 60 }),
	agents: count,
});

const monitor = fc.constantFrom("m1", "m2", "m3");
/** What moves events between agents, and nothing else. */
const lively: fc.Arbitrary<Command> = fc.oneof(
	{ arbitrary: of("observe", { monitor, draft }), weight: 4 },
	of("turn-ended", { agent, turn: fc.constant("now"), stop: fc.constant("done") }),
	of("send", { text: fc.constant("hi"), agent }),
	{ arbitrary: of("route", { monitors: fc.array(monitor, { minLength: 1, maxLength: 2 }), agents }), weight: 2 },
	of("lead", { agent }),
	of("agent-changed", { agent, state: fc.constantFrom("ready", "dead"), steers: fc.boolean() }),
	of("steer-ended", { agent, turn: fc.constant("now"), taken: fc.boolean() }),
	of("set-policy", { monitors: fc.tuple(monitor), policy }),
	of("forward-held", { monitor }),
	of("remove-agent", { agent }),
);
export const livelyHistory: fc.Arbitrary<History> = fc.record({
	commands: fc.array(lively, { minLength: 5, maxLength: 30 }),
	agents: fc.constantFrom(2, 3),
});

/** Plays a history; "now" as a turn means the one that runs. */
export function play(given: History, after: (story: Story) => void = () => undefined): Story {
	const story = storyOf(given);
	for (const command of given.commands) {
		story.try(withTurn(story, command));
		after(story);
	}
	return story;
}

/**
 * A session with three monitors, of all agents, of one, and of nobody: what happens between agents is frequent.
 */
export function storyOf({ agents: present }: History): Story {
	const names = [firstAgent, "b", "c"].slice(0, present);
	const story = new Story({ turnsInRow: 3, turnsPerHour: 6, monitors: 3, runs: 12 }, names);
	if (present < 2) return story;
	for (const name of ["tests", "build", "site"])
		story.does({ type: "start", spec: specOf(name, { policy: "auto", urgent: name !== "site" }), anyName: false });
	story.does({ type: "route", monitors: ["m1"], agents: names }, { type: "route", monitors: ["m2"], agents: ["b"] });
	return story;
}

function withTurn(story: Story, command: Command): Command {
	if (!("turn" in command && command.turn === "now")) return command;
	const { turn, steering } = ownAgent(story.state, command.agent)?.conversation ?? {};
	return { ...command, turn: (command.type === "steer-ended" ? steering?.turn : turn?.id) ?? "t0" };
}
