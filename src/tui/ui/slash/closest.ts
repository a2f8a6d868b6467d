import { editDistance } from "../../../base/edit-distance.ts";

/** Words that someone may have meant: those that begin with it, else those at most two edits away, nearest first. */
export function closest(word: string, known: readonly string[]): string[] {
	const begun = word === "" ? [] : known.filter((one) => one.startsWith(word));
	if (begun.length > 0) return begun;
	const near = known.map((one) => ({ one, distance: editDistance(word, one) }));
	return near
		.filter(({ one, distance }) => distance <= Math.min(2, one.length - 2))
		.sort((a, b) => a.distance - b.distance)
		.map(({ one }) => one);
}
