import { describe, expect, test } from "vitest";
import { Sieve } from "../../../../src/host/journal/raw/sieve.ts";

const items = Array.from({ length: 1000 }, (_, index) => ({ text: `${index}` }));

/** A sieve whose predicate takes so many milliseconds for each text. */
function slow(ms: number, accepts: (text: string) => boolean = () => true): Sieve {
	let now = 0;
	const judge = (text: string): boolean => {
		now += ms;
		return accepts(text);
	};
	return new Sieve(judge, () => now);
}

describe("looking through many texts", () => {
	test("keeps what is accepted, in order", async () => {
		const sieve = slow(0, (text) => text.endsWith("7"));
		expect((await sieve.accepted(items)).slice(0, 2)).toEqual([{ text: "7" }, { text: "17" }]);
		expect(sieve.gaveUp).toBe(false);
	});

	test("ends when its time is over, whatever comes", async () => {
		const sieve = slow(10);
		expect(await sieve.accepted(items)).toHaveLength(300);
		expect(sieve.gaveUp).toBe(true);
		expect(await sieve.accepted(items)).toEqual([]);
	});

	test("lets other work run in between, and none that is quick wait", async () => {
		let turns = 0;
		const count = (): void => {
			turns += 1;
			immediate = setImmediate(count);
		};
		let immediate = setImmediate(count);
		await slow(0).accepted(items);
		expect(turns).toBe(0);
		await slow(1).accepted(items);
		clearImmediate(immediate);
		expect(turns).toBeGreaterThan(50);
	});
});
