import { describe, expect, test } from "vitest";
import { LoginWanted } from "../../../src/host/agent/login-wanted.ts";
import { type LoginMethod, loginMethodSchema } from "../../../src/model/agent.ts";
import { until, unwrap } from "../scene.ts";
import { type HeldAgent, Stage } from "./fake-agent.ts";

describe("a login", () => {
	const run = { command: ["/bin/a", "login"], own: true, set: { A: "1" }, env: { HOME: "/h" }, cwd: "/w" };
	const about = (id: string, how: LoginMethod["how"]) => loginMethodSchema.parse({ id, name: id, how });
	const ways = [{ method: about("shell", "terminal"), run }, { method: about("web", "agent") }];

	/** An agent that could not begin, since nobody is logged in. */
	async function refused(stage: Stage): Promise<HeldAgent> {
		const agent = await stage.add("a");
		agent.sink?.logins?.(ways, "Run a login.");
		agent.fail(new LoginWanted({ code: "agent-unavailable", message: "a wants a login" }));
		await until("its end", () => agent.closes === 1);
		return agent;
	}

	test("is offered when the agent could not begin without, and its program stays known", async () => {
		const stage = new Stage();
		await refused(stage);
		expect(stage.session.state.agents.a).toMatchObject({ state: "dead", wantsLogin: true, logins: [{}, {}] });
		expect(stage.talk().at(-1)).toContain("1 shell: in your terminal\n2 web: the agent does it itself");
		const plan = { agent: "a", method: "shell", ...run };
		expect(stage.agents.planLogin({ method: "1" })).toEqual({ ok: true, value: plan });
		expect(stage.agents.planLogin({ agent: "a", method: "shell" })).toEqual({ ok: true, value: plan });
	});

	test.each([
		[{ method: "web" }, "web is no program"],
		[{ method: "3" }, 'a has no way to log in called "3"'],
		[{ agent: "b", method: "1" }, 'no agent "b" in this session'],
	])("of %j is no program", async (asked, words) => {
		const stage = new Stage();
		await refused(stage);
		expect(stage.agents.planLogin(asked)).toMatchObject({ ok: false, failure: { message: words } });
	});

	test("by itself is what the agent is started with, and the program of an agent that left is forgotten", async () => {
		const stage = new Stage();
		await refused(stage);
		unwrap(stage.session.dispatch({ type: "restart-agent", agent: "a", login: "web" }));
		await until("the second start", () => stage.made[1]?.backend.sink !== undefined);
		expect(stage.made.map(({ login }) => login)).toEqual([undefined, "web"]);
		await stage.agents.stop("a");
		expect(stage.agents.planLogin({ method: "shell" })).toMatchObject({
			failure: { message: "a has not said how it logs in since monmux began", remedy: "/agent restart a" },
		});
	});

	test("in the middle ends the agent, and what it did nothing of goes out after it", async () => {
		const stage = new Stage();
		const agent = await stage.ready("a");
		agent.sink?.logins?.(ways, "Run a login.");
		stage.session.dispatch({ type: "send", text: "hi" });
		expect(stage.agents.planLogin({ method: "1" })).toMatchObject({ failure: { message: "a works on a turn" } });
		agent.end({ stop: "failed", error: "Authentication required", wantsLogin: true });
		await until("its end", () => agent.closes === 1);
		expect(stage.stateOf("a")).toBe("dead: Authentication required");
		unwrap(stage.session.dispatch({ type: "restart-agent", agent: "a", login: "shell" }));
		await until("the second start", () => stage.made[1]?.backend.sink !== undefined);
		agent.sink?.logins?.([], "late");
		expect(stage.session.state.agents.a?.logins).toHaveLength(2);
		stage.newest("a").ready();
		await until("the turn", () => stage.newest("a").prompts.length === 1);
		expect(stage.session.state.agents.a?.conversation.turn?.handed?.text).toBe("hi");
	});
});
