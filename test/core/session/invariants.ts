import { expect } from "vitest";
import { evolve } from "../../../src/core/session/evolve/evolve.ts";
import { allAgents, allEvents, ownersOf, ownMonitor } from "../../../src/core/session/select.ts";
import type { Agent, State } from "../../../src/core/session/state.ts";
import type { Entry } from "../../../src/model/entry.ts";
import type { Event } from "../../../src/model/event.ts";
import type { Story } from "./scene.ts";

/** What waits is for an owner that has not had it; what is forwarded and was handed to nobody waits for every owner. */
export function checkQueues({ state }: Story): void {
	for (const { conversation } of allAgents(state)) {
		const waits = conversation.waiting.map((one) => one.event);
		expect(new Set(waits).size).toBe(waits.length);
		for (const event of waits) expect(allEvents(state).map((one) => one.id)).toContain(event);
	}
	for (const event of allEvents(state)) checkWaiting(state, event);
}

function checkWaiting(state: State, event: Event): void {
	const names = waitingAgents(state, event);
	const owners = ownersOfEvent(state, event);
	expect(owners).toEqual(expect.arrayContaining(names));
	expect(names.filter((name) => event.deliveredTo?.includes(name))).toEqual([]);
	if (event.deliveredAt !== undefined) expect(event.verdict).toBe("forwarded");
	if (event.verdict !== "forwarded") expect(names).toEqual([]);
	else if (event.deliveredAt === undefined) expect(names).toEqual(owners);
}

/** Every forwarded event was handed to each owner once or waits for it; true while owners stay the same. */
export function checkDelivery({ state }: Story): void {
	for (const event of allEvents(state)) {
		if (event.verdict !== "forwarded") continue;
		const reached = [...(event.deliveredTo ?? []), ...waitingAgents(state, event)];
		expect(reached.sort()).toEqual(ownersOfEvent(state, event));
	}
}

/**
 * No agent has two turns at once, an event twice, or an event that it does not own; none but a ready one has any.
 * A loop breaker takes nothing from an agent that it does not stop.
 */
export function checkTurns({ opened, entries }: Story): void {
	const told: Told = { open: new Map(), delivered: new Set() };
	let state = opened;
	for (const entry of entries) {
		checkEntry(state, entry, told);
		state = evolve(state, entry);
	}
}

/** What the entries so far say: the open turn of each agent, and `agent event` for each handing over. */
type Told = { readonly open: Map<string, string>; readonly delivered: Set<string> };

function checkEntry(state: State, entry: Entry, { open, delivered }: Told): void {
	switch (entry.type) {
		case "turn-started":
			expect(open.has(entry.agent)).toBe(false);
			open.set(entry.agent, entry.turn);
			checkStart(state, entry, delivered);
			break;
		case "steer-began":
			expect(open.get(entry.agent)).toBe(entry.turn);
			checkStart(state, entry, delivered);
			break;
		case "steer-ended":
			if (!entry.taken) takeBack(state, entry.agent, delivered);
			break;
		case "verdict-changed":
			if (entry.by === "breaker") checkHeld(state, entry);
			break;
		case "turn-ended":
			checkEnd(state, entry, { open, delivered });
			break;
		case "agent-removed":
			forget(entry.agent, open, delivered);
			break;
		default:
	}
}

/** What an agent did nothing with was not handed over. */
function checkEnd(state: State, entry: Extract<Entry, { type: "turn-ended" }>, { open, delivered }: Told): void {
	if (open.get(entry.agent) !== entry.turn) return;
	open.delete(entry.agent);
	const handed = state.agents[entry.agent]?.conversation.turn?.handed?.events ?? [];
	if (entry.returned) for (const id of handed) delivered.delete(`${entry.agent} ${id}`);
}

/** What did not arrive was not handed over. */
function takeBack(state: State, agent: string, delivered: Set<string>): void {
	for (const id of state.agents[agent]?.conversation.steering?.events ?? []) delivered.delete(`${agent} ${id}`);
}

function checkStart(
	state: State,
	entry: Extract<Entry, { type: "turn-started" | "steer-began" }>,
	delivered: Set<string>,
): void {
	expect(state.agents[entry.agent]?.state).toBe("ready");
	for (const id of entry.events) {
		const event = allEvents(state).find((one) => one.id === id);
		expect(event && ownersOfEvent(state, event)).toContain(entry.agent);
		expect(delivered).not.toContain(`${entry.agent} ${id}`);
		delivered.add(`${entry.agent} ${id}`);
	}
}

function checkHeld(state: State, { events }: Extract<Entry, { type: "verdict-changed" }>): void {
	for (const { conversation } of allAgents(state)) {
		if (conversation.waiting.some((one) => events.includes(one.event)))
			expect(isStopped(state, conversation)).toBe(true);
	}
}

function isStopped({ limits }: State, { turnsInRow, turnTimes }: Agent["conversation"]): boolean {
	return turnsInRow >= limits.turnsInRow || turnTimes.length >= limits.turnsPerHour;
}

/** An agent left; one that joins under its name is another one. */
function forget(agent: string, open: Map<string, string>, delivered: Set<string>): void {
	open.delete(agent);
	for (const one of delivered) if (one.startsWith(`${agent} `)) delivered.delete(one);
}

/** An idle agent that is ready has nothing waiting, but what its loop breaker leaves to another owner. */
export function checkIdle({ state }: Story): void {
	for (const agent of allAgents(state)) {
		if (agent.conversation.turn || agent.state !== "ready") continue;
		const { queued, waiting, notes } = agent.conversation;
		expect(queued).toEqual([]);
		if (waiting.length + notes.length > 0) checkStopped(state, agent);
	}
}

function checkStopped(state: State, { id, conversation }: Agent): void {
	expect(isStopped(state, conversation)).toBe(true);
	for (const { event } of conversation.waiting) {
		const known = allEvents(state).find((one) => one.id === event);
		const others = known ? waitingAgents(state, known).filter((other) => other !== id) : [];
		expect(known?.deliveredAt !== undefined || others.length > 0).toBe(true);
	}
}

function waitingAgents(state: State, event: Event): string[] {
	return allAgents(state)
		.filter(({ conversation }) => conversation.waiting.some((one) => one.event === event.id))
		.map(({ id }) => id)
		.sort();
}

function ownersOfEvent(state: State, event: Event): string[] {
	const monitor = ownMonitor(state, event.monitor);
	return monitor ? ownersOf(state, monitor).sort() : [];
}
