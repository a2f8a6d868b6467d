import { onTestFinished } from "vitest";
import { talkOf } from "../../../src/core/session/select.ts";
import type { AgentBackend, AgentSink, TurnEnd } from "../../../src/host/agent/backend.ts";
import { Session } from "../../../src/host/session.ts";
import { Agents, type MakeBackend } from "../../../src/host/talk/agents.ts";
import type { Permission } from "../../../src/model/agent.ts";
import type { Answer, MonitorProposal } from "../../../src/model/approval.ts";
import { failed, ok } from "../../../src/model/failure.ts";
import { until } from "../scene.ts";

/** An agent whose start and turns end when the test says so. */
export class HeldAgent implements AgentBackend {
	readonly label = "held";
	readonly prompts: string[] = [];
	readonly remembered: string[] = [];
	sink: AgentSink | undefined;
	cancels = 0;
	closes = 0;
	digestText: string | undefined;
	ready: () => void = () => undefined;
	fail: (error: unknown) => void = () => undefined;
	end: (end: TurnEnd) => void = () => undefined;
	break: (error: unknown) => void = () => undefined;

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
	readonly made: { readonly id: string; readonly backend: HeldAgent }[] = [];
	readonly agents: Agents;

	constructor() {
		const make: MakeBackend = ({ id, kind }) => {
			if (kind === "unknown") return failed("unknown-agent", "there is no such agent", "Choose another.");
			const backend = new HeldAgent();
			this.made.push({ id, backend });
			return ok(backend);
		};
		this.agents = new Agents(this.session, make);
		this.session.setRunner((effect) => {
			if (effect.type === "prompt") this.agents.prompt(effect.prompt);
			if (effect.type === "cancel-turn") this.agents.cancel(effect.agent);
			if (effect.type === "start-agent") void this.agents.start({ ...effect, id: effect.agent });
			if (effect.type === "stop-agent") void this.agents.stop(effect.agent);
			if (effect.type === "answer-permission") this.agents.answer(effect.approval, effect.choice);
			if (effect.type === "remember") this.agents.remember(effect.approval.agent, effect.approval.proposal, "always");
		});
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
