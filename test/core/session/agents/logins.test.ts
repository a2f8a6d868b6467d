import { describe, expect, test } from "vitest";
import { evolveAll } from "../../../../src/core/session/evolve/evolve.ts";
import { findLogin, loginLines } from "../../../../src/core/session/login-words.ts";
import { talkOf } from "../../../../src/core/session/select.ts";
import { emptyState } from "../../../../src/core/session/state.ts";
import { type LoginMethod, loginMethodSchema } from "../../../../src/model/agent.ts";
import type { Command } from "../../../../src/model/command.ts";
import { entrySchema } from "../../../../src/model/entry.ts";
import { observe, running, Story, says, toldEffects, toldEntries } from "../scene.ts";

const method = (id: string, how: LoginMethod["how"], rest: Partial<LoginMethod> = {}): LoginMethod =>
	loginMethodSchema.parse({ id, name: id.toUpperCase(), how, ...rest });
const logins = [
	method("shell", "terminal", { name: "Log in here", description: "Asks for a word" }),
	method("web", "agent"),
	method("key", "variable", { variables: ["A_KEY", "A_PLACE"], link: "https://keys.example" }),
];
const tells: Command = { type: "logins-told", agent: "a", logins, hint: "Run a login." };
const wants: Command = {
	...{ type: "agent-changed", agent: "a", state: "dead", reason: "a wants a login", wantsLogin: true },
};
const restart = (login?: string): Command => ({
	...{ type: "restart-agent", agent: "a" },
	...(login === undefined ? {} : { login }),
});
const ready: Command = { type: "agent-changed", agent: "a", state: "ready" };
const send = (text: string): Command => ({ type: "send", text, agent: "a" });

function story(...commands: Command[]): Story {
	const told = new Story({}, ["a", "b"]);
	told.does(...commands);
	return told;
}

const said = (told: Story, agent = "a"): string[] =>
	talkOf(told.state, agent).messages.map(({ from, text }) => `${from}: ${text}`);

describe("an agent that wants a login", () => {
	test("says so in its conversation, with the numbered ways and what to type", () => {
		const told = story(tells, wants);
		expect(told.agent("a")).toMatchObject({ state: "dead", wantsLogin: true, logins, loginHint: "Run a login." });
		expect(said(told)).toEqual([
			[
				"host: a wants a login. Type /login and a number:",
				"1 Log in here (shell): in your terminal. Asks for a word",
				"2 WEB (web): the agent does it itself, and may open a browser",
				"3 KEY (key): set A_KEY and A_PLACE where monmux is started",
				"Or outside: Run a login. Then /agent restart a",
			].join("\n"),
		]);
		expect(said(told, "b")).toEqual([]);
	});

	test("says what else can be done when it names no way", () => {
		const told = story({ type: "logins-told", agent: "a", logins: [] }, wants);
		expect(said(told)).toEqual([
			"host: a wants a login, and names no way to do it here. Do it outside: Log in there. Then /agent restart a",
		]);
	});

	test("is not one that died of something else, and not any more once it starts again", () => {
		const crashed = story(tells, { type: "agent-changed", agent: "a", state: "dead", reason: "it crashed" });
		expect(crashed.agent("a")).not.toHaveProperty("wantsLogin");
		expect(said(crashed)).toEqual([]);
		const again = story(tells, wants, restart());
		expect(again.agent("a")).not.toHaveProperty("wantsLogin");
		expect(again.agent("a")).toMatchObject({ state: "starting", logins, loginHint: "Run a login." });
	});

	test("keeps what it did nothing of: words, events and outcomes go out after the login, and once", () => {
		const told = new Story({}, ["a", "b"]);
		told.does(tells, ...running("m", "m1", { policy: "auto" }), {
			type: "route",
			monitors: ["m1"],
			agents: ["a", "b"],
		});
		told.does(observe("m1", "x"), send("look"));
		told.does({ type: "turn-ended", agent: "a", turn: "t1", stop: "done" });
		expect(told.effects.at(-1)).toMatchObject({ prompt: { agent: "a", turn: "t3", text: "look" } });
		told.does(observe("m1", "y"), { type: "turn-ended", agent: "a", turn: "t3", stop: "done" });
		expect(told.effects.at(-1)).toMatchObject({ prompt: { agent: "a", turn: "t4", events: [{ id: "e2" }] } });
		const decision = told.does(wants);
		expect(toldEntries(decision.entries)).toEqual(["ended t4 failed", "agent a dead"]);
		expect(told.event("e2")).not.toHaveProperty("deliveredAt");
		expect([told.waitingFor("a"), told.waitingFor("b")]).toEqual([["e2"], ["e2"]]);
		expect(said(told).at(-2)).toBe(
			"host: nothing was done, since nobody is logged in; this goes out again after the login",
		);
		told.does(restart("shell"), ready);
		expect(told.effects.at(-1)).toMatchObject({ prompt: { agent: "a", turn: "t5", events: [{ id: "e2" }] } });
		told.does({ type: "turn-ended", agent: "a", turn: "t5", stop: "done" });
		expect(told.effects.at(-1)).toMatchObject({ prompt: { turn: "t5" } });
		expect(told.event("e2").deliveredTo).toEqual(["a"]);
	});

	test("gets the person's words again as its next turn, before those that waited behind them", () => {
		const told = story(tells, send("one"), send("two"), wants);
		expect(told.agent("a").conversation.queued).toEqual(["one", "two"]);
		told.does(restart("web"), ready);
		expect(told.effects.at(-1)).toMatchObject({ prompt: { agent: "a", text: "one" } });
	});

	test("gets nothing again of a turn in which it did something", () => {
		const did = says("on it", { agent: "a", turn: "t1" });
		const told = story(tells, send("one"), did, wants);
		expect(told.agent("a").conversation.queued).toEqual([]);
		expect(said(told).at(-2)).toBe("host: the agent failed: a wants a login");
	});

	test("gets nothing again of a turn that the person interrupted", () => {
		const told = story(tells, send("one"), { type: "interrupt", agent: "a" }, wants);
		expect(told.agent("a").conversation.queued).toEqual([]);
	});
});

