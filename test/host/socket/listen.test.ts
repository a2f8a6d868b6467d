import { once } from "node:events";
import { createServer as createHttpServer, type IncomingMessage } from "node:http";
import { type AddressInfo, createServer, type Server } from "node:net";
import { PassThrough, Writable } from "node:stream";
import { text } from "node:stream/consumers";
import { expect, onTestFinished, test } from "vitest";
import type { WebSocket } from "ws";
import type { Ending } from "../../../src/host/socket/ending.ts";
import { type ListenOptions, listen } from "../../../src/host/socket/listen.ts";
import { serveSocket } from "./server.ts";

/** How a watch ended, and what it heard. */
type Heard = Ending & { readonly out: string; readonly opened: readonly string[] };

async function hear(url: string, options: Partial<ListenOptions> = {}): Promise<Heard> {
	const out = new PassThrough();
	const heard = text(out);
	const opened: string[] = [];
	const onOpen = (protocol: string): void => void opened.push(protocol);
	const ending = await listen({ url, protocols: [], connectMs: 10_000, out, onOpen, ...options });
	out.end();
	return { ...ending, out: await heard, opened };
}

/** What is heard of a server that does one thing to each connection. */
async function hearOf(serve: (socket: WebSocket, request: IncomingMessage) => void): Promise<Heard> {
	return hear(await serveSocket(serve));
}

