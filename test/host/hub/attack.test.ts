import { once } from "node:events";
import { connect } from "node:net";
import { expect, test } from "vitest";
import { fakeTools } from "./fake-tools.ts";
import { callTool, connectClient, honest, message, openHub, send } from "./scene.ts";

const list = message("tools/call", { name: "monitor_list", arguments: {} });

/** A hub with a token, and how often its session was asked. */
async function target(limits = {}) {
	const { tools, asked } = fakeTools();
	const errors: string[] = [];
	const hub = await openHub({ tools, limits, onError: (text) => void errors.push(text) });
	return { hub, token: hub.issue("claude"), asked, errors };
}

test("an honest raw request is answered", async () => {
	const { hub, token, asked } = await target();
	const answer = await send(hub.url, { headers: honest(token), body: list });
	expect(answer.status).toBe(200);
	expect(answer.text).toContain("npm test");
	expect(asked).toEqual([["list", "claude"]]);
});

test("a page in a browser cannot call, whatever it knows", async () => {
	const { hub, token, asked } = await target();
	for (const origin of ["https://attacker.example", "null", hub.url.slice(0, -4)]) {
		const fetched = await fetch(hub.url, { method: "POST", headers: { ...honest(token), origin }, body: list });
		expect(fetched.status).toBe(403);
		expect(fetched.headers.get("access-control-allow-origin")).toBeNull();
		const preflight = await send(hub.url, { method: "OPTIONS", headers: { origin } });
		expect(preflight.status).toBe(403);
		expect(preflight.headers["access-control-allow-origin"]).toBeUndefined();
	}
	expect(asked).toEqual([]);
});

test("a name that was bent to this machine is refused", async () => {
	const { hub, token, asked } = await target();
	const headers = { ...honest(token), host: `attacker.example:${new URL(hub.url).port}` };
	expect((await send(hub.url, { headers, body: list })).status).toBe(403);
	expect(asked).toEqual([]);
});

test("a wrong token gets 401 and not a word", async () => {
	const { hub, token, asked, errors } = await target();
	for (const wrong of ["", token.slice(0, -1), "x".repeat(8000)]) {
		const answer = await send(hub.url, { headers: honest(wrong), body: list });
		expect(answer).toMatchObject({ status: 401, text: "" });
		expect(answer.headers["www-authenticate"]).toBe("Bearer");
	}
	expect([asked, errors]).toEqual([[], []]);
});

test("a body over the bound is refused, with its length told and without", async () => {
	const { hub, token, asked } = await target();
	const body = Buffer.alloc(1024 * 1024 + 1, " ");
	const told = await send(hub.url, { headers: { ...honest(token), "content-length": String(body.length) } });
	expect(told).toMatchObject({ status: 413, text: expect.stringContaining("1048576 bytes") });
	const chunked = await send(hub.url, { headers: { ...honest(token), "transfer-encoding": "chunked" }, body });
	expect(chunked.status).toBe(413);
	const padded = list.padEnd(1024 * 1024, " ");
	expect((await send(hub.url, { headers: honest(token), body: padded })).status).toBe(200);
	expect(asked.length).toBe(1);
});

test.each([
	["no JSON", "{", 400],
	["nothing", "", 400],
	["a batch", `[${list},${list}]`, 400],
	["a text", '"tools/call"', 400],
	["null", "null", 400],
	["no method", '{"jsonrpc":"2.0","id":1}', 400],
])("%s is answered with an error", async (_, body, status) => {
	const { hub, token, asked } = await target();
	const answer = await send(hub.url, { headers: honest(token), body });
	expect(answer.status).toBe(status);
	expect(JSON.parse(answer.text)).toMatchObject({ error: { message: expect.any(String) } });
	expect(asked).toEqual([]);
});

test("arguments of any depth and keys of any name harm nobody", async () => {
	const { hub, token, asked } = await target();
	const deep = `{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"monitor_list","arguments":{"x":${"[".repeat(200_000)}${"]".repeat(200_000)}}}}`;
	const refused = await send(hub.url, { headers: honest(token), body: deep });
	expect(refused).toMatchObject({ status: 200, text: expect.stringContaining("isError") });
	const proto = `{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"monitor_stop","arguments":{"__proto__":{"id":"m1"}}}}`;
	const answer = await send(hub.url, { headers: honest(token), body: proto });
	expect(answer.text).toContain("isError");
	expect(({} as { id?: string }).id).toBeUndefined();
	expect(asked).toEqual([]);
	expect((await send(hub.url, { headers: honest(token), body: list })).status).toBe(200);
});

