import { expect, test } from "vitest";
import { unmetWish } from "../../../src/cli/connect/unmet-wish.ts";
import { sampleAgent, sampleState } from "../../tui/paint/samples.ts";

const state = sampleState({ agents: { claude: sampleAgent(), helper: sampleAgent({ id: "helper", kind: "codex" }) } });

test.each([
	["nothing", undefined],
	["an agent that is here", { id: "claude" }],
	["one that is here under another name", { id: "codex" }],
])("nothing is said when the wish is %s", (_, wish) => {
	expect(unmetWish(state, wish)).toBeUndefined();
});

test("an agent that is not here is named, with what to do", () => {
	expect(unmetWish(sampleState(), { id: "kimi" })).toBe(
		"The session that runs here has claude, not kimi. /agent kimi starts it as well.",
	);
	expect(unmetWish(sampleState({ agents: {} }), { id: "mine", command: "node my-agent.mjs" })).toBe(
		"The session that runs here has no agent, not mine. monmux stop ends it, and a new one can have yours.",
	);
});
