import { describe, expect, test } from "vitest";
import { evolveAll } from "../../src/core/session/evolve/evolve.ts";
import { emptyState } from "../../src/core/session/state.ts";
import { Session } from "../../src/host/session.ts";
import type { Entry } from "../../src/model/entry.ts";
import { shell } from "./scene.ts";

const notice = (text: string) => ({ type: "notice", text }) as const;

function texts(entries: readonly Entry[]): string {
	return entries.map((entry) => (entry.type === "noticed" ? entry.text : entry.type)).join(",");
}

function opened(): Session {
	let now = 0;
	return new Session({
		now: () => {
			now += 1;
			return now;
		},
	});
}

describe("a command", () => {
	test("is folded, then told, then performed", () => {
		const session = opened();
		const order: string[] = [];
		session.onEntries((entries) => order.push(`${texts(entries)} of ${Object.keys(session.state.monitors)}`));
		session.setRunner((effect) => order.push(effect.type));
		session.dispatch({ type: "start", spec: shell("a", "true"), anyName: false });
		expect(order).toEqual(["monitor-added of m1", "start-monitor"]);
	});

	test("that is refused tells and changes nothing", () => {
		const session = opened();
		let told = 0;
		session.onEntries(() => {
			told += 1;
		});
		const before = session.state;
		expect(session.dispatch({ type: "forward", events: ["e1"] })).toMatchObject({
			ok: false,
			failure: { code: "unknown-event" },
		});
		expect([told, session.state === before]).toEqual([0, true]);
	});

	test("that becomes nothing tells nothing", () => {
		const session = opened();
		let told = 0;
		session.onEntries(() => {
			told += 1;
		});
		session.dispatch({ type: "recover" });
		session.record([]);
		expect(told).toBe(0);
	});
});

describe("commands within commands", () => {
	test("of an effect come after what caused it", () => {
		const session = opened();
		const told: string[] = [];
		session.onEntries((entries) => told.push(texts(entries)));
		session.setRunner((effect) => {
			if (effect.type === "start-monitor")
				session.dispatch({ type: "monitor-started", monitor: effect.monitor, sandboxed: true });
		});
		session.dispatch({ type: "start", spec: shell("a", "true"), anyName: false });
		expect(told).toEqual(["monitor-added", "monitor-started"]);
	});

	test("of a listener are told to all in the order in which they were folded", () => {
		const session = opened();
		const journal: Entry[] = [];
		const client: Entry[] = [];
		session.onEntries((entries) => {
			journal.push(...entries);
			if (texts(entries) === "one") session.dispatch(notice("two"));
		});
		session.onEntries((entries) => client.push(...entries));
		session.dispatch(notice("one"));
		session.dispatch(notice("three"));
		expect(texts(journal)).toBe("one,two,three");
		expect(texts(client)).toBe("one,two,three");
		expect(evolveAll(emptyState, client)).toEqual(session.state);
	});
});

describe("a listener", () => {
	test("that left hears no more", () => {
		const session = opened();
		const heard: string[] = [];
		const stop = session.onEntries((entries) => heard.push(texts(entries)));
		session.dispatch(notice("one"));
		stop();
		session.dispatch(notice("two"));
		expect(heard).toEqual(["one"]);
	});

	test("may leave while it hears", () => {
		const session = opened();
		const heard: string[] = [];
		const stop = session.onEntries((entries) => {
			heard.push(`a ${texts(entries)}`);
			stop();
		});
		session.onEntries((entries) => heard.push(`b ${texts(entries)}`));
		session.dispatch(notice("one"));
		session.dispatch(notice("two"));
		expect(heard).toEqual(["a one", "b one", "b two"]);
	});

	test("that breaks does not silence the session for good", () => {
		const session = opened();
		const heard: string[] = [];
		const stop = session.onEntries(() => {
			throw new Error("boom");
		});
		session.onEntries((entries) => heard.push(texts(entries)));
		expect(() => session.dispatch(notice("one"))).toThrow("boom");
		stop();
		session.dispatch(notice("two"));
		expect(heard).toEqual(["two"]);
	});
});
