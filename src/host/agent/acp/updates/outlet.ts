import { codePointBoundary } from "../../../../base/cut-text.ts";
import { countOf } from "../../../../base/format-count.ts";
import type { ToolCall } from "../../../../model/agent.ts";
import type { AgentSink } from "../../backend.ts";
import { TextCleaner } from "./clean-text.ts";

/** Characters that go out as one piece; a message of megabytes is cut, and the cut is counted. */
const longestPiece = 1_000_000;

/** Whether words are said or thought. */
type Kind = "said" | "thought";

/**
 * Hands words and tool calls on at a bounded rate.
 * The first piece goes out at once; what comes within the interval after it waits and goes out as one.
 */
export class Outlet {
	readonly #sink: AgentSink;
	readonly #intervalMs: number;
	#turn: string | undefined;
	#timer: NodeJS.Timeout | undefined;
	/** Words that wait. */
	#text = "";
	/** Characters that did not fit beside them. */
	#cut = 0;
	#kind: Kind = "said";
	#message: string | undefined;
	/** The words that were handed on last can be continued. */
	#open = false;
	#cleaner = new TextCleaner();
	readonly #calls = new Map<string, ToolCall>();

	constructor(sink: AgentSink, intervalMs: number) {
		this.#sink = sink;
		this.#intervalMs = intervalMs;
	}

	/** What comes from now on belongs to this turn, or to none. What waited belongs to the one before. */
	setTurn(turn: string | undefined): void {
		this.#flush();
		this.#break();
		this.#turn = turn;
	}

	/** Takes a piece of words as it came. Another kind or another message begins anew. */
	words(kind: Kind, text: string, message: string | undefined): void {
		if (kind !== this.#kind || message !== this.#message) {
			this.#flush();
			this.#break();
			this.#kind = kind;
			this.#message = message;
		}
		const clean = this.#cleaner.clean(text);
		const room = this.#cut > 0 ? 0 : longestPiece - this.#text.length;
		const fits = codePointBoundary(clean, Math.min(clean.length, room));
		this.#text += clean.slice(0, fits);
		this.#cut += clean.length - fits;
		this.#schedule();
	}

	/** Takes a tool call. Words before it go out first; one that is `urgent` goes out at once. */
	tool(call: ToolCall, urgent: boolean): void {
		this.#calls.set(call.id, call);
		if (urgent) this.settle();
		else this.#schedule();
	}

	/** Hands on what waits, and begins anew; for things that go out by themselves. */
	settle(): void {
		this.#flush();
		this.#break();
	}

	/** Stops the timer; what waits is handed on. */
	close(): void {
		this.#flush();
		clearTimeout(this.#timer);
		this.#timer = undefined;
	}

	#schedule(): void {
		if (this.#timer !== undefined) return;
		this.#flush();
		this.#timer = setTimeout(() => {
			this.#timer = undefined;
			if (this.#text !== "" || this.#calls.size > 0) this.#schedule();
		}, this.#intervalMs);
	}

	#flush(): void {
		if (this.#text !== "") {
			const cut = this.#cut === 0 ? "" : `\n[… ${countOf(this.#cut, "character")} cut]\n`;
			this.#sink[this.#kind]?.(this.#turn, `${this.#text}${cut}`, this.#open);
			this.#open = true;
			this.#text = "";
			this.#cut = 0;
		}
		for (const call of this.#calls.values()) this.#sink.tool?.(this.#turn, call);
		this.#calls.clear();
	}

	#break(): void {
		this.#open = false;
		this.#cleaner = new TextCleaner();
	}
}
