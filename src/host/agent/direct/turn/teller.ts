import { cutAtGrapheme } from "../../../../base/cut-text.ts";
import type { ToolCall, Usage } from "../../../../model/agent.ts";
import { cleanLine, cleanText } from "../../acp/updates/clean-text.ts";
import { Outlet } from "../../acp/updates/outlet.ts";
import type { AgentSink } from "../../backend.ts";
import type { DirectTool } from "../direct-options.ts";

/** Tells who listens what the model says and does in one turn. After `end` it tells nothing more. */
export class Teller {
	readonly #outlet: Outlet;
	readonly #sink: AgentSink;
	readonly #tools: ReadonlyMap<string, DirectTool>;
	readonly #running = new Map<string, ToolCall>();
	#step = 0;
	#ended = false;

	constructor(sink: AgentSink, turn: string, { tools, wordsMs }: { tools: readonly DirectTool[]; wordsMs: number }) {
		this.#sink = sink;
		this.#outlet = new Outlet(sink, wordsMs);
		this.#outlet.setTurn(turn);
		this.#tools = new Map(tools.map((tool) => [tool.name, tool]));
	}

	/** Another answer of the model begins; its words are a paragraph of their own, and its calls may have old ids. */
	step(): void {
		this.#step += 1;
	}

	words(kind: "said" | "thought", text: string): void {
		if (!this.#ended) this.#outlet.words(kind, text, `${this.#step}`);
	}

	call(id: string, name: string, args: unknown): void {
		if (this.#ended) return;
		const title = titleOf(this.#tools.get(name)?.title ?? name, args);
		const call = { id: `${this.#step}.${id}`, title, places: [], output: "", diffs: [] };
		this.#running.set(id, { ...call, status: "running" });
		this.#outlet.tool({ ...call, status: "running" }, true);
	}

	/** A call ended. */
	answer(id: string, output: string, status: "done" | "failed"): void {
		const call = this.#running.get(id);
		this.#running.delete(id);
		if (call) this.#outlet.tool({ ...call, status, output: cleanText(cutAtGrapheme(output, outputChars)) }, true);
	}

	usage(usage: Usage): void {
		if (!this.#ended) this.#sink.usage?.(usage);
	}

	/** Hands on what waits; calls that still run are told as failed. */
	end(): void {
		for (const id of [...this.#running.keys()]) this.answer(id, "interrupted", "failed");
		this.#ended = true;
		this.#outlet.setTurn(undefined);
		this.#outlet.close();
	}
}

const outputChars = 4000;
const titleChars = 200;

/** What is called and with what, in one line; the arguments are the model's words. */
function titleOf(title: string, args: unknown): string {
	const record: Record<string, unknown> = typeof args === "object" && args !== null ? { ...args } : {};
	const about = record.command ?? record.id;
	const text = typeof about === "string" ? `${title}: ${about}` : title;
	return cutAtGrapheme(cleanLine(text), titleChars);
}
