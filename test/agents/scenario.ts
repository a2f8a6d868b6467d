import type { AcpBackend } from "../../src/host/agent/acp/acp-backend.ts";
import type { TurnEnd } from "../../src/host/agent/backend.ts";
import { typed, until } from "../host/agent/acp/scene.ts";
import { type Scene, told } from "./scene.ts";

/** What one agent did in the scenario. Times are in milliseconds. */
export type Outcome = {
	readonly startMs: number;
	/** The turn that an event began, and whether the agent read the monitor in it. */
	readonly wake: { readonly end: TurnEnd; readonly read: boolean };
	/** The person's turn during which events came, whether it was left alone, and the one turn after it. */
	readonly busy: { readonly end: TurnEnd; readonly whole: boolean; readonly after: TurnEnd; readonly turns: number };
	readonly interrupt: { readonly end: TurnEnd; readonly ms: number; readonly after: TurnEnd; readonly read: boolean };
	readonly steer: "taken" | "not-now";
	/** A tool of ours that changes something. */
	readonly stop: { readonly used: boolean; readonly asked: readonly string[] };
	readonly resumed: boolean;
	/** Processes of the agent that lived on after it was closed. */
	readonly left: number;
	/** How it names our tools. */
	readonly titles: readonly string[];
};

/**
 * Goes with a real agent through what matters: an event wakes it, events during a turn wait and are one turn after it,
 * an interrupt ends the turn and not the conversation, and nothing of it is left at the end.
 */
export async function play(scene: Scene): Promise<Outcome> {
	const from = Date.now();
	const backend = scene.backend();
	try {
		await backend.start(scene.book.sink);
		const startMs = Date.now() - from;
		// Most agents look at their tools while they start, some shortly after it.
		const looked = (): boolean => scene.lazyTools || scene.tools.listings() > 0;
		await until(looked, "the agent's look at the tools", 30_000);
		const done = {
			startMs,
			wake: await wake(scene, backend, "wake"),
			busy: await busy(scene, backend),
			interrupt: await interrupt(scene, backend),
			steer: await steer(scene, backend),
			stop: await stop(scene, backend),
		};
		const session = backend.session?.id ?? "";
		await backend.close();
		const left = await leftovers(scene);
		return { ...done, left, resumed: await resume(scene, session), titles: titles(scene) };
	} finally {
		await backend.close();
	}
}

/** A turn takes seconds; half a minute and more means that the agent hangs. */
const turnMs = 60_000;

async function bounded(backend: AcpBackend, turn: Promise<TurnEnd>): Promise<TurnEnd> {
	const timer = setTimeout(() => backend.cancel(), turnMs);
	return turn.finally(() => clearTimeout(timer));
}

function reads(scene: Scene): number {
	return scene.tools.uses.filter(({ tool }) => tool === "monitor_read").length;
}

async function wake(scene: Scene, backend: AcpBackend, turn: string): Promise<Outcome["wake"]> {
	const before = reads(scene);
	const end = await bounded(backend, backend.prompt(told(turn)));
	return { end, read: reads(scene) === before + 1 };
}

/** Three events come during a turn. Who owns the queue sends them as one prompt when it is over. */
async function busy(scene: Scene, backend: AcpBackend): Promise<Outcome["busy"]> {
	const before = reads(scene);
	const end = await bounded(backend, backend.prompt(typed("SLOW 1500", "busy")));
	const whole = scene.book.text("busy").includes("tick14") && reads(scene) === before;
	const after = await bounded(backend, backend.prompt(told("after-busy", 3)));
	return { end, whole, after, turns: reads(scene) - before };
}

async function interrupt(scene: Scene, backend: AcpBackend): Promise<Outcome["interrupt"]> {
	const turn = backend.prompt(typed("SLOW 20000", "long"));
	await until(() => scene.book.text("long").includes("tick"), "the first words", turnMs);
	const from = Date.now();
	backend.cancel();
	const end = await turn;
	const ms = Date.now() - from;
	const { end: after, read } = await wake(scene, backend, "after-interrupt");
	return { end, ms, after, read };
}

async function steer(scene: Scene, backend: AcpBackend): Promise<Outcome["steer"]> {
	if (!backend.steers) return "not-now";
	const turn = backend.prompt(typed("SLOW 3000", "steered"));
	await until(() => scene.book.text("steered").includes("tick"), "the first words", turnMs);
	const taken = await backend.steer("SAY steered");
	await bounded(backend, turn);
	return taken;
}

async function stop(scene: Scene, backend: AcpBackend): Promise<Outcome["stop"]> {
	const before = scene.asked.length;
	await bounded(backend, backend.prompt(typed('CALL monitor_stop {"id":"m1"}', "stop")));
	const used = scene.tools.uses.some(({ tool }) => tool === "monitor_stop");
	return { used, asked: scene.asked.slice(before) };
}

async function leftovers(scene: Scene): Promise<number> {
	await until(() => scene.processes().length === 0, "the end of its processes", 3000).catch(() => undefined);
	return scene.processes().length;
}

async function resume(scene: Scene, session: string): Promise<boolean> {
	const backend = scene.backend(session);
	try {
		await backend.start({ said: () => undefined });
		return backend.session?.resumed ?? false;
	} finally {
		await backend.close();
	}
}

function titles(scene: Scene): string[] {
	const calls = scene.book.values("tool") as { title: string }[];
	return [...new Set(calls.map(({ title }) => title))];
}
