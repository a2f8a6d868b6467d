import type { FinishReason, LanguageModel, ModelMessage } from "ai";
import type { Prompt } from "../../../core/session/effect.ts";
import { promptTexts } from "../../../core/session/envelope.ts";
import { FailureError } from "../../../model/failure.ts";
import type { AgentBackend, AgentSink, TurnEnd } from "../backend.ts";
import { type DirectOptions, type DirectSettings, settingsOf } from "./direct-options.ts";
import { instructions } from "./instructions.ts";
import { findServer, type Place } from "./server/find-server.ts";
import { howToStart } from "./server/known-servers.ts";
import { listModels, listText } from "./server/models.ts";
import { explainError } from "./turn/explain-error.ts";
import { modelTools } from "./turn/model-tools.ts";
import { Patience } from "./turn/patience.ts";
import { modelAt, runTurn } from "./turn/run-turn.ts";
import { Teller } from "./turn/teller.ts";
import { Window } from "./turn/window.ts";

/** A model behind a chat endpoint, with our monitor tools and nothing else: no shell, no files, no process. */
export function createDirectBackend(options: DirectOptions): AgentBackend {
	return new DirectBackend(settingsOf(options));
}

/** What is known once the server was found. */
type Line = { readonly sink: AgentSink; readonly place: Place; readonly model: LanguageModel };

class DirectBackend implements AgentBackend {
	readonly label: string;
	readonly #settings: DirectSettings;
	readonly #window: Window;
	#line: Line | undefined;
	#patience: Patience | undefined;
	#turn: Promise<TurnEnd> | undefined;
	#closed = false;

	constructor(settings: DirectSettings) {
		this.label = settings.label;
		this.#settings = settings;
		this.#window = new Window(settings.limits);
	}

	async start(sink: AgentSink): Promise<void> {
		const place = await findServer(this.#settings);
		if (!place.ok) throw new FailureError(place.failure);
		if (this.#closed) return;
		this.#line = { sink, place: place.value, model: modelAt(place.value.server, place.value.model.id) };
		sink.said(undefined, place.value.said);
	}

	prompt(prompt: Prompt): Promise<TurnEnd> {
		const line = this.#line;
		if (this.#closed || !line) return Promise.resolve({ stop: "failed", error: `${this.label} was not started` });
		if (this.#patience) return Promise.resolve({ stop: "failed", error: `${this.label} is at work on another turn` });
		const { silence, turn } = this.#settings.timeouts;
		const { answerChars } = this.#settings.limits;
		const patience = new Patience({ silenceMs: silence, turnMs: turn, answerChars });
		this.#patience = patience;
		this.#turn = this.#run(line, prompt, patience).finally(() => {
			this.#patience = undefined;
		});
		return this.#turn;
	}

	cancel(): void {
		this.#patience?.cancel();
	}

	async close(): Promise<void> {
		this.#closed = true;
		this.cancel();
		await this.#turn;
	}

	/** One turn, which is over when the patience is, whatever the server does. */
	async #run(line: Line, prompt: Prompt, patience: Patience): Promise<TurnEnd> {
		const { tools, timeouts, nameOf } = this.#settings;
		const text = promptTexts(prompt, nameOf).join("\n\n");
		const teller = new Teller(line.sink, prompt.turn, { tools, wordsMs: timeouts.words });
		let answers: readonly ModelMessage[] = [];
		const answering = this.#answer(line, text, {
			...{ teller, patience },
			onAnswers: (now) => {
				answers = now;
			},
		});
		const end: Outcome = await Promise.race([patience.over, answering]);
		patience.close();
		teller.end();
		// A prompt that was refused once would be refused again with every turn after it.
		if (end.refused) this.#window.forget();
		else this.#window.remember(text, answers, end.stop === "done" ? undefined : `(${end.error ?? "interrupted"})`);
		return end.error === undefined ? { stop: end.stop } : { stop: end.stop, error: end.error };
	}

	async #answer(line: Line, text: string, turn: Turn): Promise<Outcome> {
		const { tools, limits, callTool, cwd } = this.#settings;
		const { signal } = turn.patience;
		try {
			const reason = await runTurn({
				...{ ...turn, model: line.model, instructions: instructions(cwd), limits },
				messages: [...this.#window.before(text.length), { role: "user", content: text }],
				tools: modelTools(tools, { callTool, calls: limits.calls, signal }),
				contextTokens: line.place.model.contextTokens,
			});
			return endOf(reason);
		} catch (error) {
			return this.#explain(error, line.place);
		}
	}

	async #explain(error: unknown, { server, model }: Place): Promise<Outcome> {
		const { servers, timeouts } = this.#settings;
		const { kind, text } = explainError(error, server.url);
		switch (kind) {
			case "gone":
				return { stop: "failed", error: `${text}. Start it again:\n${howToStart(servers, server.url)}` };
			case "no-model": {
				const models = await listModels(server, timeouts.models);
				return { stop: "failed", error: `${text}\n${models.ok ? listText(models.value) : `It had ${model.id}.`}` };
			}
			case "refused":
				return { stop: "failed", error: `${text}${this.#window.empty ? "" : forgotten}`, refused: true };
			case "other":
				return { stop: "failed", error: text };
		}
	}
}

/** How a turn ended; `refused` when the server did not like what it was asked. */
type Outcome = TurnEnd & { readonly refused?: boolean };

type Turn = {
	readonly teller: Teller;
	readonly patience: Patience;
	onAnswers(answers: readonly ModelMessage[]): void;
};

const forgotten = "\nThe model is not told again what was said before, in case that was too much for it.";

function endOf(reason: FinishReason): TurnEnd {
	switch (reason) {
		case "stop":
			return { stop: "done" };
		case "tool-calls":
			return { stop: "failed", error: "the model used up its steps of one turn" };
		case "length":
			return { stop: "failed", error: "the model's limit of tokens was reached" };
		case "content-filter":
			return { stop: "failed", error: "the model refused to go on" };
		default:
			return { stop: "failed", error: "the model's answer broke off" };
	}
}
