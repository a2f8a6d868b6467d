import type { AgentTools, MonitorFacts } from "../../../../src/host/agent/backend.ts";
import type { Desk } from "../../../../src/host/agent/playbook/talk/desk.ts";
import type { Event } from "../../../../src/model/event.ts";
import { failed, ok } from "../../../../src/model/failure.ts";
import { monitorSpecSchema } from "../../../../src/model/monitor.ts";
import type { Rule } from "../../../../src/model/rule.ts";

/** The time at which the tests' stories begin. */
export const start = 1_800_000_000_000;
export const minute = 60_000;

/** An event with what matters to a test. */
export function event(text: string, more: Partial<Event> = {}): Event {
	return {
		id: "e1",
		monitor: "m1",
		seq: 1,
		at: start,
		kind: "output",
		text,
		lines: text.split("\n").length,
		cut: { lines: 0, bytes: 0 },
		partial: false,
		verdict: "forwarded",
		by: "policy",
		...more,
	};
}

/** A running monitor with what matters to a test. */
export function facts(name: string, more: Partial<MonitorFacts> = {}): MonitorFacts {
	return {
		id: "m1",
		name,
		state: "running",
		policy: "auto",
		startedAt: start,
		counts: { total: 0, held: 0, forwarded: 0, muted: 0, dropped: 0, suppressed: 0 },
		command: ["npm", "test"],
		...more,
	};
}

/** A rule with what matters to a test. */
export function rule(more: Partial<Rule> = {}): Rule {
	return { when: "FAIL", monitor: "*", action: "say", ask: true, ...more };
}

/** A desk on which everything done is written down, and whose time the test moves. */
export class FakeDesk implements Desk {
	monitors: MonitorFacts[] = [];
	past: Event[] = [];
	kept: readonly Rule[] = [];
	saves = true;
	/** What was proposed before and waits for an answer. */
	readonly waiting = new Set<string>();
	output: AgentTools["read"] = () => Promise.resolve(ok(["one", "two"]));
	time = start;
	readonly done: string[] = [];
	readonly said: string[] = [];
	readonly cwd = "/home/me/shop";
	readonly timers = new Set<{ readonly ms: number; readonly f: () => void }>();

	readonly sink = {
		said: (turn: string | undefined, text: string): void => void this.said.push(`${turn ?? "-"}: ${text}`),
	};

	readonly clock = {
		now: (): number => this.time,
		every: (ms: number, f: () => void) => {
			const timer = { ms, f };
			this.timers.add(timer);
			return () => void this.timers.delete(timer);
		},
	};

	readonly rules = {
		load: (): readonly Rule[] => this.kept,
		save: (rules: readonly Rule[]) => {
			if (!this.saves) return failed("internal", "the rule could not be kept", "Make the configuration writable.");
			this.kept = rules;
			return ok(undefined);
		},
	};

	readonly tools: AgentTools = {
		list: () => this.monitors,
		read: (monitor, lines) => this.output(monitor, lines),
		recent: (since) => this.past.filter(({ at }) => at >= since),
		spec: (command, name) => {
			if (command === "nonsense") return failed("command-not-found", "no such command: nonsense");
			return ok(
				monitorSpecSchema.parse({ name: name ?? command.split(" ")[0], command: command.split(" "), cwd: this.cwd }),
			);
		},
		propose: (proposal, why) => {
			const what = proposal.type === "start" ? proposal.spec.command.join(" ") : proposal.monitor;
			if (this.waiting.has(what)) return ok("waits" as const);
			return this.#note(`propose ${proposal.type} ${what} because ${why}`, "asked" as const);
		},
		stop: (monitor, why) => this.#note(`stop ${monitor}${because(why)}`, undefined),
		restart: (monitor, why) => this.#note(`restart ${monitor}${because(why)}`, undefined),
		start: (spec, why) => this.#note(`start ${spec.command.join(" ")}${because(why)}`, spec.name),
		setPolicy: (monitor, policy) => this.#note(`${policy} ${monitor}`, undefined),
		notify: (text) => void this.done.push(`notify ${text}`),
	};

	/** Lets `ms` milliseconds pass, second by second, with the timers that are due. */
	pass(ms: number): void {
		for (let gone = 1000; gone <= ms; gone += 1000) {
			this.time += 1000;
			for (const timer of this.timers) if (gone % timer.ms === 0) timer.f();
		}
	}

	#note<T>(line: string, value: T) {
		if (line.includes("stubborn")) return failed("not-allowed", "the session refuses this");
		this.done.push(line);
		return ok(value);
	}
}

function because(why: string | undefined): string {
	return why === undefined ? "" : ` because ${why}`;
}
