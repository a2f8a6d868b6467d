import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { fakeTools } from "./fake-tools.ts";
import { envelope, honest, message, openHub, send } from "./scene.ts";

const wanted = { toolsListChanged: true, promptsListChanged: true, resourcesListChanged: true };
const listenForAll = message("subscriptions/listen", { notifications: wanted, _meta: envelope });

/** A raw connection to the hub. */
async function dial(url: string): Promise<Socket> {
	const socket = connect(Number(new URL(url).port), "127.0.0.1");
	socket.on("error", () => {});
	onTestFinished(() => void socket.destroy());
	await once(socket, "connect");
	return socket;
}

function written(url: string, headers: Record<string, string>, body: string): string {
	const lines = Object.entries({ host: new URL(url).host, ...headers, "content-length": `${Buffer.byteLength(body)}` });
	return `POST /mcp HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join("")}\r\n${body}`;
}

function modern(token: string, method: string): Record<string, string> {
	return { ...honest(token), "mcp-protocol-version": "2026-07-28", "mcp-method": method };
}

test("who waits for notifications is told at once that none will come, and holds nothing open", async () => {
	const hub = await openHub();
	const headers = modern(hub.issue("claude"), "subscriptions/listen");
	const answers = await Promise.all(Array.from({ length: 40 }, () => send(hub.url, { headers, body: listenForAll })));
	for (const { status, text } of answers) {
		expect(status).toBe(200);
		expect(text).toContain('"notifications":{}');
		expect(text).toContain('"resultType":"complete"');
	}
});

test("a silent connection is closed after a while, one that is used is not", async () => {
	const hub = await openHub({ limits: { idleMs: 300 } });
	const token = hub.issue("claude");
	const closed = once(await dial(hub.url), "close");
	const busy = await dial(hub.url);
	let open = true;
	busy.once("close", () => {
		open = false;
	});
	const ping = setInterval(() => busy.write(written(hub.url, honest(token), message("ping"))), 50);
	onTestFinished(() => clearInterval(ping));
	await closed;
	expect(open).toBe(true);
});

test("requests in a row on one connection are answered in their order", async () => {
	const { tools, asked } = fakeTools();
	const hub = await openHub({ tools });
	const token = hub.issue("claude");
	const socket = await dial(hub.url);
	const call = (id: string) => message("tools/call", { name: "monitor_read", arguments: { id } });
	socket.write(["m1", "m8", "m9"].map((id) => written(hub.url, honest(token), call(id))).join(""));
	let said = "";
	while (!said.includes("m9")) said += String((await once(socket, "data"))[0]);
	expect(said.match(/no monitor named|npm test/g)).toEqual(["npm test", "no monitor named", "no monitor named"]);
	expect(asked.length).toBe(3);
});

test("what follows a refused request on its connection is not looked at", async () => {
	const { tools, asked } = fakeTools();
	const hub = await openHub({ tools });
	const token = hub.issue("claude");
	const inner = written(hub.url, honest(token), message("tools/call", { name: "monitor_list", arguments: {} }));
	const socket = await dial(hub.url);
	let said = "";
	socket.on("data", (chunk) => {
		said += chunk;
	});
	const closed = once(socket, "close");
	socket.write(written(hub.url, { ...honest(token), origin: "https://attacker.example" }, inner));
	await closed;
	expect(said.match(/HTTP\/1\.1 \d+/g)).toEqual(["HTTP/1.1 403"]);
	expect(asked).toEqual([]);
});

test("a client that goes away in its request or before its answer harms nobody", async () => {
	const { tools } = fakeTools({ list: () => new Promise(() => {}) });
	const errors: string[] = [];
	const hub = await openHub({ tools, limits: { calls: 1 }, onError: (text) => void errors.push(text) });
	const token = hub.issue("claude");
	for (const part of [40, undefined]) {
		const socket = await dial(hub.url);
		const request = written(hub.url, honest(token), message("tools/call", { name: "monitor_list", arguments: {} }));
		socket.end(request.slice(0, part));
		socket.destroy();
	}
	const body = message("ping");
	await expect.poll(async () => (await send(hub.url, { headers: honest(token), body })).status).toBe(200);
});
