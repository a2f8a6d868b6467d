import { expect, test } from "vitest";
import { playOffline } from "./play-offline.ts";

/** The first run installs the agent, which takes a network and up to some minutes. */
const patience = 600_000;

test(
	"a real agent: an event wakes it, a busy one is left alone, an interrupt ends a turn and nothing else",
	async () => {
		const { wake, busy, interrupt, stop, resumed, left, titles } = await playOffline("kimi");
		expect(wake).toEqual({ end: { stop: "done" }, read: true });
		expect(busy).toEqual({ end: { stop: "done" }, whole: true, after: { stop: "done" }, turns: 1 });
		expect(interrupt).toMatchObject({ end: { stop: "cancelled" }, after: { stop: "done" }, read: true });
		expect(interrupt.ms).toBeLessThan(5000);
		// Its own questions about our tools were answered without the person.
		expect(stop).toEqual({ used: true, asked: [] });
		expect(titles).toContain("mcp__monitors__monitor_read");
		expect([resumed, left]).toEqual([true, 0]);
	},
	patience,
);
