import type { Prompt } from "../../core/session/effect.ts";
import { promptTexts } from "../../core/session/envelope.ts";
import { ownAgent, ownMonitor } from "../../core/session/select.ts";
import type { LoginPlan, Permission } from "../../model/agent.ts";
import type { Answer, Proposal } from "../../model/approval.ts";
import type { HostCommand } from "../../model/command.ts";
import { describeFailure, FailureError, type Result } from "../../model/failure.ts";
import type { AgentBackend, AgentSink, LoginWay, TurnEnd } from "../agent/backend.ts";
import { LoginWanted } from "../agent/login-wanted.ts";
import type { Session } from "../session.ts";
import { type AskedLogin, planLogin } from "./login-plan.ts";

/** How an agent of the session is made; the catalogue and the host's parts are behind it. */
export type MakeBackend = (agent: StartedAgent) => Result<AgentBackend>;

/**
 * An agent that the session has. With `session` it goes on with that session of its own, where it can;
 * with `login` it logs itself in by that way first.
 */
export type StartedAgent = {
	readonly id: string;
	readonly kind: string;
	readonly command?: string;
	readonly session?: string;
	readonly login?: string;
};

/** A question that waits for the person. */
type Open = { readonly agent: string; readonly resolve: (choice: string | undefined) => void };

/** The agents at work: started, prompted one turn at a time, asked for, and ended. What they say goes to the session. */
export class Agents {
	readonly #session: Session;
	readonly #make: MakeBackend;
	readonly #backends = new Map<string, AgentBackend>();
	readonly #questions = new Map<string, Open>();
	/** The newest start of each agent that was not stopped since: an older one comes to nothing. */
	readonly #starts = new Map<string, symbol>();
	/** The ways to log in to each agent, as it named them last; a dead one's too. */
	readonly #ways = new Map<string, readonly LoginWay[]>();

	constructor(session: Session, make: MakeBackend) {
		this.#session = session;
		this.#make = make;
	}

