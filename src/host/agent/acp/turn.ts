import type { TurnEnd } from "../backend.ts";
import { asRecord, asText } from "./updates/loose.ts";

/** One turn, from the prompt to its end. It ends once; whatever comes later is without effect. */
export class Turn {
	readonly id: string;
	readonly over: Promise<TurnEnd>;
	#cancelled = false;
	#ended = false;
	#sent = false;
	#resolve: (end: TurnEnd) => void = () => undefined;

	constructor(id: string) {
		this.id = id;
		this.over = new Promise((resolve) => {
			this.#resolve = resolve;
		});
	}

	get cancelled(): boolean {
		return this.#cancelled;
	}

	get ended(): boolean {
		return this.#ended;
	}

	/** The agent knows of it, so only the agent's answer or a bound ends it. */
	get sent(): boolean {
		return this.#sent;
	}

	markSent(): void {
		this.#sent = true;
	}

	cancel(): void {
		this.#cancelled = true;
	}

	/** A turn that was cancelled ends as that, whatever the agent says of it: some call it a normal end or an error. */
	end(end: TurnEnd): void {
		this.#ended = true;
		this.#resolve(this.#cancelled ? { stop: "cancelled" } : end);
	}
}

/** The agent's own account of how a turn ended. */
export function readEnd(answer: unknown): TurnEnd {
	const reason = asText(asRecord(answer).stopReason);
	switch (reason) {
		case "end_turn":
			return { stop: "done" };
		case "cancelled":
			return { stop: "cancelled" };
		default:
			return { stop: "failed", error: reasons[reason ?? ""] ?? `it ended with "${reason ?? "nothing"}"` };
	}
}

const reasons: Readonly<Record<string, string>> = {
	max_tokens: "the model's limit of tokens was reached",
	max_turn_requests: "the agent's limit of requests in one turn was reached",
	refusal: "the agent refused to go on",
};
