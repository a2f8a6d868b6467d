import { createConnection, createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { StreamMessageReader } from "vscode-jsonrpc/node";
import { SocketMessageWriter } from "../../src/wire/message-writer.ts";

const message = (method: string, text: string) => ({ jsonrpc: "2.0", method, params: { text } });

test("each message arrives as it was, in order, whatever is in it", async () => {
	const { near, far } = await socketPair();
	const heard: unknown[] = [];
	const all = new Promise<void>((resolve) => {
		new StreamMessageReader(far).listen((one) => {
			heard.push(one);
			if (heard.length === 3) resolve();
		});
	});
	const messages = [message("a", "naïve 漢字 👍"), message("b", "Content-Length: 3\r\n\r\n"), message("c", "")];
	const writer = new SocketMessageWriter(near);
	await Promise.all(messages.map((one) => writer.write(one)));
	await all;
	expect(heard).toEqual(messages);
});

test("a message is one piece", async () => {
	const { near, far } = await socketPair();
	const chunks: Buffer[] = [];
	const first = new Promise<void>((resolve) => {
		far.on("data", (chunk: Buffer) => {
			chunks.push(chunk);
			resolve();
		});
	});
	await new SocketMessageWriter(near).write(message("a", "text"));
	await first;
	const body = `{"jsonrpc":"2.0","method":"a","params":{"text":"text"}}`;
	expect(String(chunks[0])).toBe(`Content-Length: ${body.length}\r\n\r\n${body}`);
});

test("a write to a socket that is gone rejects, and the close is told", async () => {
	const { near } = await socketPair();
	const writer = new SocketMessageWriter(near);
	near.on("error", () => undefined);
	const closed = new Promise<void>((resolve) => void writer.onClose(() => resolve()));
	near.destroy();
	await closed;
	await expect(writer.write(message("a", "late"))).rejects.toThrow();
});

async function socketPair(): Promise<{ near: Socket; far: Socket }> {
	const path = join(tmpdir(), `mmw-${process.pid}-${Math.random().toString(36).slice(2)}`);
	const server = createServer();
	const far = new Promise<Socket>((resolve) => server.once("connection", resolve));
	await new Promise<void>((resolve) => void server.listen(path, resolve));
	const near = createConnection(path);
	onTestFinished(() => {
		near.destroy();
		server.close();
	});
	return { near, far: await far };
}