test("other methods and types are refused, with the token as well", async () => {
	const { hub, token } = await target();
	expect((await send(hub.url, { method: "GET", headers: honest(token) })).status).toBe(405);
	expect((await send(hub.url, { method: "DELETE", headers: honest(token) })).status).toBe(405);
	const plain = { ...honest(token), "content-type": "text/plain" };
	expect((await send(hub.url, { headers: plain, body: list })).status).toBe(415);
});

/** Opens a connection, says something, and resolves with all that came back when the other side has closed it. */
function untilClosed(url: string, words: string): Promise<string> {
	return new Promise((resolve) => {
		const socket = connect(Number(new URL(url).port), "127.0.0.1", () => socket.write(words));
		let said = "";
		socket.on("data", (chunk) => {
			said += chunk.toString();
		});
		socket.on("error", () => {});
		socket.on("close", () => resolve(said));
	});
}

test("a request that never ends is cut: before its head, within it, and within its body", async () => {
	const { hub, token, asked } = await target({ greetMs: 200, requestMs: 400, idleMs: 1000 });
	const host = new URL(hub.url).host;
	const body = `POST /mcp HTTP/1.1\r\nhost: ${host}\r\nauthorization: Bearer ${token}\r\ncontent-type: application/json\r\ncontent-length: 500\r\n\r\n{`;
	const answers = await Promise.all([
		untilClosed(hub.url, ""),
		untilClosed(hub.url, `POST /mcp HTTP/1.1\r\nhost: ${host}\r\nx-slow: `),
		untilClosed(hub.url, body),
	]);
	expect(answers[1]).toContain("408");
	expect(answers[2]).toContain("408");
	expect(asked).toEqual([]);
});

test("connections over the bound are closed, and those within it go on", async () => {
	const { hub, token } = await target({ connections: 4 });
	const open = Array.from({ length: 4 }, () => connect(Number(new URL(hub.url).port), "127.0.0.1"));
	await Promise.all(open.map((socket) => once(socket, "connect")));
	await expect(send(hub.url, { headers: honest(token), body: list })).rejects.toThrow();
	open.pop()?.destroy();
	await expect
		.poll(() => send(hub.url, { headers: honest(token), body: list }).catch(String))
		.toMatchObject({ status: 200 });
	for (const socket of open) socket.destroy();
});

test("requests over the bound are turned away until others have ended", async () => {
	let release = (): void => {};
	const held = new Promise<void>((resolve) => {
		release = resolve;
	});
	const { tools } = fakeTools();
	const slow = { ...tools, stop: () => held.then(() => tools.stop("claude", "m1")) };
	const hub = await openHub({ tools: slow, limits: { calls: 2 } });
	const headers = honest(hub.issue("claude"));
	const stop = message("tools/call", { name: "monitor_stop", arguments: { id: "m1" } });
	const turnedAway = await Promise.race(Array.from({ length: 3 }, () => send(hub.url, { headers, body: stop })));
	expect(turnedAway.status).toBe(503);
	release();
	await expect.poll(async () => (await send(hub.url, { headers, body: list })).status).toBe(200);
});

test("a session that does not answer is a failure of the call, in time", async () => {
	const { tools } = fakeTools({ list: () => new Promise(() => {}), stop: () => Promise.reject(new Error("broken")) });
	const hub = await openHub({ tools, limits: { callMs: 100 } });
	const client = await connectClient(hub.url, hub.issue("claude"));
	expect(await callTool(client, "monitor_list")).toMatchObject({
		isError: true,
		text: expect.stringContaining("no answer within 0.1 s\n"),
	});
	expect(await callTool(client, "monitor_stop", { id: "m1" })).toMatchObject({
		isError: true,
		text: expect.stringContaining("failed: broken\n"),
	});
});
