import { describe, expect, test } from "vitest";
import { evolveAll } from "../../../../src/core/session/evolve/evolve.ts";
import { talkOf } from "../../../../src/core/session/select.ts";
import { emptyState, eventBounds, messageBounds } from "../../../../src/core/session/state.ts";
import type { Command } from "../../../../src/model/command.ts";
import type { Entry } from "../../../../src/model/entry.ts";
import { draftOf, ends, observe, readyAgent, running, Story, says, specOf, toldEffects } from "../scene.ts";

const { count } = eventBounds;
const policy = (to: "hold" | "auto" | "mute"): Command => ({ type: "set-policy", monitors: ["m1"], policy: to });

function flooded(start: "hold" | "auto" | "mute", events: number, busy = false): Story {
	const story = new Story();
	story.does(...running("tests", "m1", { policy: start }));
	if (busy) story.does({ type: "send", text: "wait" });
	for (let n = 1; n <= events; n += 1) story.does(observe("m1", `line ${n}`));
	return story;
}

describe("events beyond the bound are forgotten", () => {
	test("settled ones first: their counts stay", () => {
		const story = flooded("mute", count + 5);
		const { events, counts } = story.monitor("m1");
		expect(events).toHaveLength(count);
		expect(events[0]?.id).toBe("e6");
		expect(counts).toMatchObject({ total: count + 5, muted: count + 5, dropped: 0 });
	});

	test("what is held stays while something settled can go", () => {
		const story = flooded("hold", 3);
		story.does(policy("mute"));
		for (let n = 0; n < count; n += 1) story.does(observe("m1", "muted"));
		expect(
			story
				.monitor("m1")
				.events.slice(0, 4)
				.map((event) => event.verdict),
		).toEqual(["held", "held", "held", "muted"]);
	});

	test("held ones that must go count as dropped, so that the counts tell what can still be forwarded", () => {
		const story = flooded("hold", count + 7);
		const { events, counts } = story.monitor("m1");
		expect(counts).toMatchObject({ total: count + 7, held: count, dropped: 7 });
		expect(events.filter((event) => event.verdict === "held")).toHaveLength(count);
		story.does({ type: "drop-held", monitor: "m1" });
		expect(story.monitor("m1").counts).toMatchObject({ held: 0, dropped: count + 7 });
		expect(story.refuses({ type: "forward", events: ["e1"] }).code).toBe("unknown-event");
	});

	test("waiting ones that must go wait no longer, and the others still go out", () => {
		const story = flooded("auto", count + 2, true);
		expect(story.waiting).toHaveLength(count);
		expect(story.waiting[0]).toBe("e3");
		story.does(ends("t1"));
		expect(story.effects.at(-1)).toMatchObject({ type: "prompt", prompt: { events: { length: count } } });
		expect(story.waiting).toEqual([]);
		story.does(ends("t2"));
		expect(story.talk.turn).toBeUndefined();
	});

	test("one that an owner has and another waits for leaves the queue with it", () => {
		const story = new Story({}, ["a", "b"]);
		story.does(...running("tests", "m1", { policy: "auto" }));
		story.does({ type: "route", monitors: ["m1"], agents: ["a", "b"] }, { type: "send", agent: "b", text: "wait" });
		story.does(observe("m1", "first"), policy("mute"));
		expect(story.waitingFor("b")).toEqual(["e1"]);
		for (let n = 0; n < count; n += 1) story.does(observe("m1", "muted"));
		expect(story.monitor("m1").events[0]?.id).toBe("e2");
		expect(story.waitingFor("b")).toEqual([]);
		expect(story.monitor("m1").overflowing).toBe(true);
		const told = story.entries.flatMap((entry) => (entry.type === "noticed" ? entry.text : []));
		expect(told).toEqual([expect.stringContaining("wait for an agent")]);
	});

	test("text counts too: a few long ones push out the oldest", () => {
		const story = flooded("auto", 0, true);
		const long = "x".repeat(eventBounds.characters / 4);
		for (let n = 0; n < 6; n += 1) story.does(observe("m1", long));
		expect(story.monitor("m1").events.map((event) => event.id)).toEqual(["e3", "e4", "e5", "e6"]);
		expect(story.waiting).toEqual(["e3", "e4", "e5", "e6"]);
	});

	test("the newest stays, however long it is", () => {
		const story = flooded("hold", 2);
		story.does(observe("m1", "x".repeat(eventBounds.characters + 1)));
		expect(story.monitor("m1").events.map((event) => event.id)).toEqual(["e3"]);
		expect(story.monitor("m1").counts).toMatchObject({ total: 3, held: 1, dropped: 2 });
	});

	test("ids and numbers go on after it", () => {
		const story = flooded("mute", count + 1);
		expect(story.monitor("m1").events.at(-1)).toMatchObject({ id: `e${count + 1}`, seq: count + 1 });
	});

	test("a running suppression event that was forgotten is begun again", () => {
		const story = flooded("mute", 0);
		story.does({ type: "suppress", monitor: "m1", draft: draftOf("5 suppressed", "suppression") });
		for (let n = 0; n < count; n += 1) story.does(observe("m1", "muted"));
		story.does({ type: "grow", monitor: "m1", draft: draftOf("9 suppressed", "suppression") });
		expect(story.monitor("m1").events.at(-1)).toMatchObject({ text: "9 suppressed", verdict: "suppressed" });
	});
});

