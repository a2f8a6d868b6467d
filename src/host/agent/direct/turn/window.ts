import type { ModelMessage } from "ai";
import { cutAtGrapheme } from "../../../../base/cut-text.ts";
import type { DirectLimits } from "../direct-options.ts";

/** What a model is told again of the turns before: the newest whole turns that fit. */
export class Window {
	readonly #limits: Pick<DirectLimits, "turns" | "windowChars" | "messageChars">;
	#turns: (readonly ModelMessage[])[] = [];

	constructor(limits: Pick<DirectLimits, "turns" | "windowChars" | "messageChars">) {
		this.#limits = limits;
	}

	/** The messages to send before a prompt of so many characters, oldest first; they begin with a prompt. */
	before(promptChars: number): ModelMessage[] {
		let room = this.#limits.windowChars - promptChars;
		const first = this.#turns.findLastIndex((turn) => {
			room -= sizeOf(turn);
			return room < 0;
		});
		return this.#turns.slice(first + 1).flat();
	}

	/**
	 * Remembers a turn: its prompt and what the model answered, calls and results included. Long texts lose their middle.
	 * Prompts and answers have to take turns, or some models refuse; so a turn that ended without words gets some.
	 */
	remember(prompt: string, answers: readonly ModelMessage[], unsaid = "(no answer)"): void {
		const turn: ModelMessage[] = [{ role: "user", content: prompt }, ...answers];
		if (turn.at(-1)?.role !== "assistant") turn.push({ role: "assistant", content: unsaid });
		this.#turns = [...this.#turns, turn.map((message) => this.#shorten(message))].slice(-this.#limits.turns);
	}

	/** Whether nothing is remembered. */
	get empty(): boolean {
		return this.#turns.length === 0;
	}

	forget(): void {
		this.#turns = [];
	}

	#shorten(message: ModelMessage): ModelMessage {
		const most = this.#limits.messageChars;
		if (message.role === "user" && typeof message.content === "string")
			return { ...message, content: withoutMiddle(message.content, most) };
		if (message.role === "tool")
			return {
				...message,
				content: message.content.map((part) =>
					part.type === "tool-result" && (part.output.type === "text" || part.output.type === "error-text")
						? { ...part, output: { ...part.output, value: withoutMiddle(part.output.value, most) } }
						: part,
				),
			};
		if (message.role === "assistant" && typeof message.content !== "string")
			// Models are not to be told again what they thought.
			return { ...message, content: message.content.filter(({ type }) => type !== "reasoning") };
		return message;
	}
}

function sizeOf(turn: readonly ModelMessage[]): number {
	return JSON.stringify(turn).length;
}

/** The end stays as well: it closes envelopes, and says that what was in them is data. */
function withoutMiddle(text: string, most: number): string {
	if (text.length <= most) return text;
	const head = cutAtGrapheme(text, Math.floor(most / 2));
	const tail = text.slice(-Math.floor(most / 4)).toWellFormed();
	return `${head}\n(${text.length - head.length - tail.length} characters left out)\n${tail}`;
}
