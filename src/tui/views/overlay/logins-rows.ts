import { loginLines } from "../../../core/session/login-words.ts";
import { ownAgent } from "../../../core/session/select.ts";
import { paintBox } from "../../paint/box.ts";
import { type Group, stays } from "../../paint/parts.ts";
import { firstLine } from "../../paint/text.ts";
import type { Theme } from "../../paint/theme.ts";
import { wrapText } from "../../paint/wrap-text.ts";
import { fitAnsi } from "../../screen/cells.ts";
import type { Region } from "../region.ts";
import { inMiddle } from "./in-middle.ts";

const widest = 76;
const signCells = 2;

/** The ways to log in to an agent; the chosen one stays in sight where they are many. */
export function loginsRows(region: Region, list: { agent: string; index: number }, theme: Theme): string[] {
	const { state, rect } = region;
	const width = Math.min(widest, rect.width);
	const room = width - 4;
	const agent = ownAgent(state, list.agent);
	const ways = loginLines(agent ?? {}).map((line, index) =>
		wayRows(line, { chosen: index === list.index, room, theme }),
	);
	const hint = agent?.loginHint === undefined ? [] : ["", ...wrapText(`Or outside: ${agent.loginHint}`, room)];
	const rows = [...ways.flat(), ...hint.map((row) => theme.style("dim", row))];
	const height = Math.max(1, rect.height - 2);
	const before = ways.slice(0, list.index).flat().length;
	const top = Math.max(0, Math.min(before - Math.floor(height / 2), rows.length - height));
	const title: Group[] = [[{ text: `log in to ${firstLine(agent?.label ?? list.agent)}`, tone: "bold", rank: stays }]];
	const look = { width, kind: "focused", tone: "borderFocused", title } as const;
	return inMiddle(paintBox({ ...look, sections: [{ rows: rows.slice(top, top + height) }] }, theme), width, rect);
}

function wayRows(line: string, look: { chosen: boolean; room: number; theme: Theme }): string[] {
	const { chosen, room, theme } = look;
	return wrapText(line, room - signCells).map((row, index) => {
		const text = (index === 0 && chosen ? `${theme.signs.chosen} ` : "  ") + row;
		return chosen ? theme.style("chosen", fitAnsi(text, room)) : text;
	});
}
