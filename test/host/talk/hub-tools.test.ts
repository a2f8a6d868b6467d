import { join } from "node:path";
import { beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { talkOf } from "../../../src/core/session/select.ts";
import type { HubTools, ReadRequest, Settings, StartRequest } from "../../../src/host/hub/hub-tools.ts";
import { tighten } from "../../../src/host/hub/tools/tighten.ts";
import { createRawLog } from "../../../src/host/journal/raw-log.ts";
import { hubTools } from "../../../src/host/talk/hub-tools.ts";
import type { Answer } from "../../../src/model/approval.ts";
import { observe, readyAgent } from "../../core/session/scene.ts";
import { failureOf, shell, until, unwrap } from "../scene.ts";
import { Rig } from "../serve/rig.ts";
import { question } from "./fake-agent.ts";

let rig: Rig;
let tools: HubTools;

/** A session with two agents of ours beside the built-in one; monitors run when the person lets them. */
beforeEach(() => {
	rig = new Rig();
	rig.session.record([...readyAgent("a"), ...readyAgent("b")]);
	rig.session.setRunner((effect) => {
		if (effect.type === "start-monitor") {
			const { monitor, spec } = effect;
			const started = rig.monitors.start(monitor, spec);
			if (started.ok) rig.session.dispatch({ type: "monitor-started", monitor, sandboxed: false });
			else rig.session.dispatch({ type: "monitor-failed", monitor, failure: started.failure });
		}
		if (effect.type === "stop-monitor") rig.kill(effect.monitor);
	});
	tools = hubTools({ session: rig.session, monitors: rig.monitors, now: Date.now });
});

type Wishes = Omit<Partial<StartRequest>, "command" | "socket">;
const request = (command: string, rest: Wishes = {}): StartRequest => ({
	...{ command, description: "to see", name: "tests", net: false, readOnly: false, cwd: "/", ...rest },
});
const answer = (given: Answer, approval = "a1") =>
	unwrap(rig.session.dispatch({ type: "answer", approval, answer: given }));
const notes = (agent: string): string[] => talkOf(rig.session.state, agent).messages.map((message) => message.text);
const monitor = (id: string) => rig.session.state.monitors[id];
const all = (name: string, rest: Partial<ReadRequest> = {}): ReadRequest => ({ monitor: name, lines: 100, ...rest });

/** A monitor of the agent `a` that runs. */
async function started(script: string, rest: Wishes = {}): Promise<void> {
	unwrap(await tools.start("a", request(script, rest)));
	answer("run-forward");
	expect(monitor("m1")).toMatchObject({ state: "running", agents: ["a"], policy: "auto" });
}

async function lines(count: number): Promise<void> {
	await until(`${count} lines`, () => (rig.monitors.get("m1")?.pipeline?.counts.linesIn ?? 0) >= count);
}

describe("a start", () => {
	test("waits for the person, then runs and tells the agent", async () => {
		expect(unwrap(await tools.start("a", request("read -r")))).toEqual({ id: "a1", state: "pending-approval" });
		expect(rig.session.state.approvals).toMatchObject([{ agent: "a", by: "agent", why: "to see" }]);
		expect(rig.session.state.monitors).toEqual({});
		expect(unwrap(await tools.list("b"))).toMatchObject([{ id: "a1", name: "tests", state: "pending-approval" }]);
		answer("run");
		expect(monitor("m1")).toMatchObject({ state: "running", agents: ["a"], policy: "hold" });
		expect(notes("a")).toEqual([expect.stringContaining('a1 was approved: monitor m1 "tests" starts')]);
		expect(notes("b")).toEqual([]);
	});

	test("that is refused tells the agent, and runs nothing", async () => {
		unwrap(await tools.start("a", request("read -r")));
		answer("refuse");
		expect(notes("a")).toEqual(["a1 was refused by the person"]);
		expect(rig.session.state.monitors).toEqual({});
	});

	test("that was always allowed runs at once, and fails at once when it cannot", async () => {
		unwrap(await tools.start("a", request("true")));
		answer("always");
		await until("its end", () => rig.endings.length === 1);
		expect(unwrap(await tools.start("a", request("true")))).toEqual({ id: "m2", state: "running" });
		expect(failureOf(await tools.start("a", request("true", { match: "(" }))).code).toBe("bad-pattern");
		const other = request("true", { onBehalfOf: "b" });
		expect(unwrap(await tools.start("a", other))).toMatchObject({ state: "pending-approval" });
	});

	test("on behalf of another agent belongs to that one", async () => {
		expect(failureOf(await tools.start("a", request("true", { onBehalfOf: "c" }))).code).toBe("unknown-agent");
		unwrap(await tools.start("a", request("read -r", { onBehalfOf: "b" })));
		answer("run");
		expect(monitor("m1")?.agents).toEqual(["b"]);
		expect(notes("a")).toHaveLength(1);
	});

	test("asks for no more than it says", async () => {
		const wishes = { timeoutMs: 5, silenceMs: 6, maxEvents: 7, match: "x", exclude: "y", readOnly: true, cwd: "sub" };
		unwrap(await tools.start("a", request("true", { ...wishes, policyHint: "auto" })));
		const proposal = rig.session.state.approvals[0]?.proposal;
		expect(proposal?.type === "start" && proposal.spec).toMatchObject({
			...{ command: ["/bin/bash", "-c", "true"], policy: "hold", match: "x", exclude: "y" },
			...{ caps: { timeoutMs: 5, silenceMs: 6, maxEvents: 7 }, sandbox: { mode: "on", net: false, readOnly: true } },
		});
		unwrap(await tools.start("a", request("true", { policyHint: "mute", name: "quiet" })));
		expect(rig.session.state.approvals[1]?.proposal).toMatchObject({ spec: { policy: "mute" } });
	});
});

describe("a start that listens", () => {
	const socket = { url: "wss://api.example.org/feed?since=1", protocols: ["chat"] };
	const wish = { socket, description: "the feed", net: false, readOnly: false };

	test("asks for the network and nothing to write, and is named after the host", async () => {
		unwrap(await tools.start("a", wish));
		const proposal = rig.session.state.approvals[0]?.proposal;
		expect(proposal?.type === "start" && proposal.spec).toMatchObject({
			...{ name: "api.example.org", command: [], socket, policy: "hold" },
			sandbox: { mode: "on", net: true, readOnly: true, read: [], write: [] },
		});
		const command = "ws wss://api.example.org/feed?since=1 chat";
		expect(unwrap(await tools.list("a"))).toMatchObject([{ state: "pending-approval", command }]);
		unwrap(await tools.start("a", { ...wish, name: "my\n feed" }));
		expect(rig.session.state.approvals[1]?.proposal).toMatchObject({ spec: { name: "myfeed" } });
	});
});

describe("what is another agent's", () => {
	test("is neither read, nor stopped, nor changed, and is listed", async () => {
		await started("read -r");
		const refused = [
			await tools.read("b", all("tests")),
			await tools.stop("b", "m1"),
			await tools.update("b", "tests", () => {
				throw new Error("was asked");
			}),
		];
		for (const result of refused) expect(failureOf(result)).toMatchObject({ code: "not-allowed" });
		expect(unwrap(await tools.list("b"))).toMatchObject([{ id: "m1", state: "running" }]);
		expect(failureOf(await tools.read("b", all("nope"))).code).toBe("unknown-monitor");
	});

	test("becomes one's own by a route, and the first one's no more", async () => {
		await started("read -r");
		unwrap(rig.session.dispatch({ type: "route", monitors: ["m1"], agents: ["b"] }));
		expect(unwrap(await tools.read("b", all("m1"))).lines).toEqual([]);
		expect(failureOf(await tools.read("a", all("m1"))).code).toBe("not-allowed");
	});

	test("what nobody owns is the leading one's", async () => {
		rig.start(shell("mine", "read -r"));
		expect(failureOf(await tools.read("a", all("m1"))).code).toBe("not-allowed");
		unwrap(rig.session.dispatch({ type: "lead", agent: "a" }));
		expect((await tools.read("a", all("m1"))).ok).toBe(true);
	});
});

describe("a stop", () => {
	test("is asked, and done when the person agrees", async () => {
		await started("read -r");
		expect(unwrap(await tools.stop("a", "tests"))).toEqual({ id: "m1", state: "pending-approval" });
		expect(monitor("m1")?.stopping).toBeUndefined();
		answer("run", "a2");
		await until("its end", () => monitor("m1")?.state === "killed");
		expect(unwrap(await tools.stop("a", "m1"))).toEqual({ id: "m1", state: "ended" });
	});

	test("of a request withdraws it: one's own alone, and never a permission", async () => {
		unwrap(await tools.start("a", request("true")));
		expect(failureOf(await tools.stop("b", "a1")).code).toBe("unknown-monitor");
		expect(unwrap(await tools.stop("a", "a1"))).toEqual({ id: "a1", state: "withdrawn" });
		expect(rig.session.state.approvals).toEqual([]);
		const proposal = { type: "permit", permission: question } as const;
		rig.session.dispatch({ type: "propose", proposal, by: "agent", agent: "a", why: "" });
		expect(failureOf(await tools.stop("a", "a2")).code).toBe("unknown-monitor");
		expect(rig.session.state.approvals).toHaveLength(1);
	});
});

describe("an update", () => {
	test("reaches the pipeline that runs", async () => {
		await started("while read -r line; do echo $line; done");
		const type = (text: string): void => rig.monitors.get("m1")?.run?.input(Buffer.from(`${text}\r`));
		const texts = (): string[] => monitor("m1")?.events.flatMap((event) => event.text.split("\n")) ?? [];
		type("info one");
		await until("the first event", () => texts().includes("info one"));
		const wish = { match: "FAIL", rate: 0.5, burst: 5, policy: "hold" } as const;
		const updated = unwrap(await tools.update("a", "tests", (now) => tighten(now, wish)));
		expect(updated.settings).toEqual({ match: "FAIL", exclude: undefined, perSecond: 0.5, burst: 5, policy: "hold" });
		expect(monitor("m1")).toMatchObject({
			policy: "hold",
			spec: { match: "FAIL", caps: { burst: 5, perSecond: 0.5 } },
		});
		type("info two");
		type("FAIL three");
		await until("the second event", () => texts().some((text) => text.includes("FAIL three")));
		expect(texts().some((text) => text.includes("info two"))).toBe(false);
		expect(monitor("m1")?.events.at(-1)?.verdict).toBe("held");
	});

	test("that is refused, or whose pattern is wrong, changes nothing", async () => {
		await started("read -r");
		const before = rig.session.state;
		expect(failureOf(await tools.update("a", "m1", (now) => tighten(now, { burst: 99 }))).code).toBe("not-allowed");
		const wrong = (now: Settings) => tighten(now, { match: "(" });
		expect(failureOf(await tools.update("a", "m1", wrong)).code).toBe("bad-pattern");
		expect(rig.session.state).toBe(before);
	});
});

describe("a read", () => {
	test("gives the newest lines of the log, and says what it left out", async () => {
		await started("for i in 1 2 3 4 5; do echo line $i; done; echo bad >&2; read -r");
		await lines(5);
		await until("the log", () => (rig.monitors.get("m1")?.pipeline?.counts.stderrLines ?? 0) === 1);
		const whole = unwrap(await tools.read("a", all("tests")));
		expect([...whole.lines].sort()).toEqual(["bad", "line 1", "line 2", "line 3", "line 4", "line 5"]);
		expect(whole.monitor).toMatchObject({ id: "m1", state: "running" });
		const newest = unwrap(await tools.read("a", all("tests", { lines: 2 })));
		expect(newest.lines).toEqual(whole.lines.slice(-2));
		const some = unwrap(await tools.read("a", all("tests", { lines: 2, accepts: (text) => text.startsWith("line") })));
		expect(some).toMatchObject({ lines: ["line 4", "line 5"], omitted: { lines: 3 } });
	});

	test("after an event gives the lines of the events that came later", async () => {
		rig.session.dispatch({ type: "start", spec: shell("x", "read -r"), anyName: false });
		unwrap(rig.session.dispatch({ type: "route", monitors: ["m1"], agents: ["a"] }));
		for (const text of ["one", "two\nthree", "four"]) rig.session.dispatch(observe("m1", text));
		const read = async (rest: Partial<ReadRequest>) => unwrap(await tools.read("a", all("m1", rest)));
		expect((await read({ sinceSeq: 1 })).lines).toEqual(["two", "three", "four"]);
		expect(await read({ sinceSeq: 0, lines: 2 })).toMatchObject({
			lines: ["three", "four"],
			omitted: { lines: 2, bytes: 6 },
		});
		expect((await read({ sinceSeq: 0, accepts: (text) => text.includes("o") })).lines).toEqual(["one", "two", "four"]);
		expect((await read({ sinceSeq: 3 })).lines).toEqual([]);
	});

	test("after an event counts the events that are kept no more", async () => {
		rig.session.dispatch({ type: "start", spec: shell("x", "read -r"), anyName: false });
		unwrap(rig.session.dispatch({ type: "route", monitors: ["m1"], agents: ["a"] }));
		for (let n = 0; n < 1003; n += 1) rig.session.dispatch(observe("m1", `line ${n}`));
		const { omitted, lines: found } = unwrap(await tools.read("a", all("m1", { sinceSeq: 1 })));
		expect(found.at(-1)).toBe("line 1002");
		expect(omitted).toMatchObject({ lines: 900, events: 2 });
		expect(unwrap(await tools.read("a", all("m1", { sinceSeq: 3 }))).omitted).not.toHaveProperty("events");
	});

	test("of a monitor that ran in an earlier host alone gives its lines", async () => {
		rig.session.record([
			{ type: "monitor-added", at: 1, monitor: "m9", spec: shell("old", "true"), by: "agent", agents: ["a"] },
		]);
		const log = unwrap(createRawLog(join(rig.paths.logs, "m9")));
		log.write("stdout", Buffer.from("from before\n"));
		await log.close();
		expect(unwrap(await tools.read("a", all("old"))).lines).toEqual(["from before"]);
	});

	test("whose pattern takes too long is given up, and says so", async () => {
		await started("echo one; sleep 0.4; echo two; read -r");
		await lines(2);
		await until("both events", () => monitor("m1")?.counts.total === 2);
		let now = 0;
		const { now: real } = performance;
		onTestFinished(() => void Object.assign(performance, { now: real }));
		Object.assign(performance, { now: () => now });
		const accepts = (): boolean => {
			now += 5000;
			return true;
		};
		for (const more of [{ sinceSeq: 0 }, {}]) {
			expect(failureOf(await tools.read("a", all("tests", { accepts, ...more })))).toMatchObject({
				code: "bad-pattern",
			});
		}
	});

	test("of a monitor that never ran gives nothing", async () => {
		rig.session.record([
			{ type: "monitor-added", at: 1, monitor: "m9", spec: shell("gone", "true"), by: "agent", agents: ["a"] },
		]);
		expect(unwrap(await tools.read("a", all("gone")))).toMatchObject({ lines: [], omitted: { lines: 0, bytes: 0 } });
	});
});