describe("a login", () => {
	test("that the agent does by itself is begun with it, and said", () => {
		const told = story(tells, wants);
		const decision = told.does(restart("web"));
		expect(decision.effects).toEqual([{ type: "start-agent", agent: "a", kind: "a", login: "web" }]);
		expect(told.agent("a")).toMatchObject({ state: "starting", loggingIn: "web" });
		expect(said(told).at(-1)).toBe('host: a is asked to log in by "WEB". It does so itself, and may open a browser.');
		expect(story(tells, wants, restart("web"), ready).agent("a")).not.toHaveProperty("loggingIn");
	});

	test("that the person did in a terminal starts the agent and asks it for nothing", () => {
		const decision = story(tells, wants).does(restart("1"));
		expect(decision.effects).toEqual([{ type: "start-agent", agent: "a", kind: "a" }]);
	});

	test("is read by an agent that runs, too, when it is idle; what it asked is void", () => {
		const told = story(tells);
		expect(toldEffects(told.does(restart("shell")).effects)).toEqual(["start-agent a"]);
		const busy = story(tells, send("hi"));
		expect(busy.refuses(restart("shell"))).toMatchObject({ code: "not-allowed", message: "a works on a turn" });
	});

	test("can be overtaken by another one", () => {
		expect(story(tells, wants, restart("web")).does(restart("web")).effects).toHaveLength(1);
	});

	const refusals: [login: string, failure: object][] = [
		[
			"nope",
			{
				code: "bad-usage",
				message: 'a has no way to log in called "nope"',
				remedy: "It has: 1 shell, 2 web, 3 key.",
			},
		],
		[
			"key",
			{
				code: "not-allowed",
				message: "KEY needs A_KEY and A_PLACE in the environment that monmux is started in",
				remedy: "monmux stop, set it, then monmux. https://keys.example has what belongs there.",
			},
		],
	];
	test.each(refusals)("by %s is refused", (login, failure) => {
		expect(story(tells, wants).refuses(restart(login))).toEqual(failure);
	});

	test("of an agent that named no way is refused", () => {
		expect(story().refuses(restart("web"))).toMatchObject({ message: "a names no way to log in" });
	});
});

describe("the ways to log in", () => {
	test("are found by id and by number; an id counts first", () => {
		const found = (word: string, of = logins) => {
			const result = findLogin({ label: "a", logins: of }, word);
			return result.ok ? result.value.id : result.failure.message;
		};
		expect(["web", "2", "0", "4", "", "1.5"].map((word) => found(word))).toEqual([
			...["web", "web"],
			...["0", "4", "", "1.5"].map((word) => `a has no way to log in called "${word}"`),
		]);
		expect(found("1", [method("2", "agent"), method("1", "agent")])).toBe("1");
	});

	test("are listed by id alone when they have no name of their own", () => {
		expect(loginLines({ logins: [method("x", "terminal", { name: "" })] })).toEqual(["1 x: in your terminal"]);
		expect(loginLines({})).toEqual([]);
	});
});

describe("a history of an older host", () => {
	test("folds: no ways to log in are known, and nothing is returned", () => {
		const old = [
			{ type: "agent-added", at: 1, agent: "a", kind: "a", label: "a" },
			{ type: "agent-changed", at: 2, agent: "a", state: "dead", reason: "a wants a login" },
		].map((entry) => entrySchema.parse(entry));
		const state = evolveAll(emptyState, old);
		expect(state.agents.a).not.toHaveProperty("logins");
		expect(loginLines(state.agents.a ?? {})).toEqual([]);
		const running = { ...state, agents: { a: { ...state.agents.a, conversation: conversationOfOld } } } as typeof state;
		const ended = evolveAll(running, [
			{ type: "turn-ended", at: 3, agent: "a", turn: "t1", stop: "failed", error: "no", returned: true },
		]);
		expect(ended.agents.a?.conversation).toMatchObject({ queued: [], waiting: [] });
	});
});

const conversationOfOld = {
	...talkOf(emptyState),
	turn: { id: "t1", origin: "person", startedAt: 1, cancelling: false },
} as const;
