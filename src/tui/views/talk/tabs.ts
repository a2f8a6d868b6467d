import { type Group, type Part, stays } from "../../paint/parts.ts";
import { firstLine } from "../../paint/text.ts";
import type { AgentMark, Theme, Tone } from "../../paint/theme.ts";

/** One agent in the conversation's title. */
export type Tab = {
	readonly name: string;
	readonly mark: AgentMark;
	/** Messages that came while another agent was shown. */
	readonly unread: number;
	readonly shown: boolean;
};

/** The agents of the session in the title: `1 playbook ● | 2 claude ◌ works +3`. */
export function tabGroup(tabs: readonly Tab[], theme: Theme): Group {
	return tabs.flatMap((tab, index) => [
		...(index === 0 ? [] : [{ text: theme.signs.gutter, tone: "dim" as const, rank: 40 }]),
		...tabParts(tab, index + 1, theme),
	]);
}

function tabParts({ name, mark, unread, shown }: Tab, number: number, theme: Theme): Part[] {
	const rank = shown ? stays : 50;
	const look: Tone = shown ? "bold" : "dim";
	const parts: Part[] = [
		{ text: `${number}`, tone: look, rank: shown ? 90 : rank },
		{ text: firstLine(name), tone: look, rank, shrinks: true },
		{ text: theme.agents[mark], tone: tones[mark], rank: shown ? 85 : rank },
	];
	if (words[mark] !== "") parts.push({ text: words[mark], tone: tones[mark], rank: mark === "dead" ? 45 : 30 });
	if (unread > 0) parts.push({ text: `+${unread}`, tone: "attention", rank: 60 });
	return parts;
}

const words: Readonly<Record<AgentMark, string>> = { idle: "", works: "works", starting: "starts", dead: "dead" };
const tones: Readonly<Record<AgentMark, Tone>> = { idle: "dim", works: "good", starting: "dim", dead: "bad" };
