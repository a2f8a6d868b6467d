import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { openJournal } from "../../src/host/journal/journal.ts";
import type { Entry } from "../../src/model/entry.ts";
import { observe, readyAgent, running, Story } from "../core/session/scene.ts";
import { Place } from "./place.ts";
import { failureOf, until, unwrap } from "./scene.ts";

/** Leaves a journal as a host leaves it that was killed in the middle of a turn. */
function crashed(place: Place): void {
	const story = new Story();
	story.does(
		...running("tests", "m1", { policy: "auto", cwd: place.cwd }),
		observe("m1", "first"),
		observe("m1", "second"),
	);
	story.does({ type: "send", text: "status" });
	leave(place, [...readyAgent("playbook"), ...story.entries]);
}

function leave(place: Place, entries: readonly Entry[]): void {
	mkdirSync(place.paths.state, { recursive: true });
	const journal = unwrap(openJournal(place.paths.journal));
	journal.append(entries);
	unwrap(journal.close());
}

describe("a session whose host was killed", () => {
	test("goes on: its monitors have ended, and what waited goes to the agent", async () => {
		const place = new Place();
		crashed(place);
		const host = await place.open();
		expect(host.monitor("m1")).toMatchObject({ state: "killed", reason: "the host ended" });
		// The last entry of the story, long before this host.
		expect(host.monitor("m1").endedAt).toBe(1_005_000);
		await host.says("These monitors ended with it: tests");
		await until("the end of the turn", () => host.conversation.turn === undefined);
		expect(host.conversation).toMatchObject({ waiting: [], queued: [] });
		expect(host.monitor("m1").events.every((event) => event.deliveredAt !== undefined)).toBe(true);
		expect(host.talk.filter((message) => message === "person: status")).toHaveLength(1);
		expect(host.talk.at(-1)).toMatch(/^agent: /);
	});

	test("gives no id twice, and runs a monitor again", async () => {
		const place = new Place();
		crashed(place);
		const host = await place.open();
		expect(host.run(place, "true", { name: "other" })).toBe("m2");
		await host.ends("m2");
		expect(host.monitor("m2").events.map((event) => event.id)).toEqual(["e3"]);
		host.does({ type: "restart", monitors: ["tests"] });
		await until("its end", () => host.monitor("m1").state !== "running");
		expect(host.monitor("m1").runs).toBe(2);
	});
});

test("a state that was kept by a version without agents and without names of turns is gone on from", async () => {
	const place = new Place();
	const story = new Story({}, []);
	story.does(...running("tests", "m1", { policy: "auto", cwd: place.cwd }), observe("m1", "first"));
	const { agents: _agents, lead: _lead, ...old } = JSON.parse(JSON.stringify(story.state));
	delete old.counters.turns;
	delete old.monitors.m1.agents;
	mkdirSync(place.paths.state, { recursive: true });
	const journal = unwrap(openJournal(place.paths.journal));
	journal.append(story.entries);
	unwrap(journal.checkpoint(old, journal.lastSeq));
	unwrap(journal.close());

	const host = await place.open();
	expect(host.monitor("m1")).toMatchObject({ state: "killed", agents: [] });
	host.does({ type: "send", text: "status" });
	await until("the answer", () => host.talk.some((message) => message.startsWith("agent: ")));
	expect(host.conversation.messages.find(({ from }) => from === "person")?.turn).toBe("t1");
});

describe("a session whose host was ended", () => {
	test("goes on where it was, and what ran was killed", async () => {
		const place = new Place();
		const first = await place.open();
		const id = first.run(place, "echo held; read -r");
		await until("the event", () => first.texts(id).includes("held"));
		await first.end.end("a signal");
		await first.end.end("another signal");
		const second = await place.open();
		expect(second.monitor(id)).toMatchObject({ state: "killed", signal: "SIGKILL" });
		expect(second.texts(id)[0]).toBe("held");
		expect(second.session.state.openedAt).toBe(first.session.state.openedAt);
		second.does({ type: "forward", events: ["e1"] });
		await until("its turn", () => second.monitor(id).events[0]?.deliveredAt !== undefined);
	});
});

