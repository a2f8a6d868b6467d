import type { Rect } from "../../ui/layout.ts";

/** A box in the middle of a region; what does not fit falls off at the end. */
export function inMiddle(box: readonly string[], width: number, rect: Rect): string[] {
	const left = " ".repeat(Math.floor((rect.width - width) / 2));
	const above = Math.max(0, Math.floor((rect.height - box.length) / 2));
	return [...Array.from({ length: above }, () => ""), ...box.map((row) => left + row)].slice(0, rect.height);
}