test("messages beyond the bound are forgotten; their numbers go on", () => {
	const story = new Story();
	for (let n = 1; n <= messageBounds.count + 3; n += 1) story.does({ type: "notice", text: `${n}` });
	const { messages, said } = story.talk;
	expect(messages).toHaveLength(messageBounds.count);
	expect(messages.at(-1)).toMatchObject({ seq: messageBounds.count + 3, text: `${messageBounds.count + 3}` });
	expect(said).toBe(messageBounds.count + 3);
});

test("long messages push out the oldest, and the newest stays", () => {
	const story = new Story();
	const long = "x".repeat(messageBounds.characters / 2);
	for (let n = 0; n < 3; n += 1) story.does({ type: "notice", text: long });
	expect(story.talk.messages.map((message) => message.seq)).toEqual([2, 3]);
	story.does({ type: "notice", text: `${long}${long}${long}` });
	expect(story.talk.messages.map((message) => message.seq)).toEqual([4]);
});

test("what tools found and changed counts too, also when it is told later", () => {
	const story = new Story();
	const call = (id: string, diff: string): Command => ({
		...{ type: "tool-told", agent: "playbook", turn: "t1" },
		call: {
			...{ id, title: "Edit", status: "done", places: [], output: "" },
			diffs: [{ path: "a", before: "", after: diff }],
		},
	});
	const long = "x".repeat(messageBounds.characters / 4);
	for (let n = 1; n <= 6; n += 1) story.does(call(`c${n}`, ""));
	for (let n = 1; n <= 6; n += 1) story.does(call(`c${n}`, long));
	expect(story.talk.messages.map((message) => message.call?.id)).toEqual(["c4", "c5", "c6"]);
});

test("an agent's words of any length at once are messages of a bounded length, and the oldest go", () => {
	const story = new Story();
	const words = "x".repeat(99_999);
	story.does(says(`${words}${"\u{1f600}".repeat(10)}end`));
	expect(story.talk.messages.map(({ text }) => text).join("")).toBe(`${words}${"\u{1f600}".repeat(10)}end`);
	expect(story.talk.messages.every(({ text }) => text.length <= 100_000 && text.isWellFormed())).toBe(true);
	story.does(says("y".repeat(2 * messageBounds.characters)));
	const kept = story.talk.messages.reduce((sum, { text }) => sum + text.length, 0);
	expect(kept).toBeLessThanOrEqual(messageBounds.characters);
	expect(kept).toBeGreaterThan(messageBounds.characters / 2);
});

describe("a history whose beginning is missing", () => {
	/** A session with two monitors, events, turns and a request, as if its first entries had been lost. */
	function cutStory(kept: number): Story {
		const whole = new Story();
		whole.does(...running("a", "m1", { policy: "auto" }), observe("m1", "1"), ends("t1"));
		whole.does({ type: "propose", proposal: { type: "start", spec: specOf("x"), agents: [] }, by: "agent", why: "" });
		whole.does(...running("b", "m2", { policy: "auto" }), observe("m2", "2"), ends("t2"));
		whole.does({ type: "propose", proposal: { type: "start", spec: specOf("y"), agents: [] }, by: "agent", why: "" });
		const cut = new Story();
		cut.state = evolveAll(emptyState, [...readyAgent("playbook"), ...whole.entries.slice(-kept)]);
		return cut;
	}

	test("folds, and no id is given twice", () => {
		for (let kept = 1; kept < 14; kept += 1) {
			const cut = cutStory(kept);
			const { monitor } = cut.does({ type: "start", spec: specOf("new"), anyName: false });
			expect(Object.keys(cut.state.monitors).filter((id) => id === monitor)).toHaveLength(1);
			expect(cut.monitor(monitor ?? "").spec.name).toBe("new");
			const asked = cut.does({
				type: "propose",
				proposal: { type: "start", spec: specOf("z"), agents: [] },
				by: "agent",
				why: "",
			});
			expect(cut.state.approvals.filter((one) => one.id === asked.approval)).toHaveLength(1);
		}
	});

	test("ids go on from the highest that is known", () => {
		const cut = cutStory(6);
		cut.does(...running("new", "m3", { policy: "auto" }));
		expect(toldEffects(cut.does(observe("m3", "3")).effects)).toEqual(["prompt t3 [e3]"]);
	});

	test("a turn whose message was never queued leaves those that are", () => {
		const story = new Story();
		story.does({ type: "send", text: "a" }, { type: "send", text: "b" });
		const started: Entry = {
			type: "turn-started",
			at: 1,
			agent: "playbook",
			turn: "t9",
			origin: "person",
			text: "lost",
			events: [],
			notes: [],
		};
		expect(talkOf(evolveAll(story.state, [started])).queued).toEqual(["b"]);
	});

	test("an event of an unknown monitor waits for nobody", () => {
		const story = new Story();
		story.does(...running("a", "m1", { policy: "auto" }), observe("m1", "1"));
		const state = evolveAll(emptyState, [
			...readyAgent("playbook"),
			...story.entries.filter((entry) => entry.type === "event-recorded"),
		]);
		expect(talkOf(state).waiting).toEqual([]);
	});
});
