import { expect, test } from "vitest";
import { readBody } from "../../../../../src/host/agent/direct/server/read-body.ts";

test("a text is read whole, also where a character lies between two pieces", async () => {
	const bytes = new TextEncoder().encode("a😀b");
	const pieces = [bytes.slice(0, 3), bytes.slice(3)];
	const body = new ReadableStream({
		start: (controller) => {
			for (const piece of pieces) controller.enqueue(piece);
			controller.close();
		},
	});
	expect(await readBody(new Response(body), 6)).toBe("a😀b");
	expect(await readBody(new Response(null), 6)).toBe("");
});

test("a text that is too long is not read to its end", async () => {
	let pulled = 0;
	const body = new ReadableStream({
		pull: (controller) => {
			pulled += 1;
			controller.enqueue(new Uint8Array(100));
		},
	});
	await expect(readBody(new Response(body), 1000)).rejects.toThrow("longer than 1000 bytes");
	expect(pulled).toBeLessThan(15);
});
