import type { Usage } from "../../../model/agent.ts";
import { type Group, stays } from "../../paint/parts.ts";
import { firstLine } from "../../paint/text.ts";
import type { Theme } from "../../paint/theme.ts";

/** A context this full is about to be cut by the agent. */
const nearlyFull = 0.9;

/** How full the shown agent's context is, and what it cost: `42k/200k · $0.12`. Empty when it does not say. */
export function usageWords(usage: Usage | undefined, theme: Theme): Group[] {
	if (usage === undefined) return [];
	const { used, size, cost } = usage;
	const words = [usedWords(used, size), cost === undefined ? "" : firstLine(cost)].filter((word) => word !== "");
	if (words.length === 0) return [];
	const full = used !== undefined && size !== undefined && size > 0 && used / size >= nearlyFull;
	return [[{ text: words.join(` ${theme.signs.dot} `), tone: full ? "attention" : "dim", rank: stays }]];
}

function usedWords(used: number | undefined, size: number | undefined): string {
	if (used === undefined) return "";
	return size === undefined ? `${shortCount(used)} tokens` : `${shortCount(used)}/${shortCount(size)}`;
}

function shortCount(count: number): string {
	if (count < 1000) return String(Math.round(count));
	if (count < 999_500) return `${Math.round(count / 1000)}k`;
	return `${Math.round(count / 100_000) / 10}M`;
}
