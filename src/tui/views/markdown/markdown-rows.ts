import type { Theme } from "../../paint/theme.ts";
import { blockRows } from "./block-rows.ts";
import { splitBlocks } from "./blocks.ts";
import { paintSpans } from "./spans.ts";

/** Finished blocks that are remembered for one theme; the oldest go first. */
export const rememberedBlocks = 500;

/**
 * A Markdown text as styled rows of at most `width` cells, one blank row between its blocks.
 * Finished blocks are drawn once; only the last one is drawn again while words are added to it.
 */
export function markdownRows(text: string, width: number, theme: Theme): string[] {
	const blocks = splitBlocks(text);
	return blocks.flatMap((block, index) => {
		const finished = index < blocks.length - 1;
		const rows = finished ? rememberedRows(block, width, theme) : drawBlock(block, width, theme);
		return index === 0 ? rows : ["", ...rows];
	});
}

const remembered = new WeakMap<Theme, Map<string, readonly string[]>>();

function rememberedRows(block: string, width: number, theme: Theme): readonly string[] {
	const known = remembered.get(theme) ?? new Map<string, readonly string[]>();
	remembered.set(theme, known);
	const key = `${width} ${block}`;
	const rows = known.get(key) ?? drawBlock(block, width, theme);
	// Set anew, so that what is still shown is never the oldest.
	known.delete(key);
	known.set(key, rows);
	const [oldest] = known.keys();
	if (known.size > rememberedBlocks && oldest !== undefined) known.delete(oldest);
	return rows;
}

function drawBlock(block: string, width: number, theme: Theme): string[] {
	return blockRows(block, width, theme).map((row) => paintSpans(row, theme));
}
