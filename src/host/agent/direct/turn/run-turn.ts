import { createOpenAICompatible } from "@ai-sdk/openai-compatible";
import {
	extractReasoningMiddleware,
	type FinishReason,
	type LanguageModel,
	type ModelMessage,
	stepCountIs,
	streamText,
	type TextStreamPart,
	type ToolSet,
	wrapLanguageModel,
} from "ai";
import type { DirectLimits } from "../direct-options.ts";
import type { Server } from "../server/models.ts";
import type { Patience } from "./patience.ts";
import type { Teller } from "./teller.ts";

/** Everything that one turn needs. */
export type TurnParts = {
	readonly model: LanguageModel;
	readonly instructions: string;
	readonly messages: ModelMessage[];
	readonly tools: ToolSet;
	readonly limits: Pick<DirectLimits, "steps">;
	/** Tokens that the model sees at once, when it is known. */
	readonly contextTokens: number | undefined;
	readonly teller: Teller;
	readonly patience: Patience;
	/** Told after each step what the model answered in the turn so far, calls and results included. */
	onAnswers(answers: readonly ModelMessage[]): void;
};

/** A model behind an endpoint that speaks OpenAI's chat protocol. */
export function modelAt({ url, key }: Server, id: string): LanguageModel {
	const provider = createOpenAICompatible({
		name: "direct",
		baseURL: url,
		...(key === undefined ? {} : { apiKey: key }),
		includeUsage: true,
		// A server of this machine must not pass us on to another one.
		fetch: (input, init) => fetch(input, { ...init, redirect: "error" }),
	});
	// Some servers hand on a model's thoughts as a part of its words.
	const middleware = extractReasoningMiddleware({ tagName: "think" });
	return wrapLanguageModel({ model: provider.chatModel(id), middleware });
}

/** Lets the model answer and use its tools until it is done. Rejects with what went wrong. */
export async function runTurn(parts: TurnParts): Promise<FinishReason> {
	const { model, instructions, messages, tools, limits, patience, onAnswers } = parts;
	const result = streamText({
		...{ model, instructions, messages, tools, maxRetries: 0 },
		abortSignal: patience.signal,
		stopWhen: stepCountIs(limits.steps),
		toolCallConcurrency: 1,
		prepareStep: ({ stepNumber, responseMessages }) => {
			onAnswers(responseMessages);
			return stepNumber === limits.steps - 1 ? { activeTools: [] } : {};
		},
		// Errors come in the stream as well; without this they would be printed.
		onError: () => undefined,
	});
	let reason: FinishReason = "other";
	for await (const part of result.stream) {
		if (patience.signal.aborted) return reason;
		if (part.type === "error") throw part.error;
		if (part.type === "finish-step") reason = part.finishReason;
		tell(part, parts);
	}
	if (!patience.signal.aborted) onAnswers(await result.responseMessages);
	return reason;
}

function tell(part: TextStreamPart<ToolSet>, { teller, patience, contextTokens }: TurnParts): void {
	patience.heard(part.type === "text-delta" || part.type === "reasoning-delta" ? part.text.length : 0);
	switch (part.type) {
		case "start-step":
			teller.step();
			break;
		case "text-delta":
			teller.words("said", part.text);
			break;
		case "reasoning-delta":
			teller.words("thought", part.text);
			break;
		case "tool-call":
			teller.call(part.toolCallId, part.toolName, part.input);
			break;
		case "tool-result":
			teller.answer(part.toolCallId, String(part.output), "done");
			break;
		case "tool-error":
			teller.answer(part.toolCallId, part.error instanceof Error ? part.error.message : String(part.error), "failed");
			break;
		case "finish-step": {
			const used = part.usage.totalTokens;
			const size = contextTokens === undefined ? {} : { size: contextTokens };
			if (used !== undefined) teller.usage({ used, ...size });
			break;
		}
		default:
		// Beginnings, ends and what only other kinds of models send.
	}
}
