import type { Agent } from "../../../core/session/state.ts";
import { agentMark } from "../../paint/agent-mark.ts";
import { paintBox } from "../../paint/box.ts";
import { type Group, stays } from "../../paint/parts.ts";
import { firstLine, shorten } from "../../paint/text.ts";
import type { Theme } from "../../paint/theme.ts";
import { wrapText } from "../../paint/wrap-text.ts";
import { fitAnsi } from "../../screen/cells.ts";
import { type PickerItem, pickerItems } from "../../ui/agents/picker.ts";
import type { Region } from "../region.ts";
import { inMiddle } from "./in-middle.ts";

/** Wide enough for all install lines but one; choosing an agent that is missing shows its line whole. */
const widest = 80;
const welcome =
	"Which agent shall work here? playbook is built in and needs no account. /agent brings this list back at any time.";

/** The agents to choose from: those of the session, those that can be started, and how to get the others. */
export function pickerRows(region: Region, list: { index: number; first: boolean }, theme: Theme): string[] {
	const { state, ui, rect } = region;
	const width = Math.min(widest, rect.width);
	const room = width - 4;
	const items = pickerItems(ui, state);
	const text = list.first ? [...wrapText(welcome, room), ""] : [];
	const height = Math.max(1, rect.height - 2 - text.length);
	const chosen = Math.max(0, Math.min(list.index, items.length - 1));
	const top = Math.max(0, Math.min(chosen - Math.floor(height / 2), items.length - height));
	const rows = items.slice(top, top + height).map((item, index) => {
		const words = itemWords(item, region, { first: list.first, theme });
		return itemRow(words, { chosen: top + index === chosen, dim: item.install !== undefined, room, theme });
	});
	const title: Group[] = [[{ text: "agents", tone: "bold", rank: stays }]];
	const look = { width, kind: "focused", tone: "borderFocused", title } as const;
	return inMiddle(paintBox({ ...look, sections: [{ rows: [...text, ...rows] }] }, theme), width, rect);
}

function itemWords(item: PickerItem, region: Region, { first, theme }: { first: boolean; theme: Theme }): string {
	const name = fitAnsi(shorten(firstLine(item.id), 14, theme), 15);
	if (item.install !== undefined) return `${name}install: ${firstLine(item.install)}`;
	const agent = region.state.agents[item.id];
	if (agent === undefined) return `${name}${firstLine(item.name)}`;
	return name + (first ? kindWords(agent, region) : hereWords(agent, region, theme));
}

/** What an agent is: whoever chooses for the first time asks that, and not what it does. */
function kindWords({ kind, label }: Agent, { ui }: Region): string {
	return firstLine(ui.catalogue.find(({ id }) => id === kind)?.name ?? label);
}

/** What an agent of the session does, and its place among several. */
function hereWords(agent: Agent, { state, ui }: Region, theme: Theme): string {
	const mark = agentMark(agent);
	const place = [
		...(state.lead === agent.id ? ["leads"] : []),
		...((ui.agent ?? state.lead) === agent.id ? ["shown"] : []),
	];
	const alone = Object.keys(state.agents).length === 1;
	return [`${theme.agents[mark]} ${mark}`, ...(alone ? [] : place)].join(", ");
}

type RowLook = { readonly chosen: boolean; readonly dim: boolean; readonly room: number; readonly theme: Theme };

function itemRow(words: string, { chosen, dim, room, theme }: RowLook): string {
	const text = shorten(`${chosen ? theme.signs.chosen : " "} ${words}`, room, theme);
	if (chosen) return theme.style("chosen", fitAnsi(text, room));
	return dim ? theme.style("dim", text) : text;
}
