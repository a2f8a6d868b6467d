import { expect, test } from "vitest";
import type { StopAnswer } from "../../../../src/host/hub/hub-tools.ts";
import { stopTool } from "../../../../src/host/hub/tools/stop.ts";
import { updateTool } from "../../../../src/host/hub/tools/update.ts";
import { ok } from "../../../../src/model/failure.ts";
import { ask } from "./ask.ts";

test.each<[StopAnswer["state"], string]>([
	["pending-approval", "The person is asked"],
	["stopping", "comes as an event"],
	["ended", "ended already"],
	["withdrawn", "waits no longer"],
])("a stop that is %s says what follows", async (state, note) => {
	const { answer, asked } = await ask(stopTool, { id: "m1" }, { stop: async () => ok({ id: "m1", state }) });
	expect(answer).toEqual({ id: "m1", state, note: expect.stringContaining(note) });
	expect(asked).toEqual([["stop", "claude", "m1"]]);
});

test.each([{}, { id: "" }, { id: "m1\n\x1b[A" }, { id: ["m1"] }, { id: "m1", force: true }])(
	"a stop with %j is refused",
	async (args) => {
		const { failure, asked } = await ask(stopTool, args);
		expect(failure?.code).toBe("bad-usage");
		expect(asked).toEqual([]);
	},
);

test("an update answers with the settings that hold now", async () => {
	const { answer, asked } = await ask(updateTool, { id: "m1", policy: "mute", exclude: "noise", rate: 0.5, burst: 3 });
	expect(answer).toEqual({ id: "m1", policy: "mute", match: "FAIL", exclude: "noise", rate: 0.5, burst: 3 });
	expect(asked).toEqual([["update", "claude", "m1"]]);
});

test("an update that is louder is refused by the hub, on the settings that the session has", async () => {
	const { failure } = await ask(updateTool, { id: "m1", policy: "auto" });
	expect(failure).toMatchObject({ code: "not-allowed", message: expect.stringContaining("policy is hold") });
});

test.each<[object, string]>([
	[{ id: "m1" }, "nothing to change"],
	[{ policy: "mute" }, "id"],
	[{ id: "m1", match: "" }, "match"],
	[{ id: "m1", exclude: "a(" }, "exclude pattern"],
	[{ id: "m1", rate: 0 }, "rate"],
	[{ id: "m1", burst: 0 }, "burst"],
	[{ id: "m1", burst: 1.5 }, "burst"],
	[{ id: "m1", net: true }, "net"],
])("an update with %j is refused before the session is asked", async (args, message) => {
	const { failure, asked } = await ask(updateTool, { ...args });
	expect(failure?.message).toContain(message);
	expect(asked).toEqual([]);
});
