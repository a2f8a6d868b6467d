import type { HubTools, MonitorRow, Settings } from "../../../src/host/hub/hub-tools.ts";
import { failed, ok } from "../../../src/model/failure.ts";

/** One call that reached the session: the method, the agent, and what it was given. */
export type Asked = readonly [method: keyof HubTools, agent: string, what?: unknown];

/** A running monitor, as a session would tell it. */
export const row: MonitorRow = {
	id: "m1",
	name: "tests",
	state: "running",
	command: "npm test -- --watch",
	policy: "hold",
	ageMs: 61_400,
	lastSeq: 3,
	events: { total: 3, held: 1, forwarded: 2, muted: 0, dropped: 0, suppressed: 0 },
};

/** The settings of that monitor. */
export const settings: Settings = { policy: "hold", match: "FAIL", perSecond: 1, burst: 30 };

/** A session with one monitor, m1, that remembers what it was asked. Methods can be replaced. */
export function fakeTools(replaced: Partial<HubTools> = {}): { tools: HubTools; asked: Asked[] } {
	const asked: Asked[] = [];
	const unknown = (id: string) => failed("unknown-monitor", `no monitor named "${id}"`, "Monitors here: tests.");
	const told: HubTools = {
		start: async () => ok({ id: "a1", state: "pending-approval" }),
		stop: async (_, id) => (id === "m1" ? ok({ id, state: "stopping" }) : unknown(id)),
		list: async () => ok([row]),
		read: async (_, { monitor }) =>
			monitor === "m1"
				? ok({ monitor: row, lines: ["one", "two"], omitted: { lines: 0, bytes: 0 } })
				: unknown(monitor),
		update: async (_, id, decide) => {
			if (id !== "m1") return unknown(id);
			const decided = decide(settings);
			return decided.ok ? ok({ id, settings: decided.value }) : decided;
		},
		...replaced,
	};
	const tools: HubTools = {
		start: (agent, request) => note(["start", agent, request], () => told.start(agent, request)),
		stop: (agent, id) => note(["stop", agent, id], () => told.stop(agent, id)),
		list: (agent) => note(["list", agent], () => told.list(agent)),
		read: (agent, request) => note(["read", agent, request], () => told.read(agent, request)),
		update: (agent, id, decide) => note(["update", agent, id], () => told.update(agent, id, decide)),
	};
	function note<T>(call: Asked, answer: () => T): T {
		asked.push(call);
		return answer();
	}
	return { tools, asked };
}
