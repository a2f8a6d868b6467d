import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";
import { join } from "node:path";
import { Client } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import { expect, onTestFinished, test } from "vitest";
import type { Hub } from "../../../src/host/hub/hub.ts";
import { ok } from "../../../src/model/failure.ts";
import { fakeTools, row } from "./fake-tools.ts";
import { callTool, type Era, envelope, eras, message, openHub, temporaryDirectory } from "./scene.ts";

/** The bridge as a process of its own, gone after the test. */
function startBridge({ bridge }: Pick<Hub, "bridge">, env: Record<string, string>): ChildProcess {
	const child = spawn(bridge.command, [...bridge.args], { env, stdio: "pipe" });
	onTestFinished(() => void child.kill("SIGKILL"));
	return child;
}

async function ended(child: ChildProcess): Promise<{ code: number | null; stderr: string }> {
	let stderr = "";
	child.stderr?.on("data", (chunk) => {
		stderr += chunk;
	});
	const [code] = await once(child, "close");
	return { code, stderr };
}

async function bridgeClient(hub: Hub, token: string, era: Era): Promise<Client> {
	const client = new Client({ name: "tester", version: "1" }, { versionNegotiation: { mode: eras[era] } });
	const { command, args, env } = hub.bridge;
	await client.connect(new StdioClientTransport({ command, args: [...args], env: env(token) }));
	onTestFinished(() => client.close());
	return client;
}

test.each<[Era]>([["handshake"], ["stateless"]])("the tools through a child process, with a %s", async (era) => {
	const { tools, asked } = fakeTools();
	const hub = await openHub({ tools });
	const client = await bridgeClient(hub, hub.issue("copy"), era);
	const waiting = hub.waitForTools("copy", 10_000);
	expect((await client.listTools()).tools.length).toBe(5);
	expect(await waiting).toBe(true);
	const answers = await Promise.all(Array.from({ length: 100 }, () => callTool(client, "monitor_list")));
	expect(answers.every((answer) => answer.text.includes("npm test"))).toBe(true);
	expect(asked.length).toBe(100);
	expect(asked[0]).toEqual(["list", "copy"]);
});

test("megabytes of answers come whole", async () => {
	const lines = Array.from({ length: 2000 }, (_, index) => `${index} ${"x".repeat(25)}`);
	const { tools } = fakeTools({ read: async () => ok({ monitor: row, lines, omitted: { lines: 0, bytes: 0 } }) });
	const hub = await openHub({ tools });
	const client = await bridgeClient(hub, hub.issue("copy"), "handshake");
	const reads = Array.from({ length: 40 }, () => callTool(client, "monitor_read", { id: "m1", lines: 2000 }));
	for (const answer of await Promise.all(reads)) expect(JSON.parse(answer.text).output.at(-1)).toBe(lines.at(-1));
});

test("a wrong token, no token and no hub end the bridge with 1 and a reason", async () => {
	const hub = await openHub();
	const wrong = await ended(startBridge(hub, hub.bridge.env("0".repeat(32))));
	expect(wrong).toEqual({ code: 1, stderr: "monmux bridge: the session did not let this agent in\n" });
	const none = await ended(startBridge(hub, {}));
	expect(none).toEqual({ code: 1, stderr: expect.stringMatching(/^monmux bridge: MONMUX_HUB_SOCKET and .* not set/) });
	await hub.close();
	const gone = await ended(startBridge(hub, hub.bridge.env("0".repeat(32))));
	expect(gone).toEqual({ code: 1, stderr: expect.stringContaining("ENOENT") });
});

test("the bridge ends when its agent closes it", async () => {
	const hub = await openHub();
	const child = startBridge(hub, hub.bridge.env(hub.issue("copy")));
	child.stdin?.write(`${message("ping")}\n`);
	await once(child.stdout as NodeJS.ReadableStream, "data");
	const end = ended(child);
	child.stdin?.end();
	expect(await end).toEqual({ code: 0, stderr: "" });
});

test("the bridge ends when the token is revoked, and when the hub closes", async () => {
	const hub = await openHub();
	for (const cut of [() => hub.revoke("copy"), () => hub.close()]) {
		const child = startBridge(hub, hub.bridge.env(hub.issue("copy")));
		child.stdin?.write(`${message("ping")}\n`);
		await once(child.stdout as NodeJS.ReadableStream, "data");
		const end = ended(child);
		await cut();
		expect(await end).toEqual({ code: 0, stderr: "" });
	}
});

