import { formatCount } from "../../../base/format-count.ts";
import { type Group, type Part, stays } from "../parts.ts";
import type { PaintContext, PanePicture } from "../picture.ts";
import { firstLine } from "../text.ts";

/** The words in a pane's lower border: how far it is scrolled back, its search, and why a cap acted on it. */
export function paneFoot(pane: PanePicture, context: PaintContext): Group[] {
	return [scrollParts(pane, context), searchParts(pane, context), reasonParts(pane)];
}

function scrollParts(pane: PanePicture, context: PaintContext): Part[] {
	const back = context.ui.scroll[pane.monitor.id] ?? 0;
	if (back <= 0) return [];
	const all = Math.max(back, context.ui.scrollback[pane.monitor.id] ?? 0);
	const { up, dot } = context.theme.signs;
	return [
		{ text: `${up} ${formatCount(back)}`, tone: "attention", rank: stays },
		{ text: `of ${formatCount(all)}`, tone: "attention", rank: 20 },
		{ text: "lines back", tone: "attention", rank: 40 },
		{ text: `${dot} G follows`, tone: "attention", rank: 50 },
	];
}

function searchParts(pane: PanePicture, context: PaintContext): Part[] {
	const { search } = context.ui;
	if (search === undefined || search.monitor !== pane.monitor.id || search.typing) return [];
	const found = search.offsets.length;
	const place = found === 0 ? "no match" : `${search.index + 1}/${formatCount(found)}`;
	return [
		{ text: `/${firstLine(search.query)}`, tone: "match", rank: stays, shrinks: true },
		{ text: place, tone: "plain", rank: stays },
	];
}

function reasonParts(pane: PanePicture): Part[] {
	const { reason } = pane.monitor;
	return reason === undefined ? [] : [{ text: firstLine(reason), tone: "attention", rank: 30 }];
}
