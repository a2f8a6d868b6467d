import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { allAgents } from "../../../src/core/session/select.ts";
import { fakeModel, list, scripted, stream } from "../agent/direct/rig.ts";
import { type OpenHost, Place } from "../place.ts";
import { until } from "../scene.ts";

const agentOf = (host: OpenHost) => allAgents(host.session.state)[0];

async function ready(host: OpenHost): Promise<void> {
	await until("the agent", () => agentOf(host)?.state === "ready");
}

/** A host whose agent is a model that follows orders. */
async function withModel() {
	const [place, model] = [new Place(), await fakeModel()];
	const host = await place.open({ agent: { id: "direct", command: `${model.url}/v1 fake-model` } });
	await ready(host);
	return { place, model, host };
}

describe("a model server in a session", () => {
	test("a forwarded event wakes it, and it reads the monitor's real output", async () => {
		const { place, host } = await withModel();
		const id = host.run(place, "echo 'first line'; echo 'BOOM'; read -r");
		await until("the event", () => host.texts(id).length === 1);
		host.does({ type: "forward-held", monitor: id });
		await host.says("RESULT");
		expect(host.talk[0]).toMatch(/^agent: The model is fake-model at http:\/\/127\.0\.0\.1:\d+\/v1\./);
		expect(host.talk.find((words) => words.startsWith("agent: RESULT"))).toContain('"name":"script"');
		const reads = host.conversation.messages.filter(({ kind }) => kind === "tool");
		expect(reads.map(({ call }) => [call?.title, call?.status])).toEqual([[`Read a monmux monitor: ${id}`, "done"]]);
		expect(reads[0]?.call?.output).toContain("BOOM");
	});

	test("it starts nothing without the person, and is told when they approve", async () => {
		const { model, host } = await withModel();
		const wish = JSON.stringify({ command: "echo from the model; sleep 100", description: "a look" });
		host.does({ type: "send", text: `CALL monitor_start ${wish}` });
		await until("the request", () => host.session.state.approvals.length === 1);
		await until("the end of the turn", () => host.conversation.turn === undefined);
		expect(Object.keys(host.session.state.monitors)).toEqual([]);
		host.does({ type: "answer", approval: "a1", answer: "run" });
		await until("the monitor", () => Object.values(host.session.state.monitors)[0]?.state === "running");
		await until("the outcome", () => model.asked.some(({ ask }) => ask.text.includes("a1")));
		expect(Object.values(host.session.state.monitors)[0]).toMatchObject({ sandboxed: true, policy: "hold" });
	});

	test("arguments are checked as for every agent", async () => {
		const { host } = await withModel();
		host.does({ type: "send", text: 'CALL monitor_start {"command":"ls","description":"x","sandbox":"off"}' });
		await host.says("RESULT");
		expect(host.talk.at(-1)).toContain("sandbox");
		expect(host.session.state.approvals).toEqual([]);
	});

	test("an interrupt ends its turn", async () => {
		const { host } = await withModel();
		host.does({ type: "send", text: "SLOW 60000" });
		await host.says("tick1");
		host.does({ type: "interrupt" });
		await until("the end of the turn", () => host.conversation.turn === undefined);
		expect(host.talk.at(-1)).toBe("host: interrupted");
	});

	test("a server that went away fails the turn, and the agent is there for the next", async () => {
		const { model, host } = await withModel();
		await model.close();
		host.does({ type: "send", text: "SAY hi" });
		await host.says("no model server answers at");
		expect(agentOf(host)?.state).toBe("ready");
	});
});

describe("which server", () => {
	test("an address alone is enough of a command line", async () => {
		const server = await scripted((res) => stream(res, [{ content: "hello" }]));
		const host = await new Place().open({ agent: { id: "command", command: server.url } });
		await ready(host);
		host.does({ type: "send", text: "hi" });
		await host.says("hello");
		expect(server.chats[0]?.body.model).toBe("one");
	});

	test("one that is not there: dead, with the reason and what to do", async () => {
		const server = await scripted(() => undefined);
		await server.close();
		const host = await new Place().open({ agent: { id: "direct", command: `${server.url} one` } });
		await until("the end", () => agentOf(host)?.state === "dead");
		expect(agentOf(host)?.reason).toMatch(/^no model server answers at .*\nStart it:\nOllama: ollama serve/s);
	});

	test("no such model: dead, with those that there are", async () => {
		const server = await scripted(() => undefined, list("a", "b"));
		const host = await new Place().open({ agent: { id: "direct", command: `${server.url} c` } });
		await until("the end", () => agentOf(host)?.state === "dead");
		expect(agentOf(host)?.reason).toContain("Models there: a, b.");
	});

	test("the person's configuration names it, and the key comes from the environment", async () => {
		const [place, server] = [new Place(), await scripted((res) => stream(res, [{ content: "hello" }]))];
		const directory = join(place.home, ".config", "monmux");
		mkdirSync(directory, { recursive: true });
		const agent = { id: "direct", command: `${server.url} two` };
		writeFileSync(join(directory, "config.json"), JSON.stringify({ agent }));
		const host = await place.open({ env: { ...place.env, MONMUX_DIRECT_KEY: "k1" } });
		await ready(host);
		host.does({ type: "send", text: "hi" });
		await host.says("hello");
		expect(server.chats[0]).toMatchObject({ body: { model: "two" }, headers: { authorization: "Bearer k1" } });
	});
});
