import type { Stop } from "../../base/disposable.ts";
import { nextBeat } from "../../base/next-beat.ts";
import type { Pulse } from "../../wire/protocol.ts";
import type { Monitors } from "../monitors.ts";
import type { ClientSession } from "./client-session.ts";

/** Milliseconds between two looks at how lively the monitors are; the raw logs share the beat. */
const beatMs = 1000;

/** Tells people's screens the lines a second of each monitor, when they changed. */
export function startPulse(monitors: Monitors, clients: () => readonly ClientSession[]): Stop {
	const told = new WeakMap<ClientSession, string>();
	let timer: NodeJS.Timeout;
	const beat = (): void => {
		timer = setTimeout(beat, nextBeat(beatMs, performance.now())).unref();
		const people = clients().filter((client) => client.kind === "person");
		if (people.length === 0) return;
		const pulse = measure(monitors);
		const text = JSON.stringify(pulse);
		for (const client of people) {
			if (told.get(client) === text) continue;
			if (client.sendPulse(pulse)) told.set(client, text);
		}
	};
	beat();
	return () => clearTimeout(timer);
}

function measure(monitors: Monitors): Pulse {
	const now = monitors.clock.now();
	const pulse: Pulse = {};
	for (const live of monitors.all()) {
		if (!live.run || !live.pipeline) continue;
		// Tenths are all that a screen shows; finer ones would only make every beat a different one.
		const rates = live.pipeline.stats.rates(now).map((rate) => Math.round(rate * 10) / 10);
		pulse[live.id] = { perSecond: rates.at(-1) ?? 0, rates };
	}
	return pulse;
}