/** The address of a server that speaks something else. */
async function other(server: Server): Promise<string> {
	server.listen(0, "127.0.0.1");
	await once(server, "listening");
	onTestFinished(() => void server.close());
	return `ws://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const good = (words: string): Ending => ({ code: 0, words });
const bad = (words: string): Ending => ({ code: 1, words });

test("text frames are lines, binary ones are told", async () => {
	const heard = await hearOf((socket) => {
		for (const frame of ["one", "two\nlines", "with its end\n", "", "ünï ✓"]) socket.send(frame);
		socket.send(Buffer.alloc(5));
		socket.close(1000, "bye");
	});
	expect(heard).toEqual({
		code: 0,
		words: 'closed by the server with 1000 (normal): "bye"',
		out: "one\ntwo\nlines\nwith its end\n\nünï ✓\n[binary frame, 5 bytes]\n",
		opened: [""],
	});
});

test.each<[string, (socket: WebSocket) => void, Ending]>([
	["a clean close", (socket) => socket.close(1001), good("closed by the server with 1001 (going away)")],
	["a close without a code", (socket) => socket.close(), good("closed by the server")],
	["a failure of the server", (socket) => socket.close(1011), bad("closed by the server with 1011 (internal error)")],
	["a code of its own", (socket) => socket.close(4001, "a\nb"), bad('closed by the server with 4001: "a\\nb"')],
	["a broken connection", (socket) => socket.terminate(), bad("the connection broke off without a close")],
	["a frame over 1 MiB", (socket) => socket.send(Buffer.alloc(1024 * 1024 + 1)), bad("a frame of over 1 MiB came")],
	[
		"text that is none",
		(socket) => socket.send(Buffer.from([0xff]), { binary: false }),
		bad("Invalid WebSocket frame: invalid UTF-8 sequence"),
	],
])("%s ends the watch", async (_, serve, ending) => {
	expect(await hearOf(serve)).toEqual({ ...ending, out: "", opened: [""] });
});

test("1 MiB is heard whole, also in fragments", async () => {
	const half = "x".repeat(512 * 1024);
	const heard = await hearOf((socket) => {
		socket.send(half, { fin: false });
		socket.send(half, { fin: true });
		socket.close(1000);
	});
	expect([heard.code, heard.out.length]).toEqual([0, 1024 * 1024 + 1]);
});

test("a long message is refused by its head, or when its fragments add up", async () => {
	const closed: number[] = [];
	const url = await serveSocket((socket, request) => {
		socket.on("close", (code) => void closed.push(code));
		// The head of a frame of 1 GiB, and nothing of it.
		if (request.url === "/head") request.socket.write(Buffer.from([0x82, 127, 0, 0, 0, 0, 0x40, 0, 0, 0]));
		else for (const fin of [false, false, true]) socket.send(Buffer.alloc(512 * 1024), { fin });
	});
	for (const path of ["/head", "/fragments"]) {
		expect(await hear(url + path)).toMatchObject({ code: 1, words: "a frame of over 1 MiB came", out: "" });
	}
	expect(closed).toEqual([1009, 1009]);
});

test("a ping is answered", async () => {
	const heard = await hearOf((socket) => {
		socket.on("pong", () => socket.close(1000));
		socket.ping();
	});
	expect(heard.code).toBe(0);
});

test("a server that says goodbye and does not hang up is left", async () => {
	const heard = await hearOf((_, { socket }) => {
		for (const event of ["data", "end"]) socket.removeAllListeners(event);
		socket.write(Buffer.from([0x88, 2, 0x03, 0xe8]));
	});
	expect(heard).toMatchObject({ code: 0, words: "closed by the server with 1000 (normal)" });
});

test("a sub-protocol is agreed on, or there is no connection", async () => {
	const offered: string[][] = [];
	const url = await serveSocket((socket) => socket.close(1000), {
		handleProtocols: (protocols, request) => {
			offered.push([...protocols]);
			return request.url === "/none" ? false : "v2";
		},
	});
	expect(await hear(url, { protocols: ["v1", "v2"] })).toMatchObject({ code: 0, opened: ["v2"] });
	expect(offered).toEqual([["v1", "v2"]]);
	const words = "Server sent no subprotocol";
	expect(await hear(`${url}/none`, { protocols: ["v1"] })).toMatchObject({ code: 1, words, opened: [] });
	expect(await hear(url, { protocols: ["v1"] })).toMatchObject({ code: 1, opened: [] });
});

test.each([
	[404, "the server answered 404 Not Found"],
	[301, "the server answered 301 Moved Permanently"],
	[200, "the server answered 200 OK"],
])("an answer of %i is no connection", async (status, words) => {
	const server = createHttpServer((_, response) => response.writeHead(status, { location: "/elsewhere" }).end("no"));
	expect(await hear(await other(server))).toMatchObject({ code: 1, words, opened: [] });
});

test("a server that never answers, and one that answers without an end, are given up", async () => {
	const words = "no connection within 0.2 s";
	const silent = await other(createServer());
	expect(await hear(silent, { connectMs: 200 })).toMatchObject({ code: 1, words });
	const slow = createServer((socket) => {
		socket.on("error", () => undefined);
		socket.write("HTTP/1.1 101 Switching Protocols\r\n");
		const dripping = setInterval(() => socket.write("x: y\r\n"), 20);
		socket.on("close", () => clearInterval(dripping));
	});
	expect(await hear(await other(slow), { connectMs: 200 })).toMatchObject({ code: 1, words });
});

test("where nobody listens, and names that nobody has", async () => {
	const server = createServer();
	const url = await other(server);
	server.close();
	await once(server, "close");
	expect((await hear(url)).words).toMatch(/^connect ECONNREFUSED 127\.0\.0\.1:\d+$/);
	expect((await hear(url.replace("127.0.0.1", "localhost"))).words).toContain("ECONNREFUSED");
	expect((await hear("ws://nobody.invalid/")).words).toContain("nobody.invalid");
	expect((await hear("no url")).words).toBe("Invalid URL");
});

test("addresses that are refused are not connected to", async () => {
	for (const host of ["169.254.169.254", "[fe80::1]", "[::ffff:169.254.0.1]"]) {
		expect((await hear(`ws://${host}/`)).words).toContain("link-local or cloud metadata address");
	}
});

/** Takes one piece at a time, and remembers how much waited at most. */
class SlowReader extends Writable {
	bytes = 0;
	peak = 0;

	override _write(chunk: Buffer, _: string, done: () => void): void {
		this.peak = Math.max(this.peak, this.writableLength);
		this.bytes += chunk.length;
		setImmediate(done);
	}
}

test("a slow reader makes the server wait, and loses nothing", async () => {
	const frames = 5000;
	const frame = "x".repeat(3999);
	const url = await serveSocket((socket) => {
		for (let index = 0; index < frames; index += 1) socket.send(frame);
		socket.close(1000);
	});
	const out = new SlowReader();
	expect((await listen({ url, protocols: [], connectMs: 10_000, out, onOpen: () => undefined })).code).toBe(0);
	await once(out.end(), "finish");
	expect(out.bytes).toBe(frames * 4000);
	expect(out.peak).toBeLessThan(500_000);
});
