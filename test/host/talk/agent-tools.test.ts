import { beforeEach, describe, expect, test } from "vitest";
import { gatherMs } from "../../../src/core/triage/gather.ts";
import type { AgentTools } from "../../../src/host/agent/backend.ts";
import { agentTools, shellSpec } from "../../../src/host/talk/agent-tools.ts";
import { Alarm } from "../../../src/host/talk/alarm.ts";
import type { MonitorProposal } from "../../../src/model/approval.ts";
import type { Command } from "../../../src/model/command.ts";
import { observe } from "../../core/session/scene.ts";
import { failureOf, shell, until, unwrap } from "../scene.ts";
import { Rig } from "../serve/rig.ts";

let rig: Rig;
let tools: AgentTools;
const bells: string[] = [];

beforeEach(() => {
	rig = new Rig();
	bells.length = 0;
	tools = agentTools({ session: rig.session, monitors: rig.monitors, onBell: (text) => bells.push(text) });
});

const talk = (): string[] => rig.talk.messages.map((message) => message.text);
const policy: Command = { type: "set-policy", monitors: ["m1"], policy: "auto" };

describe("what the agent sees", () => {
	test("is states and numbers, and no output", async () => {
		rig.start(shell("a", "echo secret; read -r; exit 4"));
		await until("the line", () => tools.list()[0]?.lastLineAt !== undefined);
		rig.monitors.get("m1")?.run?.input(Buffer.from("\r"));
		await until("the end", () => rig.endings.length === 1);
		const [facts] = tools.list();
		expect(facts).toMatchObject({
			id: "m1",
			name: "a",
			state: "exited",
			exitCode: 4,
			policy: "hold",
			counts: { held: 1 },
		});
		expect(facts).not.toHaveProperty("lastLineAt");
		expect(JSON.stringify({ ...facts, command: [] })).not.toContain("secret");
	});

	test("says how often output comes, once it came regularly; a burst tells nothing", async () => {
		rig.start(shell("a", "for i in $(seq 12); do echo $i; done; read -r"));
		const pipeline = () => rig.monitors.get("m1")?.pipeline;
		await until("twelve lines", () => (pipeline()?.counts.linesIn ?? 0) >= 12);
		expect(tools.list()[0]).not.toHaveProperty("lineIntervalMs");
		const from = Date.now();
		for (let line = 1; line <= 20; line++) pipeline()?.pushBytes("stdout", Buffer.from("x\n"), from + line * 1000);
		expect(tools.list()[0]?.lineIntervalMs).toBeGreaterThan(500);
	});

	test("counts of a time are of that time", () => {
		rig.session.dispatch({ type: "start", spec: shell("a", "true"), anyName: false });
		rig.session.dispatch(observe("m1", "one"));
		const at = rig.session.state.monitors.m1?.events[0]?.at ?? 0;
		expect(tools.list(at)[0]?.counts).toMatchObject({ total: 1, held: 1 });
		expect(tools.list(at + 1)[0]?.counts).toMatchObject({ total: 0, held: 0 });
	});

	test("of events is what was delivered, and never what is held or muted", async () => {
		rig.session.dispatch({ type: "start", spec: shell("a", "true"), anyName: false });
		rig.session.dispatch(observe("m1", "held"));
		rig.session.dispatch(policy);
		rig.session.dispatch(observe("m1", "told"));
		const alarm = new Alarm({ wake: () => void rig.session.dispatch({ type: "wake" }), now: Date.now });
		alarm.set(Date.now() + gatherMs);
		await until("the turn", () => rig.talk.turn !== undefined);
		expect(tools.recent(0).map((event) => event.text)).toEqual(["told"]);
		expect(tools.recent(Number.MAX_SAFE_INTEGER)).toEqual([]);
	});

	test("of a log is its last lines", async () => {
		rig.start(shell("a", "echo one; echo two; echo three"));
		await until("the end", () => rig.endings.length === 1);
		expect(unwrap(await tools.read("a", 2))).toEqual(["two", "three"]);
		expect(failureOf(await tools.read("nope", 2)).code).toBe("unknown-monitor");
		rig.session.dispatch({ type: "start", spec: shell("b", "true"), anyName: false });
		expect(unwrap(await tools.read("b", 2))).toEqual([]);
	});
});

describe("what the agent does", () => {
	test("asks first, and asks once", () => {
		const proposal: MonitorProposal = { type: "start", spec: shell("a", "true"), agents: [] };
		unwrap(tools.propose(proposal, "because"));
		unwrap(tools.propose(proposal, "because"));
		expect(rig.session.state.approvals).toMatchObject([{ by: "agent", why: "because" }]);
		expect(rig.session.state.monitors).toEqual({});
		expect(failureOf(tools.propose({ type: "stop", monitor: "nope" }, "")).code).toBe("unknown-monitor");
	});

	test("at the person's own word is done, and a rule says why", () => {
		expect(unwrap(tools.start(shell("a", "true")))).toBe("a");
		expect(unwrap(tools.start(shell("a", "true"), "a rule starts it"))).toBe("a-2");
		unwrap(tools.setPolicy("a", "mute"));
		unwrap(tools.stop("a", "a rule stops it"));
		unwrap(tools.restart("a-2"));
		expect(rig.session.state.monitors).toMatchObject({
			m1: { policy: "mute", stopping: "term" },
			m2: { restarting: true },
		});
		expect(talk()).toEqual(["a rule starts it", "a rule stops it"]);
		expect(failureOf(tools.stop("nope")).code).toBe("unknown-monitor");
	});

	test("a bell rings outside the conversation", () => {
		tools.notify("ding");
		expect([bells, talk()]).toEqual([["ding"], []]);
	});
});

describe("a typed command line", () => {
	const rows: [command: string, name: string | undefined, given: string][] = [
		["npm test", undefined, "npm"],
		["  /usr/bin/tail -f x", undefined, "tail"],
		["npm test", "tests", "tests"],
		["", undefined, "monitor"],
		["/", undefined, "monitor"],
		["x".repeat(200), undefined, "x".repeat(80)],
	];
	for (const [command, name, given] of rows) {
		test(`${JSON.stringify(command.slice(0, 30))} is named ${given.slice(0, 10)}, and runs in a shell with the defaults`, () => {
			const spec = shellSpec("/work", command, name);
			expect(spec).toMatchObject({ name: given, command: ["/bin/bash", "-c", command], cwd: "/work", policy: "hold" });
			expect(spec.sandbox).toMatchObject({ mode: "on", net: false, write: [] });
		});
	}
});
