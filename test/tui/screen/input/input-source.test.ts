import { PassThrough } from "node:stream";
import { expect, test } from "vitest";
import { listenKeys } from "../../../../src/tui/screen/input/input-source.ts";

function open() {
	const stdin = new PassThrough();
	const names: string[][] = [];
	const stop = listenKeys(stdin, (keys) => names.push(keys.map((key) => (key.alt ? `alt ${key.name}` : key.name))));
	return { stdin, names, stop };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

test("reports the keys of a chunk together", async () => {
	const { stdin, names } = open();
	stdin.write("ab\u001b[A");
	await turn();
	stdin.write("\u001b[?1c");
	await turn();
	expect(names).toEqual([["a", "b", "up"]]);
});

test("makes a lone ESC the Escape key after a moment", async () => {
	const { stdin, names } = open();
	stdin.write("\u001b");
	await turn();
	expect(names).toEqual([]);
	await expect.poll(() => names).toEqual([["escape"]]);
});

test("waits for the rest of a sequence before that", async () => {
	const { stdin, names } = open();
	stdin.write("\u001b");
	await turn();
	stdin.write("f");
	await turn();
	expect(names).toEqual([["alt f"]]);
});

test("is silent once it was stopped, also about what it waited for", async () => {
	const { stdin, names, stop } = open();
	stdin.write("a\u001b");
	await turn();
	stop();
	stdin.write("b");
	await new Promise((resolve) => setTimeout(resolve, 60));
	expect(names).toEqual([["a"]]);
	expect(stdin.listenerCount("data")).toBe(0);
});
