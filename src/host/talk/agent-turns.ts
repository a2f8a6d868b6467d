import type { Prompt } from "../../core/session/effect.ts";
import type { AgentBackend } from "../agent/backend.ts";
import type { Session } from "../session.ts";

/** Hands turns to the agent, one at a time, and tells the session what it said and how each ended. */
export class AgentTurns {
	readonly #session: Session;
	readonly #backend: AgentBackend;

	constructor(session: Session, backend: AgentBackend) {
		this.#session = session;
		this.#backend = backend;
	}

	async start(): Promise<void> {
		await this.#backend.start({
			said: (turn, text) => {
				this.#session.dispatch({ type: "agent-said", text, ...(turn === undefined ? {} : { turn }) });
			},
		});
	}

	/** Begins a turn; its end comes as a command of its own. */
	prompt(prompt: Prompt): void {
		this.#backend.prompt(prompt).then(
			(end) => this.#session.dispatch({ type: "turn-ended", turn: prompt.turn, ...end }),
			(error: unknown) => {
				const text = error instanceof Error ? error.message : String(error);
				this.#session.dispatch({ type: "turn-ended", turn: prompt.turn, stop: "failed", error: text });
			},
		);
	}

	cancel(): void {
		this.#backend.cancel();
	}

	/** What the person missed since a time, said outside a turn. */
	tellDigest(since: number): void {
		const text = this.#backend.digest?.(since);
		if (text !== undefined) this.#session.dispatch({ type: "agent-said", text });
	}

	close(): Promise<void> {
		return this.#backend.close();
	}
}
