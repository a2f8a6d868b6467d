import { expect, test } from "vitest";
import { judge } from "../../../src/core/triage/judge.ts";
import { noticeOf } from "./drafts.ts";

test.each([
	["hold", "output", "held", "policy"],
	["auto", "output", "forwarded", "policy"],
	["mute", "output", "muted", "policy"],
	["hold", "exit", "held", "policy"],
	["auto", "exit", "forwarded", "policy"],
	["mute", "exit", "muted", "policy"],
	["hold", "silence", "held", "policy"],
	["auto", "silence", "forwarded", "policy"],
	["hold", "suppression", "suppressed", "cap"],
	["auto", "suppression", "suppressed", "cap"],
	["mute", "suppression", "muted", "policy"],
] as const)("%s: %s is %s by %s", (...[policy, kind, verdict, by]) => {
	expect(judge(policy, noticeOf(kind))).toEqual({ verdict, by });
});
