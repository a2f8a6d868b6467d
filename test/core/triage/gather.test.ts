import { expect, test } from "vitest";
import { type Gathering, turnDue } from "../../../src/core/triage/gather.ts";

const now = 10_000;

test.each([
	["an outcome alone", {}, now],
	["an event of this moment", { eventTimes: [now] }, now + 20],
	["the oldest counts", { eventTimes: [now, now - 15] }, now + 5],
	["an event that waited", { eventTimes: [now - 20] }, now],
	["an old event that the person forwards", { eventTimes: [now - 60_000, now] }, now - 59_980],
	["a turn just begun", { eventTimes: [now], turnTimes: [now - 50] }, now + 200],
	["the newest turn counts", { turnTimes: [now - 200, now - 9000] }, now + 50],
	["a turn long ago", { eventTimes: [now], turnTimes: [now - 250] }, now + 20],
	["an event from before the clock was set back", { eventTimes: [now + 5000, now] }, now],
	["a turn from before the clock was set back", { turnTimes: [now + 5000] }, now],
] satisfies [string, Partial<Gathering>, number][])("%s", (_, change, due) => {
	expect(turnDue({ eventTimes: [], turnTimes: [], now, ...change })).toBe(due);
});
