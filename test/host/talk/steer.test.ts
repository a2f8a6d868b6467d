import { describe, expect, test } from "vitest";
import { talkOf } from "../../../src/core/session/select.ts";
import { observe } from "../../core/session/scene.ts";
import { shell, until } from "../scene.ts";
import { type HeldAgent, Stage } from "./fake-agent.ts";

describe("an urgent event", () => {
	/** An agent in a turn, to which an urgent event is being told. */
	async function told(): Promise<{ stage: Stage; agent: HeldAgent }> {
		const stage = new Stage();
		const agent = await stage.add("a");
		agent.agreed = { steers: true };
		agent.ready();
		await until("it is ready", () => stage.stateOf("a") === "ready");
		const spec = shell("alarm", "true", { policy: "auto", urgent: true });
		stage.session.dispatch({ type: "start", spec, anyName: false });
		stage.session.dispatch({ type: "send", text: "go" });
		stage.session.dispatch(observe("m1", "<fire>"));
		return { stage, agent };
	}

	test("is said into the turn in its envelope, and is part of it when the agent took it", async () => {
		const { stage, agent } = await told();
		expect(agent.steered[0]).toMatch(/^<monitor-event id="m1" name="alarm" [^>]*>\n&lt;fire&gt;\n<\/monitor-event>/);
		agent.take("taken");
		await until("its answer", () => talkOf(stage.session.state).steering === undefined);
		expect(stage.talk()).toEqual(["person: go", "monitor: alarm · 1 event\n<fire>"]);
		agent.end({ stop: "done" });
		await stage.idle();
		expect(agent.prompts).toHaveLength(1);
	});

	test.each([
		["did not take it", (agent: HeldAgent) => agent.take("not-now")],
		["broke on it", (agent: HeldAgent) => agent.loseSteer(new Error("pipe"))],
	])("is a turn of its own when the agent %s", async (_, answer) => {
		const { stage, agent } = await told();
		answer(agent);
		await until("it waits", () => talkOf(stage.session.state).waiting.length === 1);
		agent.end({ stop: "done" });
		await until("its turn", () => agent.prompts.length === 2);
		expect(agent.steered).toHaveLength(1);
	});
});

test("an agent that is started again goes on with the session that it had", async () => {
	const stage = new Stage();
	const agent = await stage.add("a");
	agent.agreed = { session: "s-1" };
	agent.ready();
	await until("it is ready", () => stage.stateOf("a") === "ready");
	agent.sink?.exited?.("it crashed");
	stage.session.dispatch({ type: "restart-agent", agent: "a" });
	await until("the second start", () => stage.made[1]?.backend.sink !== undefined);
	expect(stage.resumed).toEqual(["a s-1"]);
});
