import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, onTestFinished, test } from "vitest";
import { type DirectOptions, settingsOf } from "../../../../../src/host/agent/direct/direct-options.ts";
import { findServer } from "../../../../../src/host/agent/direct/server/find-server.ts";
import { howToStart, knownServers, urlOf } from "../../../../../src/host/agent/direct/server/known-servers.ts";
import { list, rig, scripted } from "../rig.ts";

/** Long enough for a busy machine; who says nothing is waited for so long, in milliseconds. */
const probe = 3000;

function find(command: string | undefined, options: Partial<DirectOptions> = {}) {
	const base = { label: "x", cwd: "/", nameOf: String, tools: [], allowRemote: false, command };
	const callTool = async () => ({ text: "", failed: false });
	return findServer(settingsOf({ ...base, callTool, timeouts: { probe }, ...options }));
}

const known = (port: number, name = "Ollama") => ({ name, port, start: `start ${name}` });

/** A port that nobody listens on. */
async function freePort(): Promise<number> {
	const server = createServer();
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	const { port } = server.address() as AddressInfo;
	await new Promise((resolve) => server.close(resolve));
	return port;
}

/** Something that listens and is no model server. */
async function other(answer: (end: (text: string) => void) => void): Promise<number> {
	const server = createServer((_, res) => answer((text) => res.end(text)));
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	onTestFinished(() => {
		server.close();
		server.closeAllConnections();
	});
	return (server.address() as AddressInfo).port;
}

describe("without an address", () => {
	test("the known ports of this machine are meant, and no other address", () => {
		expect(knownServers.map(urlOf)).toEqual([11434, 1234, 8080, 8000].map((port) => `http://127.0.0.1:${port}/v1`));
	});

	test("the first that answers is taken, past those that do not, are something else, or say nothing", async () => {
		const silent = await other(() => undefined);
		const page = await other((end) => end("<html>my shop</html>"));
		const odd = await other((end) => end('{"data":"none"}'));
		const server = await scripted(() => undefined);
		const ports = [await freePort(), silent, page, odd, server.port];
		const found = await find(undefined, { servers: ports.map((port) => known(port)) });
		expect(found).toMatchObject({ ok: true, value: { server: { url: server.url }, model: { id: "one" } } });
	});

	test("the one that has the model is taken", async () => {
		const [one, two] = [await scripted(() => undefined), await scripted(() => undefined, list("qwen3:latest"))];
		const found = await find("qwen3", { servers: [known(one.port), known(two.port, "LM Studio")] });
		expect(found).toMatchObject({ ok: true, value: { server: { url: two.url }, model: { id: "qwen3:latest" } } });
		expect(found.ok && found.value.said).toBe(`The model is qwen3:latest of LM Studio at ${two.url}.`);
	});

	test("no key is sent to what happens to listen", async () => {
		const server = await scripted(() => undefined);
		const found = await find(undefined, { servers: [known(server.port)], key: "k1" });
		expect(found).toMatchObject({ ok: true, value: { server: { url: server.url } } });
		expect(found.ok && found.value.server.key).toBeUndefined();
		expect(server.lists.map(({ headers }) => headers.authorization)).toEqual([undefined]);
	});

	test("nobody there: which ports were asked, and how to start each", async () => {
		const servers = [known(await freePort()), known(await freePort(), "vLLM")];
		expect(await find(undefined, { servers })).toEqual({
			ok: false,
			failure: {
				code: "agent-unavailable",
				message: `no model server answers on this machine (asked on 127.0.0.1: ${servers[0]?.port}, ${servers[1]?.port})`,
				remedy: "Start one:\nOllama: start Ollama\nvLLM: start vLLM",
			},
		});
	});

	test("no such model: what there is", async () => {
		const server = await scripted(() => undefined);
		expect(await find("three", { servers: [known(server.port)] })).toMatchObject({
			ok: false,
			failure: { message: 'Ollama runs here and has no model "three"', remedy: "Models there: one, two." },
		});
	});
});

describe("with an address", () => {
	test("no such model: what there is", async () => {
		const server = await scripted(() => undefined);
		expect(await find(`${server.url} three`)).toMatchObject({
			ok: false,
			failure: { message: `there is no model "three" at ${server.url}`, remedy: "Models there: one, two." },
		});
	});

	test("nobody there: how to start it", async () => {
		const servers = [known(await freePort(), "LM Studio"), known(1)];
		const url = urlOf(servers[0] ?? known(1));
		expect(await find(url, { servers })).toMatchObject({
			ok: false,
			failure: { message: `no model server answers at ${url}`, remedy: "Start it:\nLM Studio: start LM Studio" },
		});
	});

	test("another machine is refused, unless the person wrote it down", async () => {
		expect(await find("http://192.0.2.1/v1 one")).toMatchObject({ ok: false, failure: { code: "not-allowed" } });
	});

	test("another machine is said plainly, and what it costs", async () => {
		const server = await scripted(() => undefined);
		// An address of this machine that does not look like one.
		const url = server.url.replace("127.0.0.1", "0.0.0.0");
		const found = await find(`${url} one`, { allowRemote: true });
		const said = found.ok ? found.value.said.split("\n") : [];
		expect(said).toContain(
			`It is not on this machine: what you and your monitors tell it goes to 0.0.0.0:${server.port}.`,
		);
		expect(said).toContain("The way there is not encrypted.");
	});

	test("a server that refuses us asks for a key", async () => {
		const server = createServer((_, res) => res.writeHead(401).end());
		await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
		onTestFinished(() => void server.close());
		const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
		expect(await find(url)).toMatchObject({
			ok: false,
			failure: { remedy: expect.stringMatching(/MONMUX_DIRECT_KEY/) },
		});
	});

	test("a list without end is no list", async () => {
		const server = createServer((_, res) => {
			const more = (): void => void res.write("x".repeat(65_536), () => setImmediate(more));
			more();
		});
		await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
		onTestFinished(() => {
			server.close();
			server.closeAllConnections();
		});
		const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
		expect(await find(url)).toMatchObject({ ok: false, failure: { code: "agent-unavailable" } });
	});
});

test("a start without a server rejects with the failure, and tells nothing", async () => {
	const { agent, notebook } = rig(undefined, { servers: [known(await freePort())] });
	await expect(agent.start(notebook.sink)).rejects.toMatchObject({ failure: { code: "agent-unavailable" } });
	expect(notebook.told).toEqual([]);
});

test("how to start: the server of the port, or every one", () => {
	expect(howToStart(knownServers, "http://127.0.0.1:1234/v1")).toMatch(/^LM Studio: lms server start/);
	expect(howToStart(knownServers, "http://127.0.0.1:99/v1").split("\n")).toHaveLength(4);
});
