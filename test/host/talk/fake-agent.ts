import { onTestFinished } from "vitest";
import type { Effect } from "../../../src/core/session/effect.ts";
import { talkOf } from "../../../src/core/session/select.ts";
import type { AgentBackend, AgentSink, Agreed, TurnEnd } from "../../../src/host/agent/backend.ts";
import { Session } from "../../../src/host/session.ts";
import { Agents, type MakeBackend } from "../../../src/host/talk/agents.ts";
import { Alarm } from "../../../src/host/talk/alarm.ts";
import type { Permission } from "../../../src/model/agent.ts";
import type { Answer, MonitorProposal } from "../../../src/model/approval.ts";
import { failed, ok } from "../../../src/model/failure.ts";
import { until } from "../scene.ts";

/** An agent whose start and turns end when the test says so. */
export class HeldAgent implements AgentBackend {
	readonly label = "held";
	readonly prompts: string[] = [];
	readonly remembered: string[] = [];
	readonly steered: string[] = [];
	agreed: Agreed = {};
	sink: AgentSink | undefined;
	cancels = 0;
	closes = 0;
	digestText: string | undefined;
	ready: () => void = () => undefined;
	fail: (error: unknown) => void = () => undefined;
	end: (end: TurnEnd) => void = () => undefined;
	break: (error: unknown) => void = () => undefined;
	take: (answer: "taken" | "not-now") => void = () => undefined;
	loseSteer: (error: unknown) => void = () => undefined;

	start(sink: AgentSink): Promise<void> {
		this.sink = sink;
		return new Promise((resolve, reject) => {
			this.ready = resolve;
			this.fail = reject;
		});
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
	remember(proposal: MonitorProposal, answer: Answer): void {
		this.remembered.push(`${proposal.type} ${answer}`);
	}
	digest(): string | undefined {
		return this.digestText;
	}
	steer(text: string): Promise<"taken" | "not-now"> {
		this.steered.push(text);
		return new Promise((resolve, reject) => {
			this.take = resolve;
			this.loseSteer = reject;
		});
	}
	close(): Promise<void> {
		this.closes += 1;
		this.end({ stop: "failed", error: "closed" });
		return Promise.resolve();
	}
}

/** A session whose agents are held; those named are ready. */
export class Stage {
	readonly session = new Session({ now: Date.now });
	/** Everything that was made, oldest first. */
	readonly made: { readonly id: string; readonly login: string | undefined; readonly backend: HeldAgent }[] = [];
	readonly agents: Agents;
	/** The sessions that starts were told to go on with, by agent. */
	readonly resumed: string[] = [];

	constructor() {
		const alarm = new Alarm({ wake: () => void this.session.dispatch({ type: "wake" }), now: Date.now });
		onTestFinished(() => alarm.clear());
		const make: MakeBackend = ({ id, kind, session, login }) => {
			if (kind === "unknown") return failed("unknown-agent", "there is no such agent", "Choose another.");
			const backend = new HeldAgent();
			if (session !== undefined) this.resumed.push(`${id} ${session}`);
			this.made.push({ id, login, backend });
			return ok(backend);
		};
		this.agents = new Agents(this.session, make);
		const perform: { readonly [T in Effect["type"]]?: (effect: Extract<Effect, { type: T }>) => void } = {
			prompt: ({ prompt }) => this.agents.prompt(prompt),
			steer: ({ prompt }) => void this.agents.steer(prompt),
			wake: ({ at }) => alarm.set(at),
			"cancel-turn": ({ agent }) => this.agents.cancel(agent),
			"start-agent": (effect) => void this.agents.start({ ...effect, id: effect.agent }),
			"stop-agent": ({ agent }) => void this.agents.stop(agent),
			"answer-permission": ({ approval, choice }) => this.agents.answer(approval, choice),
			remember: ({ approval }) => this.agents.remember(approval.agent, approval.proposal, "always"),
		};
		this.session.setRunner((effect) => (perform[effect.type] as ((effect: Effect) => void) | undefined)?.(effect));
		onTestFinished(() => this.agents.close());
	}

	/** Adds an agent and waits until it has begun to start. */
	async add(agent: string): Promise<HeldAgent> {
		const before = this.made.length;
		this.session.dispatch({ type: "add-agent", agent });
		await until("its start", () => this.made[before]?.backend.sink !== undefined);
		return this.newest(agent);
	}

	async ready(agent: string): Promise<HeldAgent> {
		const backend = await this.add(agent);
		backend.ready();
		await until("it is ready", () => this.stateOf(agent) === "ready");
		return backend;
	}

	newest(agent: string): HeldAgent {
		const found = this.made.findLast((one) => one.id === agent);
		if (!found) throw new Error(`no backend of ${agent}`);
		return found.backend;
	}

	stateOf(agent: string): string {
		const { state, reason } = this.session.state.agents[agent] ?? { state: "none" };
		return reason === undefined ? state : `${state}: ${reason}`;
	}

	talk(agent?: string): string[] {
		return talkOf(this.session.state, agent).messages.map((message) => `${message.from}: ${message.text}`);
	}

	async idle(agent?: string): Promise<void> {
		await until("the end of the turn", () => talkOf(this.session.state, agent).turn === undefined);
	}
}

/** A question with two choices. */
export const question: Permission = {
	call: { id: "c1", title: "Edit a.ts", status: "waiting", places: [], output: "", diffs: [] },
	choices: [
		{ id: "yes", label: "Yes", kind: "allow-once" },
		{ id: "no", label: "No", kind: "reject-once" },
	],
};
