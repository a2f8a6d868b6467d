import type { ToolCall } from "../../../../model/agent.ts";
import type { Loose } from "./loose.ts";
import type { ToolPatch } from "./read-tool-call.ts";

/** A tool call as far as it is known, with what only this side needs. */
export type KnownCall = {
	readonly call: ToolCall;
	readonly name: string | undefined;
	readonly kind: string | undefined;
	/** What the tool was called with; empty while it was not told. */
	readonly input: Loose;
};

/** What a patch made of a call, and whether it is worth telling at once. */
export type Upserted = { readonly known: KnownCall; readonly fresh: boolean; readonly news: boolean };

/**
 * The tool calls of an agent, put together from every message that mentions one.
 * Some agents send only updates, and some ask for permission before they tell of the call, so the order is free.
 */
export class ToolCalls {
	readonly #calls = new Map<string, KnownCall>();

	/** Folds a patch in. `news` means a new call or another status. */
	upsert(patch: ToolPatch): Upserted {
		const before = this.#calls.get(patch.id);
		const known = merge(before, patch);
		this.#calls.delete(patch.id);
		this.#calls.set(patch.id, known);
		const [oldest] = this.#calls.keys();
		if (this.#calls.size > callLimit && oldest !== undefined) this.#calls.delete(oldest);
		return { known, fresh: before === undefined, news: before?.call.status !== known.call.status };
	}
}

/** Calls remembered; agents that work for days make many. */
const callLimit = 500;

function merge(before: KnownCall | undefined, patch: ToolPatch): KnownCall {
	const call = before?.call;
	const name = patch.name ?? before?.name;
	const kind = patch.kind ?? before?.kind;
	return {
		name,
		kind,
		input: patch.input ?? before?.input ?? {},
		call: {
			id: patch.id,
			title: titleOf(patch.title, call?.title) || name || kind || "tool",
			status: patch.status ?? call?.status ?? "waiting",
			places: [...(patch.places ?? call?.places ?? [])],
			output: patch.output ?? call?.output ?? "",
			diffs: [...(patch.diffs ?? call?.diffs ?? [])],
		},
	};
}

/** The newest title; but some agents ask with the bare arguments, which say less than the title before. */
function titleOf(newest: string | undefined, before: string | undefined): string | undefined {
	const bare = newest?.startsWith("{") === true && before !== undefined;
	return bare ? before : newest || before;
}
