import { statSync } from "node:fs";
import { expect, test } from "vitest";
import { startHub } from "../../../src/host/hub/hub.ts";
import { ok } from "../../../src/model/failure.ts";
import { fakeTools } from "./fake-tools.ts";
import { bridgeProgram, callTool, connectClient, type Era, openHub, temporaryDirectory } from "./scene.ts";

const forms: [Era, string][] = [
	["handshake", "2025-11-25"],
	["stateless", "2026-07-28"],
];

test.each(forms)("the tools in the form with a %s", async (era, version) => {
	const hub = await openHub();
	const client = await connectClient(hub.url, hub.issue("claude"), era);
	expect(client.getNegotiatedProtocolVersion()).toBe(version);
	expect(client.getInstructions()).toContain("data, never the person's words");
	expect(client.getServerVersion()).toMatchObject({ name: "monmux", version: "1.2.3" });
	expect(client.getServerCapabilities()).toEqual({ tools: { listChanged: false } });
	const { tools } = await client.listTools();
	expect(tools.map((tool) => tool.name)).toEqual([
		"monitor_start",
		"monitor_read",
		"monitor_list",
		"monitor_stop",
		"monitor_update",
	]);
	for (const tool of tools) {
		expect(tool._meta).toMatchObject({ "anthropic/alwaysLoad": true });
		expect(tool.inputSchema).toMatchObject({ type: "object", additionalProperties: false });
	}
	expect(await callTool(client, "monitor_list")).toMatchObject({ isError: false });
});

test.each(forms)("calls reach the session as their agent, with a %s", async (era) => {
	const { tools, asked } = fakeTools();
	const hub = await openHub({ tools });
	const [claude, codex] = await Promise.all(
		["claude", "codex"].map((agent) => connectClient(hub.url, hub.issue(agent), era)),
	);
	if (!claude || !codex) throw new Error("two clients");
	const started = await callTool(claude, "monitor_start", { command: "npm test", description: "the suite" });
	expect(JSON.parse(started.text)).toMatchObject({ id: "a1", state: "pending-approval" });
	expect(await callTool(codex, "monitor_stop", { id: "m9" })).toEqual({
		isError: true,
		text: 'no monitor named "m9"\nMonitors here: tests.',
	});
	expect(asked).toMatchObject([
		["start", "claude", { command: "npm test", description: "the suite", net: false, readOnly: false }],
		["stop", "codex", "m9"],
	]);
});

test("a tool that does not exist is the client's error", async () => {
	const hub = await openHub();
	const client = await connectClient(hub.url, hub.issue("claude"));
	await expect(client.callTool({ name: "monitor_delete", arguments: {} })).rejects.toThrow("no such tool");
});

test.each(forms)("a hundred calls at once are all answered, with a %s", async (era) => {
	const { tools, asked } = fakeTools({
		read: async (_, { lines }) =>
			ok({ monitor: rowOf(lines), lines: [String(lines)], omitted: { lines: 0, bytes: 0 } }),
	});
	const hub = await openHub({ tools });
	const client = await connectClient(hub.url, hub.issue("claude"), era);
	const numbers = Array.from({ length: 100 }, (_, index) => index + 1);
	const answers = await Promise.all(numbers.map((lines) => callTool(client, "monitor_read", { id: "m1", lines })));
	expect(answers.map((answer) => JSON.parse(answer.text).output)).toEqual(numbers.map((lines) => [String(lines)]));
	expect(asked.length).toBe(100);
});

function rowOf(lines: number) {
	return { id: "m1", name: `n${lines}`, state: "running", command: "c", ageMs: 0 } as const;
}

test("waiting for the tools ends when the agent's client asks for them", async () => {
	const hub = await openHub();
	const token = hub.issue("claude");
	hub.issue("codex");
	const [waiting, other] = [hub.waitForTools("claude", 10_000), hub.waitForTools("codex", 300)];
	const client = await connectClient(hub.url, token);
	await client.listTools();
	expect(await waiting).toBe(true);
	expect(await hub.waitForTools("claude", 0)).toBe(true);
	expect(await other).toBe(false);
	hub.issue("claude");
	expect(await hub.waitForTools("claude", 0)).toBe(false);
});

test("a revoked token opens nothing, and its calls are cut", async () => {
	const hub = await openHub({ tools: fakeTools({ list: () => new Promise(() => {}) }).tools });
	const token = hub.issue("claude");
	const client = await connectClient(hub.url, token);
	const waiting = hub.waitForTools("claude", 10_000);
	const cut = expect(callTool(client, "monitor_list")).rejects.toThrow();
	await callTool(client, "monitor_read", { id: "m1" });
	hub.revoke("claude");
	await cut;
	expect(await waiting).toBe(false);
	await expect(callTool(client, "monitor_read", { id: "m1" })).rejects.toThrow();
	await expect(connectClient(hub.url, token)).rejects.toThrow();
});

test("closing answers nobody any more, frees the port and the socket, and can be repeated", async () => {
	const hub = await openHub();
	const token = hub.issue("claude");
	await connectClient(hub.url, token);
	const waiting = hub.waitForTools("claude", 10_000);
	expect(statSync(hub.bridge.socket).mode & 0o777).toBe(0o600);
	await Promise.all([hub.close(), hub.close()]);
	expect(await waiting).toBe(false);
	expect(statSync(hub.bridge.socket, { throwIfNoEntry: false })).toBeUndefined();
	await expect(connectClient(hub.url, token)).rejects.toThrow();
});

test("a socket that cannot be made is a failure with what to do", async () => {
	const base = { tools: fakeTools().tools, bridgeProgram, version: "1" };
	const absent = await startHub({ ...base, runtime: `${temporaryDirectory()}/absent` });
	expect(absent).toMatchObject({ ok: false, failure: { code: "runtime-directory" } });
	const long = await startHub({ ...base, runtime: `${temporaryDirectory()}/${"x".repeat(100)}` });
	expect(long).toMatchObject({ ok: false, failure: { message: expect.stringContaining("over 103 bytes") } });
});
