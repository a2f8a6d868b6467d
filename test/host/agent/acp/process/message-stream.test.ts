import { PassThrough } from "node:stream";
import { describe, expect, test } from "vitest";
import { messageStream } from "../../../../../src/host/agent/acp/process/message-stream.ts";
import { until } from "../scene.ts";

function open() {
	const input = new PassThrough();
	const output = new PassThrough();
	const heard: unknown[] = [];
	const junk: string[] = [];
	const onNotification = (method: string, params: unknown): void => void heard.push([method, params]);
	const stream = messageStream({ input, output, onNotification, onJunk: (line) => junk.push(line) });
	return { input, output, heard, junk, stream, reader: stream.readable.getReader() };
}

describe("reading", () => {
	test("notifications go their own way, in order, and before the answer that came after them", async () => {
		const { input, heard, stream, reader } = open();
		await stream.writable.getWriter().write({ jsonrpc: "2.0", id: 1, method: "x" });
		input.write('{"method":"a","params":1}\n{"method":"b"}\n{"id":1,"result":2}\n');
		expect((await reader.read()).value).toEqual({ id: 1, result: 2 });
		expect(heard).toEqual([
			["a", 1],
			["b", undefined],
		]);
	});

	test("bytes may end anywhere", async () => {
		const { input, heard } = open();
		for (const byte of Buffer.from('\n {"method":"é👍","params":"日"}\r\n\n')) input.write(Buffer.of(byte));
		await until(() => heard.length === 1);
		expect(heard).toEqual([["é👍", "日"]]);
	});

	test.each(["hello", "[]", "42", "null", '{"a":1}', '{"id":5,"result":1}', '{"method":'])(
		"%s is junk",
		async (line) => {
			const { input, heard, junk } = open();
			input.write(`${line}\n{"method":"next"}\n`);
			await until(() => heard.length === 1);
			expect(junk).toEqual([line]);
		},
	);

	test("requests, and the one notification about them, go through", async () => {
		const { input, reader, heard } = open();
		input.write('{"id":9,"method":"ask"}\n{"method":"$/cancel_request","params":{"requestId":9}}\n');
		expect((await reader.read()).value).toMatchObject({ id: 9, method: "ask" });
		expect((await reader.read()).value).toMatchObject({ method: "$/cancel_request" });
		expect(heard).toEqual([]);
	});

	test("a message over the bound is passed over, and the next one is read", async () => {
		const { input, heard, junk } = open();
		const piece = Buffer.alloc(8 << 20, "x");
		for (let i = 0; i < 9; i++) input.write(piece);
		input.write('\n{"method":"next"}\n');
		await until(() => heard.length === 1);
		expect(junk).toEqual([`(a message of ${9 * (8 << 20)} bytes)`]);
	});

	test("the end of the pipe ends the stream, also when it came before", async () => {
		const { input, reader } = open();
		input.end('{"id":1,"method":"last"}\n');
		expect((await reader.read()).value).toMatchObject({ method: "last" });
		expect((await reader.read()).done).toBe(true);
		const gone = new PassThrough();
		gone.destroy();
		const late = messageStream({ input: gone, output: gone, onNotification: () => undefined, onJunk: () => undefined });
		expect((await late.readable.getReader().read()).done).toBe(true);
	});
});

test("writing is one line for each message, and fails on a broken pipe", async () => {
	const { output, stream } = open();
	const writer = stream.writable.getWriter();
	await writer.write({ jsonrpc: "2.0", method: "a\nb" });
	expect(String(output.read())).toBe('{"jsonrpc":"2.0","method":"a\\nb"}\n');
	output.on("error", () => undefined);
	output.destroy();
	await expect(writer.write({ jsonrpc: "2.0", method: "x" })).rejects.toThrow();
});
