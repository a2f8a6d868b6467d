import { cutAtGrapheme } from "../../../../base/cut-text.ts";
import type { AgentCommand, PlanStep, Usage } from "../../../../model/agent.ts";
import { cleanLine } from "./clean-text.ts";
import { asList, asNumber, asRecord, asText, type Loose } from "./loose.ts";
import { contentText } from "./read-content.ts";
import { readToolCall, type ToolPatch } from "./read-tool-call.ts";

/** What an update of a session says. The words are as they came, everything else is cleaned. */
export type Update =
	| { type: "words"; kind: "said" | "thought"; text: string; message: string | undefined }
	| { type: "tool"; patch: ToolPatch }
	| { type: "plan"; steps: PlanStep[] }
	| { type: "commands"; commands: AgentCommand[] }
	| { type: "usage"; usage: Usage };

/** Reads an update; undefined for kinds that say nothing to us, unknown ones among them. */
export function readUpdate(value: unknown): Update | undefined {
	const update = asRecord(value);
	switch (update.sessionUpdate) {
		case "agent_message_chunk":
			return words("said", update);
		case "agent_thought_chunk":
			return words("thought", update);
		case "notice":
			return { type: "words", kind: "said", text: noticeText(update), message: noticeMessage };
		case "tool_call":
		case "tool_call_update": {
			const patch = readToolCall(update);
			return patch && { type: "tool", patch };
		}
		case "plan":
			return { type: "plan", steps: asList(update.entries).slice(0, listLimit).map(readStep) };
		case "available_commands_update":
			return { type: "commands", commands: asList(update.availableCommands).slice(0, listLimit).map(readCommand) };
		case "usage_update":
			return { type: "usage", usage: readUsage(update) };
		default:
			return undefined;
	}
}

/** Steps of a plan, and slash commands. */
const listLimit = 200;
/** A notice stands for itself: it goes on from nothing the agent said. */
const noticeMessage = "\u0000notice";

function words(kind: "said" | "thought", update: Loose): Update {
	return { type: "words", kind, text: contentText(update.content), message: asText(update.messageId) };
}

function noticeText({ title, description }: Loose): string {
	return [asText(title), asText(description)].filter((part) => part).join(": ");
}

function readStep(value: unknown): PlanStep {
	const { content, status } = asRecord(value);
	return { text: short(content), status: stepStatuses[asText(status) ?? ""] ?? "pending" };
}

const stepStatuses: Readonly<Record<string, PlanStep["status"]>> = { in_progress: "running", completed: "done" };

function readCommand(value: unknown): AgentCommand {
	const { name, description } = asRecord(value);
	return { name: short(name).replace(/^\//, ""), description: short(description) };
}

function readUsage(update: Loose): Usage {
	const used = asNumber(update.used);
	const size = asNumber(update.size);
	const { amount, currency } = asRecord(update.cost);
	const cost = asNumber(amount);
	return {
		...(used === undefined ? {} : { used }),
		...(size === undefined ? {} : { size }),
		...(cost === undefined ? {} : { cost: `${cost.toFixed(2)} ${short(currency)}`.trim() }),
	};
}

function short(value: unknown): string {
	return cleanLine(cutAtGrapheme(asText(value) ?? "", 500));
}
