import { expect, test } from "vitest";
import { sayReach } from "../../../../../src/host/agent/playbook/rules/reach.ts";
import type { Policy } from "../../../../../src/model/monitor.ts";
import { facts, rule } from "../fake-desk.ts";

const monitors = (...policies: readonly (readonly [string, Policy])[]) =>
	policies.map(([name, policy], at) => facts(name, { id: `m${at + 1}`, policy }));
const held = monitors(["a", "hold"], ["b", "auto"], ["c", "mute"]);
const many = monitors(["a", "hold"], ["b", "hold"], ["c", "hold"], ["d", "hold"], ["e", "hold"]);

/** What is said of a rule for these monitors. */
const check = (monitor: string, given: ReturnType<typeof monitors>) => sayReach(rule({ monitor }), given);

test.each([
	["b", held, []],
	["*", [], []],
	["nobody", held, ['There is no monitor "nobody" yet.']],
	[
		"a",
		held,
		['It looks at forwarded events only, and a is on hold: type "auto a", and they are forwarded by themselves.'],
	],
	[
		"C",
		held,
		['It looks at forwarded events only, and c is muted: type "auto c", and they are forwarded by themselves.'],
	],
	[
		"?",
		many,
		[
			'It looks at forwarded events only, and a, b, c and 2 more are on hold: type "auto a", and they are forwarded by themselves.',
		],
	],
])("a rule for %s", (monitor, given, said) => {
	expect(check(monitor, given)).toEqual(said);
});

test("a rule for all tells of each policy", () => expect(check("*", held)).toHaveLength(2));
