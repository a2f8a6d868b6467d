import { describe, expect, test } from "vitest";
import type { ToolCall } from "../../../../src/model/agent.ts";
import { until } from "../acp/scene.ts";
import { fakeModel, rig, started, typed, woken } from "./rig.ts";

/** The last state of every call that was told, in the order in which they began. */
function told(calls: readonly unknown[]): ToolCall[] {
	return [...new Map((calls as ToolCall[]).map((call) => [call.id, call])).values()];
}

describe("a turn", () => {
	test("an event wakes the model, and it reads the monitor", async () => {
		const model = await fakeModel();
		const { agent, notebook, called } = await started(`${model.url}/v1 fake-model`);
		expect(await agent.prompt(woken(["✗ 1 failed"]))).toEqual({ stop: "done" });
		expect(called).toEqual([{ name: "monitor_read", args: { id: "m1" } }]);
		expect(model.asked[0]?.ask.text).toContain('name="name of m1"');
		expect(notebook.text("t1")).toBe('RESULT {"output":["line of m1"]}');
		expect(notebook.values("tool", "t1")).toHaveLength(2);
		expect(told(notebook.values("tool"))).toEqual([
			{
				...{ id: expect.any(String), title: "Read a monitor's output: m1", status: "done", places: [], diffs: [] },
				output: '{"output":["line of m1"]}',
			},
		]);
		const [asked, answered] = (notebook.values("usage") as { used: number }[]).map(({ used }) => used);
		expect(asked).toBeGreaterThan(0);
		expect(answered).toBeGreaterThan(asked ?? 0);
	});

	test("what is told before a call and after it are paragraphs of their own, in order", async () => {
		const model = await fakeModel();
		const { agent, notebook } = await started(`${model.url}/v1 fake-model`);
		await agent.prompt(typed('CALL monitor_read {"id":"m7"}'));
		expect(notebook.told.filter(({ turn }) => turn === "t1").map(({ what }) => what)).toEqual(["tool", "tool", "said"]);
	});

	test("a call that fails is told as that, and the model goes on", async () => {
		const model = await fakeModel();
		const { agent, notebook } = await started(`${model.url}/v1 fake-model`);
		expect(await agent.prompt(typed('CALL monitor_read {"id":"none"}'))).toEqual({ stop: "done" });
		expect(told(notebook.values("tool"))).toMatchObject([{ status: "failed" }]);
		expect(notebook.text("t1")).toContain("line of none");
	});

	test("the model has the monitor tools and no others", async () => {
		const model = await fakeModel();
		const { agent } = await started(`${model.url}/v1 fake-model`);
		await agent.prompt(typed("SAY hi"));
		expect(model.asked[0]?.ask.tools).toEqual([{ name: "monitor_read" }, { name: "monitor_start" }]);
	});

	test("slow words come as they are said", async () => {
		const model = await fakeModel();
		const { agent, notebook } = await started(`${model.url}/v1 fake-model`);
		const turn = agent.prompt(typed("SLOW 500"));
		await until(() => notebook.text("t1").includes("tick1"));
		expect(notebook.text("t1")).not.toContain("tick4");
		expect(await turn).toEqual({ stop: "done" });
		expect(notebook.text("t1")).toBe("tick0 tick1 tick2 tick3 tick4 ");
		expect(notebook.values("said", "t1").slice(1)).toEqual(
			notebook
				.values("said", "t1")
				.slice(1)
				.filter((piece) => String(piece).startsWith("…")),
		);
	});

	test("a second one beside it fails, and leaves it alone", async () => {
		const model = await fakeModel();
		const { agent } = await started(`${model.url}/v1 fake-model`);
		const first = agent.prompt(typed("SLOW 300"));
		expect(await agent.prompt(typed("SAY x", "t2"))).toMatchObject({
			stop: "failed",
			error: expect.stringMatching(/another turn/),
		});
		expect(await first).toEqual({ stop: "done" });
	});
});

describe("cancel", () => {
	test("ends the turn at once, aborts the request, and the next turn works", async () => {
		const model = await fakeModel();
		const { agent, notebook } = await started(`${model.url}/v1 fake-model`);
		const turn = agent.prompt(typed("SLOW 60000"));
		await until(() => notebook.text("t1").includes("tick1"));
		agent.cancel();
		expect(await turn).toEqual({ stop: "cancelled" });
		const length = notebook.text("t1").length;
		expect(await agent.prompt(typed("SAY next", "t2"))).toEqual({ stop: "done" });
		expect(notebook.text("t2")).toBe("next");
		expect(notebook.text("t1")).toHaveLength(length);
	});

	test("a call that runs is told as failed", async () => {
		const model = await fakeModel();
		const { agent, notebook } = await started(`${model.url}/v1 fake-model`, { callTool: () => new Promise(() => {}) });
		const turn = agent.prompt(typed('CALL monitor_read {"id":"m1"}'));
		await until(() => notebook.values("tool").length > 0);
		agent.cancel();
		expect(await turn).toEqual({ stop: "cancelled" });
		expect(told(notebook.values("tool"))).toMatchObject([{ status: "failed", output: "interrupted" }]);
	});

	test("is harmless without a turn", async () => {
		const model = await fakeModel();
		const { agent } = await started(`${model.url}/v1 fake-model`);
		agent.cancel();
		expect(await agent.prompt(typed("SAY hi"))).toEqual({ stop: "done" });
		agent.cancel();
	});
});

describe("the end", () => {
	test("close ends the turn, may be repeated, and no turn begins after it", async () => {
		const model = await fakeModel();
		const { agent, notebook } = await started(`${model.url}/v1 fake-model`);
		const turn = agent.prompt(typed("SLOW 60000"));
		await until(() => notebook.text("t1") !== "");
		await agent.close();
		await agent.close();
		expect(await turn).toEqual({ stop: "cancelled" });
		expect(await agent.prompt(typed("SAY hi", "t2"))).toMatchObject({ stop: "failed" });
	});

	test("without a start there is no turn", async () => {
		expect(await rig("http://127.0.0.1:9/v1").agent.prompt(typed("hi"))).toMatchObject({ stop: "failed" });
	});

	test("a server that is gone fails the turn with what to do; when it is back, the next turn works", async () => {
		const model = await fakeModel();
		const { agent } = await started(`${model.url}/v1 fake-model`, {
			servers: [{ name: "Ollama", port: Number(new URL(model.url).port), start: "ollama serve" }],
		});
		await model.close();
		const end = await agent.prompt(typed("SAY hi"));
		expect(end).toEqual({
			stop: "failed",
			error: `no model server answers at ${model.url}/v1. Start it again:\nOllama: ollama serve`,
		});
	});
});
