import { expect, test } from "vitest";
import { Newest } from "../../../../src/host/journal/raw/newest.ts";

test.each([0, 1, 7, 1000])("the newest %i of what came in pieces of any size", (most) => {
	const newest = new Newest<number>(most);
	const all: number[] = [];
	for (let size = 0; size < 80; size += 1) {
		const piece = Array.from({ length: size }, (_, index) => all.length + index);
		all.push(...piece);
		newest.add(piece);
		expect(newest.items).toEqual(most === 0 ? [] : all.slice(-most));
	}
});
