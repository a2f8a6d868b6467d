import { describeFailure, type Failure, failed, type Result } from "../../model/failure.ts";
import type { HubTools } from "./hub-tools.ts";
import type { HubLimits } from "./limits.ts";
import { catalogue } from "./tools/catalogue.ts";
import type { Answer, Tool } from "./tools/tool.ts";
import { cleanDeep, cleanText } from "./tools/visible.ts";

/** A tool's result on the wire: one text, which is a JSON object or what went wrong. */
export type CallResult = { content: { type: "text"; text: string }[]; isError?: boolean };

/** One call of a tool by an agent's model. */
export type Call = { readonly name: string; readonly args: Readonly<Record<string, unknown>> };

/** Runs the tools for agents, bounded in number, time and size. */
export class ToolCalls {
	readonly #tools: HubTools;
	readonly #limits: HubLimits;
	readonly #running = new Map<string, number>();

	constructor(tools: HubTools, limits: HubLimits) {
		this.#tools = tools;
		this.#limits = limits;
	}

	/** The answer to a call, failures included; undefined when there is no such tool. Never rejects. */
	async call(agent: string, { name, args }: Call): Promise<CallResult | undefined> {
		const tool = catalogue.find((one) => one.listing.name === name);
		if (!tool) return undefined;
		const running = this.#running.get(agent) ?? 0;
		if (running >= this.#limits.calls) {
			return failure(failed("over-cap", `${running} calls are running`, "Wait for one to end.").failure);
		}
		this.#running.set(agent, running + 1);
		try {
			return await this.#run(tool, { agent, args });
		} finally {
			this.#release(agent);
		}
	}

	async #run(tool: Tool, { agent, args }: { agent: string; args: Call["args"] }): Promise<CallResult> {
		const { answerBytes, callMs } = this.#limits;
		try {
			const answer = await inTime(tool.run({ tools: this.#tools, agent, answerBytes }, args), callMs);
			return answer.ok ? success(answer.value) : failure(answer.failure);
		} catch (error) {
			const reason = error instanceof Error ? error.message : String(error);
			return failure(failed("internal", `the tool failed: ${reason}`, "Tell the person.").failure);
		}
	}

	#release(agent: string): void {
		const left = (this.#running.get(agent) ?? 1) - 1;
		if (left > 0) this.#running.set(agent, left);
		else this.#running.delete(agent);
	}
}

function inTime(answer: Promise<Result<Answer>>, ms: number): Promise<Result<Answer>> {
	return new Promise((resolve, reject) => {
		const late = setTimeout(
			() => resolve(failed("internal", `no answer within ${ms / 1000} s`, "Try again, or tell the person.")),
			ms,
		);
		answer.then(resolve, reject).finally(() => clearTimeout(late));
	});
}

function success(answer: Answer): CallResult {
	return { content: [{ type: "text", text: JSON.stringify(cleanDeep(answer)) }] };
}

function failure(failure: Failure): CallResult {
	return { content: [{ type: "text", text: cleanText(describeFailure(failure)) }], isError: true };
}
