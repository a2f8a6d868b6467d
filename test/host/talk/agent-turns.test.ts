import { describe, expect, test } from "vitest";
import type { AgentBackend, AgentSink, TurnEnd } from "../../../src/host/agent/backend.ts";
import { Session } from "../../../src/host/session.ts";
import { AgentTurns } from "../../../src/host/talk/agent-turns.ts";
import { until } from "../scene.ts";

/** An agent whose turns end when the test says so. */
class HeldAgent implements AgentBackend {
	readonly label = "held";
	readonly prompts: string[] = [];
	sink: AgentSink | undefined;
	cancels = 0;
	closes = 0;
	digestText: string | undefined;
	end: (end: TurnEnd) => void = () => undefined;
	break: (error: unknown) => void = () => undefined;

	start(sink: AgentSink): Promise<void> {
		this.sink = sink;
		return Promise.resolve();
	}
	prompt({ turn }: { turn: string }): Promise<TurnEnd> {
		this.prompts.push(turn);
		return new Promise((resolve, reject) => {
			this.end = resolve;
			this.break = reject;
		});
	}
	cancel(): void {
		this.cancels += 1;
		this.end({ stop: "cancelled" });
	}
	digest(): string | undefined {
		return this.digestText;
	}
	close(): Promise<void> {
		this.closes += 1;
		return Promise.resolve();
	}
}

async function opened() {
	const session = new Session({ now: Date.now });
	const agent = new HeldAgent();
	const turns = new AgentTurns(session, agent);
	session.setRunner((effect) => {
		if (effect.type === "prompt") turns.prompt(effect.prompt);
		if (effect.type === "cancel-turn") turns.cancel();
	});
	await turns.start();
	const talk = (): string[] => session.state.conversation.messages.map((message) => `${message.from}: ${message.text}`);
	const idle = (): Promise<void> => until("the end of the turn", () => session.state.conversation.turn === undefined);
	return { session, agent, turns, talk, idle };
}

describe("a turn", () => {
	test("goes to the agent, and what it says and how it ends comes back", async () => {
		const { session, agent, talk, idle } = await opened();
		session.dispatch({ type: "send", text: "hi" });
		agent.sink?.said("t1", "hel");
		agent.sink?.said("t1", "lo");
		agent.end({ stop: "done" });
		await idle();
		expect(talk()).toEqual(["person: hi", "agent: hello"]);
	});

	test("begins when the one before has ended, and not sooner", async () => {
		const { session, agent } = await opened();
		session.dispatch({ type: "send", text: "one" });
		session.dispatch({ type: "send", text: "two" });
		expect(agent.prompts).toEqual(["t1"]);
		agent.end({ stop: "done" });
		await until("the next turn", () => agent.prompts.length === 2);
		expect(agent.prompts).toEqual(["t1", "t2"]);
	});

	test("that is interrupted ends so", async () => {
		const { session, agent, talk, idle } = await opened();
		session.dispatch({ type: "send", text: "hi" });
		session.dispatch({ type: "interrupt" });
		await idle();
		expect(agent.cancels).toBe(1);
		expect(talk().at(-1)).toBe("host: interrupted");
	});

	const errors: [name: string, error: unknown, words: string][] = [
		["an error", new Error("boom"), "host: the agent failed: boom"],
		["something else", "odd", "host: the agent failed: odd"],
	];
	for (const [name, error, words] of errors) {
		test(`that breaks with ${name} has failed, and the session goes on`, async () => {
			const { session, agent, talk, idle } = await opened();
			session.dispatch({ type: "send", text: "hi" });
			agent.break(error);
			await idle();
			expect(talk().at(-1)).toBe(words);
			session.dispatch({ type: "send", text: "again" });
			expect(agent.prompts).toEqual(["t1", "t2"]);
		});
	}
});

describe("outside a turn", () => {
	test("the agent may speak", async () => {
		const { agent, talk } = await opened();
		agent.sink?.said(undefined, "quiet here");
		expect(talk()).toEqual(["agent: quiet here"]);
	});

	test("a digest is told when there is one", async () => {
		const { agent, turns, talk } = await opened();
		turns.tellDigest(0);
		expect(talk()).toEqual([]);
		agent.digestText = "While you were away: nothing.";
		turns.tellDigest(0);
		expect(talk()).toEqual(["agent: While you were away: nothing."]);
		await turns.close();
		expect(agent.closes).toBe(1);
	});
});