describe("a session that was stopped", () => {
	test("is over, also when something ran: the next one begins anew, and the old journal is kept", async () => {
		const place = new Place();
		const first = await place.open();
		const id = first.run(place, "echo x; read -r", { policy: "auto" });
		await until("the event", () => first.texts(id).includes("x"));
		first.end.stopSession();
		await first.end.done;
		const second = await place.open();
		expect(second.session.state.monitors).toEqual({});
		expect(second.conversation.messages).toEqual([]);
		expect(existsSync(place.paths.journal.replace(".db", ".previous.db"))).toBe(true);
		expect(readdirSync(place.paths.logs)).toEqual([]);
		expect(second.run(place, "true")).toBe("m1");
	});

	test("keeps the last journal alone", async () => {
		const place = new Place();
		for (let round = 0; round < 3; round += 1) {
			const host = await place.open();
			expect(host.conversation.messages).toEqual([]);
			host.does({ type: "notice", text: `round ${round}` });
			host.end.stopSession();
			await host.end.done;
		}
		const kept = readdirSync(place.paths.state).filter((name) => name.startsWith("journal") && name.endsWith(".db"));
		expect(kept.sort()).toEqual(["journal.db", "journal.previous.db"]);
	});
});

describe("a journal", () => {
	test("that is damaged is put aside, and the person is told", async () => {
		const place = new Place();
		mkdirSync(place.paths.state, { recursive: true });
		writeFileSync(place.paths.journal, "this is no database".repeat(500));
		const host = await place.open();
		await host.says("was damaged and is now");
		expect(existsSync(`${place.paths.journal}.corrupt-1`)).toBe(true);
		expect(host.run(place, "true")).toBe("m1");
	});

	test("that has lost its past is told of when there is output", async () => {
		const place = new Place();
		mkdirSync(place.paths.logs, { recursive: true });
		writeFileSync(join(place.paths.logs, "m1"), "output");
		const host = await place.open();
		await host.says(`${place.paths.logs}.corrupt-1`);
		expect(readdirSync(place.paths.logs)).toEqual([]);
	});

	test("that was trimmed by an earlier version goes on with what is newer", async () => {
		const place = new Place();
		const story = new Story();
		story.does(...running("tests", "m1", { cwd: place.cwd }), observe("m1", "kept"));
		const { always: _always, ...older } = story.state;
		mkdirSync(place.paths.state, { recursive: true });
		const journal = unwrap(openJournal(place.paths.journal, { maxEntries: 10, onTrim: () => older }));
		journal.append(Array.from({ length: 100 }, () => ({ type: "noticed", at: 1, text: "old" }) as const));
		await until("it is trimmed", () => journal.base() !== undefined);
		unwrap(journal.close());
		const host = await place.open();
		expect(host.texts("m1")).toEqual(["kept"]);
		expect(host.session.state.always).toEqual([]);
	});

	test("that cannot be opened keeps the host from starting, and gives the lock back", async () => {
		const place = new Place();
		mkdirSync(place.paths.journal, { recursive: true });
		const failure = failureOf(await place.try());
		expect(failure.code).toBe("journal");
		expect(failure.message).toContain(place.paths.journal);
		expect(failureOf(await place.try()).code).toBe("journal");
	});

	test("whose logs are in the way of a new session says so", async () => {
		const place = new Place();
		const host = await place.open();
		host.end.stopSession();
		await host.end.done;
		mkdirSync(join(place.paths.logs, "directory"));
		const failure = failureOf(await place.try());
		expect(failure).toMatchObject({ code: "journal" });
		expect(failure.message).toContain("could not be put aside");
	});
});
