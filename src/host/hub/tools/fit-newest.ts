import { utf8Length } from "../../../base/cut-text.ts";

/** The last items that fit into `bytes` of JSON, commas included, and those before them that did not. */
export function fitNewest<T>(items: readonly T[], bytes: number): { kept: readonly T[]; left: readonly T[] } {
	let room = bytes;
	let first = items.length;
	for (const item of items.toReversed()) {
		room -= utf8Length(JSON.stringify(item)) + 1;
		if (room < 0) break;
		first -= 1;
	}
	return { kept: items.slice(first), left: items.slice(0, first) };
}
