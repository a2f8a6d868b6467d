import { expect, test } from "vitest";
import { playOffline } from "./play-offline.ts";
import { acts } from "./session/story.ts";

/** The first run installs the agent, which takes a network and up to some minutes. */
const patience = 600_000;

test(
	"a real agent in a session: woken, left alone while busy, asking for a monitor, interrupted, killed, ended",
	async () => {
		const told = await playOffline("kimi", "session");
		expect(told.acts).toEqual(Object.fromEntries(acts.map(({ name }) => [name, "yes"])));
		// Its own questions about our tools were answered without the person.
		expect(told.asked).toEqual([]);
		expect(told.resumed).toBe(true);
		expect(told.cards).toEqual(["monitor_read t", "monitor_start look", "monitor_read look", "monitor_stop look"]);
	},
	patience,
);

test(
	"a real agent alone: it takes no words into a running turn, and refuses a second prompt",
	async () => {
		expect(await playOffline("kimi", "protocol")).toEqual({ second: "refused", steers: false });
	},
	patience,
);
