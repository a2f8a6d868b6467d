import { assertNever } from "../../../../base/assert-never.ts";
import type { AgentSink } from "../../backend.ts";
import { asRecord, asText } from "./loose.ts";
import { Outlet } from "./outlet.ts";
import { readToolCall } from "./read-tool-call.ts";
import { readUpdate, type Update } from "./read-update.ts";
import type { ShowCall } from "./show-call.ts";
import { type KnownCall, ToolCalls } from "./tool-calls.ts";

/** Hands the updates of one session on, with the turn that they came in. */
export class SessionUpdates {
	readonly #sink: AgentSink;
	readonly #outlet: Outlet;
	readonly #showCall: ShowCall;
	#calls = new ToolCalls();
	#session: string | undefined;
	#turn: string | undefined;
	#replaying = false;

	constructor(sink: AgentSink, intervalMs: number, showCall: ShowCall = ({ call }) => call) {
		this.#sink = sink;
		this.#showCall = showCall;
		this.#outlet = new Outlet(sink, intervalMs);
	}

	/** From now on updates of other sessions are passed over: some agents tell of those that they started themselves. */
	setSession(id: string): void {
		this.#session = id;
	}

	/** While an old session is told again, nothing of it is handed on: the person saw it. */
	setReplaying(replaying: boolean): void {
		this.#replaying = replaying;
		if (!replaying) this.#calls = new ToolCalls();
	}

	/** Updates from now on are of this turn. What waited goes out before. */
	setTurn(turn: string | undefined): void {
		this.#turn = turn;
		this.#outlet.setTurn(turn);
	}

	take(params: unknown): void {
		const { sessionId, update } = asRecord(params);
		if (this.#session !== undefined && asText(sessionId) !== this.#session) return;
		const read = readUpdate(update);
		if (read) this.#tell(read);
	}

	/** The call that a question is about, told as one that waits. Undefined when it cannot be read. */
	ask(toolCall: unknown, meta: unknown): KnownCall | undefined {
		const patch = readToolCall(toolCall);
		if (!patch) return undefined;
		// Codex calls every tool of a server an execution, and says beside it that it is a server's.
		const kind = asRecord(meta).is_mcp_tool_approval === true ? "other" : patch.kind;
		const { known } = this.#calls.upsert({ ...patch, kind, status: "waiting" });
		this.#outlet.tool(this.#showCall(known), true);
		return known;
	}

	close(): void {
		this.#outlet.close();
	}

	#tell(update: Update): void {
		if (update.type === "commands") this.#sink.commands?.(update.commands);
		else if (update.type === "usage") this.#sink.usage?.(update.usage);
		else if (!this.#replaying) this.#show(update);
	}

	#show(update: Exclude<Update, { type: "commands" | "usage" }>): void {
		switch (update.type) {
			case "words":
				this.#outlet.words(update.kind, update.text, update.message);
				break;
			case "plan":
				this.#outlet.settle();
				this.#sink.plan?.(this.#turn, update.steps);
				break;
			case "tool": {
				const { known, fresh, news } = this.#calls.upsert(update.patch);
				this.#outlet.tool(this.#showCall(known), fresh || news);
				break;
			}
			default:
				assertNever(update);
		}
	}
}
