import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type FakeModel, startFakeModel } from "./fake-model.ts";
import { type Ask, decide, ownWords } from "./rules.ts";

const tools = [{ name: "mcp__monitors__monitor_read" }, { name: "monitor_stop", group: "mcp__monitors" }];
const ask = (text: string, more: Partial<Ask> = {}): Ask => ({ text, tools, ...more });

describe("what it does", () => {
	test.each<[string, Ask, unknown]>([
		["says", ask("SAY hello"), { type: "text", text: "hello" }],
		["is slow", ask("SLOW 200"), { type: "slow", ms: 200 }],
		[
			"reads a monitor on an event",
			ask('<monitor-event id="m7" name="x">'),
			{ type: "call", tool: tools[0], args: { id: "m7" } },
		],
		["calls", ask('CALL monitor_stop {"id":"m1"}'), { type: "call", tool: tools[1], args: { id: "m1" } }],
		["has no such tool", ask("CALL rm {}"), { type: "text", text: "NO TOOL rm" }],
		["obeys the last order", ask("SLOW 9\nSAY then"), { type: "text", text: "then" }],
		["tells a result", ask("SLOW 9", { result: "three\nlines" }), { type: "text", text: "RESULT three lines" }],
		["answers an aside", ask("SLOW 9", { tools: [] }), { type: "text", text: "Title" }],
		["answers suggestions", ask("[SUGGESTION MODE: x] SLOW 9"), { type: "text", text: "Title" }],
		["has nothing to do", ask("hm"), { type: "text", text: "OK" }],
	])("%s", (_, asked, reply) => {
		expect(decide(asked)).toEqual(reply);
	});

	test("fills a schema", () => {
		const properties = {
			a: { type: "string" },
			b: { enum: ["q"] },
			c: { type: "INTEGER" },
			d: { type: "array" },
			e: { type: "boolean" },
		};
		const reply = decide(ask("x", { schema: { type: "object", properties } }));
		expect(reply).toEqual({ type: "text", text: '{"a":"x","b":"q","c":1,"d":[],"e":false}' });
	});

	test("reminders of the agent are not the user's words", () => {
		expect(ownWords("a <system-reminder>SLOW 9\n</system-reminder>b")).toBe("a b");
	});
});

describe("over HTTP", () => {
	let model: FakeModel;
	beforeAll(async () => {
		model = await startFakeModel();
	});
	afterAll(() => model.close());

	async function post(path: string, body: object): Promise<string> {
		const res = await fetch(model.url + path, { method: "POST", body: JSON.stringify(body) });
		return res.text();
	}

	const user = (text: string) => [{ role: "user", content: text }];
	test.each([
		["/v1/chat/completions", { messages: user("SAY hi"), tools: [{ function: { name: "x" } }] }],
		["/v1/responses", { input: user("SAY hi"), tools: [{ name: "x" }] }],
		["/v1/messages", { messages: user("SAY hi"), tools: [{ name: "x" }] }],
		[
			"/v1beta/models/m:generateContent",
			{ contents: [{ role: "user", parts: [{ text: "SAY hi" }] }], tools: [{ functionDeclarations: [{ name: "x" }] }] },
		],
	])("%s answers whole and in pieces", async (path, body) => {
		expect(JSON.stringify(JSON.parse(await post(path, body)))).toContain('"hi"');
		const pieces = await post(path.replace(":generate", ":streamGenerate"), { ...body, stream: true });
		expect(pieces).toContain("data: {");
		expect(pieces).toContain('"hi"');
		const calling = JSON.stringify(body).replace("SAY hi", 'CALL x {\\"n\\":1}');
		expect(
			await post(path.replace(":generate", ":streamGenerate"), { ...JSON.parse(calling), stream: true }),
		).toContain('"x"');
		expect(model.asked.at(-1)?.reply).toMatchObject({ type: "call", args: { n: 1 } });
	});

	test("says words before a call", async () => {
		const other = await startFakeModel(() => ({ type: "call", tool: { name: "x" }, args: {}, words: "I look." }));
		const body = JSON.stringify({ messages: user("look"), tools: [{ function: { name: "x" } }], stream: true });
		const said = await (await fetch(`${other.url}/v1/chat/completions`, { method: "POST", body })).text();
		await other.close();
		expect(said.indexOf("I look.")).toBeLessThan(said.indexOf('"tool_calls":['));
		expect(said).toContain('"finish_reason":"tool_calls"');
		expect(said).toMatch(/"prompt_tokens":[1-9]/);
	});

	test("is slow until it is told to finish, which it says", async () => {
		const body = { messages: user("SLOW 60000"), tools: [{ function: { name: "x" } }], stream: true };
		const answer = post("/v1/chat/completions", body);
		await expect.poll(() => model.asked.at(-1)?.reply.type).toBe("slow");
		model.finish();
		expect(await answer).toMatch(/tick0 [\s\S]*tock[\s\S]*\[DONE\]/);
	});

	test("stops when the agent hangs up, and counts what it has no answer for", async () => {
		const abort = new AbortController();
		const body = JSON.stringify({ messages: user("SLOW 60000"), tools: [{ function: { name: "x" } }], stream: true });
		const url = `${model.url}/v1/chat/completions`;
		const res = await fetch(url, { method: "POST", body, signal: abort.signal });
		expect((await res.body?.getReader().read())?.done).toBe(false);
		abort.abort();
		expect((await fetch(`${model.url}/telemetry`)).status).toBe(404);
		expect(model.unknown).toEqual(["GET /telemetry"]);
		expect(await (await fetch(`${model.url}/v1/models`)).json()).toMatchObject({ object: "list" });
	});
});