	/** Starts an agent that the session has; it becomes ready, or dead with a reason. Never rejects. */
	async start(agent: StartedAgent): Promise<void> {
		const own = Symbol(agent.id);
		this.#starts.set(agent.id, own);
		await this.#end(agent.id);
		if (this.#starts.get(agent.id) !== own) return;
		const made = this.#make(agent);
		if (!made.ok) {
			this.#changed(agent.id, { state: "dead", reason: describeFailure(made.failure) });
			return;
		}
		const backend = made.value;
		this.#backends.set(agent.id, backend);
		try {
			await backend.start(this.#sink(agent.id, backend));
			if (this.#backends.get(agent.id) === backend) this.#changed(agent.id, { state: "ready", ...backend.agreed });
		} catch (error) {
			await this.#died(agent.id, backend, { reason: reasonOf(error), wantsLogin: error instanceof LoginWanted });
		}
	}

	/** Begins a turn; its end comes as a command of its own. */
	prompt(prompt: Prompt): void {
		const { agent, turn } = prompt;
		const backend = this.#backends.get(agent);
		const failed = (error: string): void => {
			this.#session.dispatch({ type: "turn-ended", agent, turn, stop: "failed", error });
		};
		if (!backend) {
			failed("the agent does not run");
			return;
		}
		backend.prompt(prompt).then(
			(end) => this.#turnEnded(prompt, backend, end),
			(error: unknown) => failed(reasonOf(error)),
		);
	}

	/** Says urgent events into the running turn; whether they were taken comes as a command of its own. Never rejects. */
	async steer(prompt: Prompt): Promise<void> {
		const { agent, turn } = prompt;
		const nameOf = (monitor: string): string => ownMonitor(this.#session.state, monitor)?.spec.name ?? monitor;
		const text = promptTexts(prompt, nameOf).join("\n");
		const answer = await this.#backends
			.get(agent)
			?.steer?.(text)
			.catch(() => "not-now" as const);
		this.#session.dispatch({ type: "steer-ended", agent, turn, taken: answer === "taken" });
	}

	/** The program of a way to log in, for a client that runs it in the person's terminal. */
	planLogin(asked: AskedLogin): Result<LoginPlan> {
		return planLogin(this.#session.state, asked, (agent) => this.#ways.get(agent) ?? []);
	}

	cancel(agent: string): void {
		this.#unanswered(agent);
		this.#backends.get(agent)?.cancel();
	}

	/** The person answered a permission. */
	answer(approval: string, choice: string | undefined): void {
		this.#questions.get(approval)?.resolve(choice);
	}

	/** The person answered in a way that is to last. */
	remember(agent: string | undefined, proposal: Proposal, answer: Answer): void {
		if (proposal.type === "permit") return;
		for (const [id, backend] of this.#backends) {
			if (agent === undefined || id === agent) backend.remember?.(proposal, answer);
		}
	}

	/** What the person missed since a time, said by the leading agent outside a turn, when it can tell. */
	tellDigest(since: number): void {
		const agent = this.#session.state.lead;
		const text = this.#backends.get(agent)?.digest?.(since);
		if (text !== undefined) {
			this.#session.dispatch({ type: "agent-said", agent, text, continues: false, thought: false });
		}
	}

	/** Ends one agent and what it asked. */
	async stop(agent: string): Promise<void> {
		this.#starts.delete(agent);
		this.#ways.delete(agent);
		await this.#end(agent);
	}

	/** Ends all of them. */
	async close(): Promise<void> {
		await Promise.all([...this.#starts.keys()].map((agent) => this.stop(agent)));
	}

	async #end(agent: string): Promise<void> {
		const backend = this.#backends.get(agent);
		this.#backends.delete(agent);
		this.#unanswered(agent);
		await backend?.close();
	}

	/** A turn that was refused for want of a login ends with the agent, which reads a login when it starts. */
	#turnEnded({ agent, turn }: Prompt, backend: AgentBackend, { wantsLogin, ...end }: TurnEnd): void {
		// The turn of an agent that is gone was ended with it.
		if (this.#backends.get(agent) !== backend) return;
		if (wantsLogin) void this.#died(agent, backend, { reason: end.error ?? "it wants a login", wantsLogin });
		else this.#session.dispatch({ type: "turn-ended", agent, turn, ...end });
	}

	/** An agent ended by itself, or could not begin; one that was replaced or ended meanwhile is no news. */
	async #died(agent: string, backend: AgentBackend, why: { reason: string; wantsLogin?: boolean }): Promise<void> {
		if (this.#backends.get(agent) !== backend) return;
		this.#backends.delete(agent);
		this.#unanswered(agent);
		const dead = { state: "dead", reason: why.reason } as const;
		this.#changed(agent, why.wantsLogin ? { ...dead, wantsLogin: true } : dead);
		await backend.close();
	}

	#unanswered(agent: string): void {
		for (const open of this.#questions.values()) if (open.agent === agent) open.resolve(undefined);
	}

	#changed(agent: string, change: Omit<Extract<HostCommand, { type: "agent-changed" }>, "type" | "agent">): void {
		this.#session.dispatch({ type: "agent-changed", agent, ...change });
	}

	#sink(agent: string, backend: AgentBackend): AgentSink {
		const session = this.#session;
		const within = (turn: string | undefined): { turn?: string } => (turn === undefined ? {} : { turn });
		const say =
			(thought: boolean) =>
			(turn: string | undefined, text: string, continues = false) => {
				session.dispatch({ type: "agent-said", agent, text, continues, thought, ...within(turn) });
			};
		return {
			said: say(false),
			thought: say(true),
			tool: (turn, call) => void session.dispatch({ type: "tool-told", agent, call, ...within(turn) }),
			plan: (_turn, steps) => void session.dispatch({ type: "plan-told", agent, steps: [...steps] }),
			usage: (usage) => void session.dispatch({ type: "usage-told", agent, usage }),
			commands: (commands) => void session.dispatch({ type: "commands-told", agent, commands: [...commands] }),
			ask: (_turn, permission, signal) => this.#ask(agent, permission, signal),
			logins: (ways, hint) => this.#loginsTold(agent, backend, { ways, hint }),
			exited: (reason) => void this.#died(agent, backend, { reason }),
		};
	}

	#loginsTold(agent: string, backend: AgentBackend, told: { ways: readonly LoginWay[]; hint: string }): void {
		if (this.#backends.get(agent) !== backend) return;
		this.#ways.set(agent, told.ways);
		const logins = told.ways.map(({ method }) => method);
		this.#session.dispatch({ type: "logins-told", agent, logins, hint: told.hint });
	}

	#ask(agent: string, permission: Permission, signal: AbortSignal): Promise<string | undefined> {
		if (signal.aborted) return Promise.resolve(undefined);
		const proposal: Proposal = { type: "permit", permission };
		const why = permission.call.title;
		const parked = this.#session.dispatch({ type: "propose", proposal, by: "agent", agent, why });
		const approval = parked.ok ? parked.value.approval : undefined;
		if (approval === undefined) return Promise.resolve(undefined);
		return new Promise((resolve) => {
			const settle = (choice: string | undefined): void => {
				this.#questions.delete(approval);
				resolve(choice);
			};
			this.#questions.set(approval, { agent, resolve: settle });
			signal.addEventListener("abort", () => {
				if (!this.#questions.has(approval)) return;
				settle(undefined);
				if (ownAgent(this.#session.state, agent)) this.#session.dispatch({ type: "withdraw", approval });
			});
		});
	}
}

function reasonOf(error: unknown): string {
	if (error instanceof FailureError) return describeFailure(error.failure);
	return error instanceof Error ? error.message : String(error);
}