test("the bridge ends although the hub says nothing any more", async () => {
	const path = join(temporaryDirectory(), "deaf");
	const open = new Set<Socket>();
	const deaf = createServer({ allowHalfOpen: true }, (socket) => void open.add(socket.resume()));
	deaf.listen(path);
	onTestFinished(() => {
		for (const socket of open) socket.destroy();
		deaf.close();
	});
	await once(deaf, "listening");
	const hub = await openHub();
	const child = startBridge(hub, { MONMUX_HUB_SOCKET: path, MONMUX_HUB_TOKEN: "x" });
	const end = ended(child);
	child.stdin?.end();
	expect((await end).code).toBe(0);
});

/** A connection to the hub's socket; resolves with what it said when the hub has closed it. */
function raw(hub: Hub, words: string): { socket: Socket; closed: Promise<string> } {
	const socket = connect(hub.bridge.socket, () => socket.write(words));
	let said = "";
	socket.on("data", (chunk) => {
		said += chunk;
	});
	socket.on("error", () => {});
	onTestFinished(() => void socket.destroy());
	return { socket, closed: new Promise((resolve) => socket.on("close", () => resolve(said))) };
}

test("whoever says no token, a wrong one or a long one is cut without a word", async () => {
	const hub = await openHub({ limits: { greetMs: 200 } });
	const token = hub.issue("copy");
	const words = ["", "\n", `${token}0\n`, "x".repeat(100_000), `${"x".repeat(200)}\n`, message("tools/list")];
	expect(await Promise.all(words.map((said) => raw(hub, said).closed))).toEqual(words.map(() => ""));
});

test("a token in pieces, with the first message behind it, is understood", async () => {
	const hub = await openHub();
	const token = hub.issue("copy");
	const { socket } = raw(hub, token.slice(0, 7));
	await once(socket, "connect");
	socket.write(`${token.slice(7)}\n${message("ping")}\n`);
	const [answer] = await once(socket, "data");
	expect(JSON.parse(String(answer))).toEqual({ jsonrpc: "2.0", id: 1, result: {} });
});

test("a message over the bound cuts the connection, and garbage does not", async () => {
	const hub = await openHub();
	const token = hub.issue("copy");
	const { socket } = raw(hub, `${token}\n{not json\n"text"\n${message("ping")}\n`);
	const [answer] = await once(socket, "data");
	expect(String(answer)).toContain('"result":{}');
	expect(await raw(hub, `${token}\n${"x".repeat(1024 * 1024 + 1)}`).closed).toBe("");
});

test("what waits for notifications on a socket is bounded", async () => {
	const hub = await openHub({ limits: { subscriptions: 2 } });
	const listen = { jsonrpc: "2.0", method: "subscriptions/listen", params: { notifications: {}, _meta: envelope } };
	const lines = [1, 2, 3].map((id) => JSON.stringify({ ...listen, id }));
	const { socket } = raw(hub, `${[hub.issue("copy"), ...lines].join("\n")}\n`);
	let said = "";
	while (!said.includes('"id":3')) said += String((await once(socket, "data"))[0]);
	expect(said.match(/acknowledged/g)?.length).toBe(2);
	expect(said).toContain("Subscription limit reached");
});

test("an agent that asks and does not read is cut", async () => {
	const lines = Array.from({ length: 30 }, () => "x".repeat(1900));
	const { tools, asked } = fakeTools({
		read: async () => ok({ monitor: row, lines, omitted: { lines: 0, bytes: 0 } }),
	});
	const hub = await openHub({ tools, limits: { unreadBytes: 200_000 } });
	const { socket, closed } = raw(hub, `${hub.issue("copy")}\n`);
	await once(socket, "connect");
	socket.pause();
	const read = message("tools/call", { name: "monitor_read", arguments: { id: "m1", lines: 30 } });
	const asking = setInterval(() => socket.write(`${read}\n`), 1);
	onTestFinished(() => clearInterval(asking));
	await closed;
	// The kernel holds a few hundred kilobytes more; the usual bound would have let pass a hundred and forty of them.
	expect(asked.length).toBeLessThan(60);
});
