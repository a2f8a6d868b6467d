import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import {
	chooseModel,
	listModels,
	listText,
	runsElsewhere,
} from "../../../../../src/host/agent/direct/server/models.ts";
import { list, scripted } from "../rig.ts";

const named = (...ids: string[]) => ids.map((id) => ({ id }));

test.each<[wished: string | undefined, ids: string[], chosen: string | undefined]>([
	[undefined, ["a", "b"], "a"],
	[undefined, ["nomic-embed-text", "bge-m3", "jina-reranker", "a"], "a"],
	[undefined, ["gpt-oss:120b-cloud", "qwen3:cloud", "a"], "a"],
	[undefined, ["nomic-embed-text"], undefined],
	[undefined, [], undefined],
	["b", ["a", "b"], "b"],
	["b", ["b:latest", "b"], "b"],
	["b", ["a", "b:latest"], "b:latest"],
	["gpt-oss:120b-cloud", ["a", "gpt-oss:120b-cloud"], "gpt-oss:120b-cloud"],
	["c", ["a", "b"], undefined],
])("of %s among %j: %s", (wished, ids, chosen) => {
	const result = chooseModel(named(...ids), wished);
	expect(result.ok ? result.value.id : undefined).toBe(chosen);
});

test("a long list is cut, and says so", () => {
	const ids = Array.from({ length: 25 }, (_, index) => `m${index}`);
	expect(listText(named(...ids))).toMatch(/^Models there: m0, .* m19 and 5 more\.$/);
	expect(listText([])).toBe("The server has no models.");
});

test("names that are no names are passed over; what is not known of a model is absent", async () => {
	const data = [
		{ id: "a\u001b[2J" },
		{ id: "" },
		{ id: "x".repeat(300) },
		{ id: "good", meta: { n_ctx: 8192 } },
		{ id: "b" },
	];
	const server = await scripted(() => undefined, { data });
	expect(await listModels(server, 5000)).toEqual({
		ok: true,
		value: [{ id: "good", contextTokens: 8192 }, { id: "b" }],
	});
});

test("a list is asked for with the key", async () => {
	const server = await scripted(() => undefined, list("a"));
	expect(await listModels({ url: server.url, key: "k" }, 5000)).toEqual({ ok: true, value: [{ id: "a" }] });
	await listModels({ url: server.url }, 5000);
	expect(server.lists.map(({ headers }) => headers.authorization)).toEqual(["Bearer k", undefined]);
});

test("a server cannot pass the question on to another one", async () => {
	const elsewhere = await scripted(() => undefined, list("a"));
	const server = createServer((_, res) => res.writeHead(302, { location: `${elsewhere.url}/models` }).end());
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	onTestFinished(() => void server.close());
	const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
	expect((await listModels({ url }, 5000)).ok).toBe(false);
});

test("a server that says nothing is not waited for", async () => {
	const server = createServer(() => undefined);
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	onTestFinished(() => {
		server.close();
		server.closeAllConnections();
	});
	const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
	const begin = performance.now();
	expect((await listModels({ url }, 50)).ok).toBe(false);
	expect(performance.now() - begin).toBeLessThan(2000);
});

test("a model that a server only passes on is known by its name", () => {
	expect(["kimi-k2:1t-cloud", "x:cloud", "cloudy", "a"].map(runsElsewhere)).toEqual([true, true, false, false]);
});
