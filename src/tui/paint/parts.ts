import { displayWidth } from "../screen/cells.ts";
import { shorten } from "./text.ts";
import type { Theme, Tone } from "./theme.ts";

/** A word of a title or of the top line. */
export type Part = {
	readonly text: string;
	readonly tone: Tone;
	/** Where room is scarce the lowest rank goes first. */
	readonly rank: number;
	/** Cut short before anything of a high rank goes, and further once only what stays is left. */
	readonly shrinks?: boolean;
};

/** Parts from this rank on stay as long as cutting a longer one short makes room. */
const highRank = 80;
const comfortableCells = 10;

/** The rank of what is never left out. */
export const stays = Number.POSITIVE_INFINITY;

/** Words that stand together, one blank apart. */
export type Group = readonly Part[];

/** Leaves out and shortens parts until the groups, `gap` cells apart, fit into `room` cells. Empty groups vanish. */
export function fitGroups(groups: readonly Group[], limits: Limits): Group[] {
	let kept = groups.filter((group) => group.length > 0);
	while (groupsWidth(kept, limits.gap) > limits.room) {
		const lowest = Math.min(...kept.flat().map((part) => part.rank));
		const shrunk = lowest >= highRank ? shrink(kept, limits, comfortableCells) : kept;
		if (groupsWidth(shrunk, limits.gap) <= limits.room) return shrunk;
		if (lowest === stays) return shrink(kept, limits, 1);
		kept = kept.map((group) => group.filter((part) => part.rank !== lowest)).filter((group) => group.length > 0);
	}
	return kept;
}

type Limits = { readonly room: number; readonly gap: number; readonly theme: Theme };

/** The cells a group takes. */
export function groupWidth(group: Group): number {
	return group.reduce((sum, part) => sum + displayWidth(part.text) + 1, -1);
}

/** A group as styled text. */
export function paintGroup(group: Group, theme: Theme): string {
	return group.map((part) => theme.style(part.tone, part.text)).join(" ");
}

function groupsWidth(groups: readonly Group[], gap: number): number {
	return groups.reduce((sum, group) => sum + groupWidth(group) + gap, groups.length === 0 ? 0 : -gap);
}

/** Cuts what may be cut short by what is over, but not below `least` cells. */
function shrink(groups: readonly Group[], limits: Limits, least: number): Group[] {
	const over = groupsWidth(groups, limits.gap) - limits.room;
	return groups.map((group) =>
		group.map((part) => {
			if (!part.shrinks) return part;
			const cells = displayWidth(part.text);
			return { ...part, text: shorten(part.text, Math.max(Math.min(least, cells), cells - over), limits.theme) };
		}),
	);
}
