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

const widest = 72;
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
		const words = itemWords(item, region, theme);
		return itemRow(words, { chosen: top + index === chosen, dim: item.install !== undefined, room, theme });
	});
	const title: Group[] = [[{ text: "agents", tone: "bold", rank: stays }]];
	const look = { width, kind: "focused", tone: "borderFocused", title } as const;
	return inMiddle(paintBox({ ...look, sections: [{ rows: [...text, ...rows] }] }, theme), width, rect);
}

function itemWords(item: PickerItem, { state, ui }: Region, theme: Theme): string {
	const name = fitAnsi(shorten(firstLine(item.id), 14, theme), 15);
	if (item.install !== undefined) return `${name}not installed: ${firstLine(item.install)}`;
	const agent = state.agents[item.id];
	if (!agent) return `${name}${firstLine(item.name)}`;
	const leads = state.lead === item.id ? ", leads" : "";
	const shown = (ui.agent ?? state.lead) === item.id ? ", shown" : "";
	return `${name}${theme.agents[agentMark(agent)]} ${agentMark(agent)}${leads}${shown}`;
}

type RowLook = { readonly chosen: boolean; readonly dim: boolean; readonly room: number; readonly theme: Theme };

function itemRow(words: string, { chosen, dim, room, theme }: RowLook): string {
	const text = shorten(`${chosen ? theme.signs.chosen : " "} ${words}`, room, theme);
	if (chosen) return theme.style("chosen", fitAnsi(text, room));
	return dim ? theme.style("dim", text) : text;
}
