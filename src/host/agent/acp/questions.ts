import type { Choice } from "../../../model/agent.ts";
import type { AgentSink } from "../backend.ts";
import { cleanLine } from "./updates/clean-text.ts";
import { asList, asRecord, asText } from "./updates/loose.ts";
import type { KnownCall } from "./updates/tool-calls.ts";

/** The answer to a question, in the protocol's words. */
export type Outcome = { outcome: { outcome: "selected"; optionId: string } | { outcome: "cancelled" } };

/** One question: in which turn it was asked, what it is about, and what may be answered. */
export type Question = {
	readonly turn: string | undefined;
	readonly known: KnownCall;
	readonly options: unknown;
	/** Aborted when the agent takes the question back. */
	readonly withdrawn: AbortSignal;
};

/** The questions that wait for a person. */
export class Questions {
	readonly #ask: AgentSink["ask"];
	readonly #isOurs: (known: KnownCall) => boolean;
	readonly #open = new Set<AbortController>();

	constructor(ask: AgentSink["ask"], isOurs: (known: KnownCall) => boolean) {
		this.#ask = ask;
		this.#isOurs = isOurs;
	}

	/** Answers our own tools at once, since the host asks for what they do; everything else goes to the person. */
	async answer(question: Question): Promise<Outcome> {
		const choices = readChoices(question.options);
		const once = choices.find((choice) => choice.kind === "allow-once");
		if (once && this.#isOurs(question.known)) return selected(once.id);
		if (choices.length === 0 || !this.#ask) return cancelled;
		const given = await this.#wait(question, choices);
		return choices.some(({ id }) => id === given) && given !== undefined ? selected(given) : cancelled;
	}

	/** Answers every open question as cancelled. */
	cancelAll(): void {
		for (const open of this.#open) open.abort();
	}

	async #wait({ turn, known, withdrawn }: Question, choices: Choice[]): Promise<string | undefined> {
		const open = new AbortController();
		const signal = AbortSignal.any([open.signal, withdrawn]);
		const over = new Promise<undefined>((resolve) => {
			if (signal.aborted) resolve(undefined);
			signal.addEventListener("abort", () => resolve(undefined), { once: true });
		});
		this.#open.add(open);
		try {
			return await Promise.race([this.#ask?.(turn, { call: known.call, choices }, signal), over]);
		} catch {
			return undefined;
		} finally {
			this.#open.delete(open);
		}
	}
}

const cancelled: Outcome = { outcome: { outcome: "cancelled" } };

function selected(optionId: string): Outcome {
	return { outcome: { outcome: "selected", optionId } };
}

/** The options that we can name the meaning of, in the agent's order; ids are unique. */
function readChoices(options: unknown): Choice[] {
	const choices = new Map<string, Choice>();
	for (const option of asList(options).map(asRecord)) {
		const id = asText(option.optionId);
		const kind = kinds[asText(option.kind) ?? ""];
		if (id === undefined || kind === undefined || choices.has(id)) continue;
		choices.set(id, { id, kind, label: cleanLine(asText(option.name) ?? "").slice(0, labelLimit) || kind });
	}
	return [...choices.values()].slice(0, choiceLimit);
}

const labelLimit = 200;
const choiceLimit = 20;

const kinds: Readonly<Record<string, Choice["kind"]>> = {
	allow_once: "allow-once",
	allow_always: "allow-always",
	reject_once: "reject-once",
	reject_always: "reject-always",
};
