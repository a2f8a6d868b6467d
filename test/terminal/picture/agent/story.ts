import type { StoryLine } from "../../../agents/model/story.ts";

/** What the person writes. */
export const wish = "Watch the tests; tell me what breaks, and why.";

/** What the agent's model answers, in the words of one; the agent does what it is told by it. */
export const story: readonly StoryLine[] = [
	{
		after: /Watch the tests/,
		says: "I'll run the suite and listen for its failures.",
		calls: {
			tool: "monitor_start",
			args: {
				name: "tests",
				command: "npm test -- --watch",
				description: "the test suite, its failures only",
				match: "✗|Error|at src|failed",
			},
		},
	},
	{ after: /pending-approval/, says: "It starts when you say so." },
	{ after: /was approved/, says: "The suite is green; I wait." },
	{ after: /<monitor-event/, calls: { tool: "monitor_read", args: { id: "tests", lines: 20 } } },
	{ after: /"output"/, calls: { tool: "Read", args: { path: "src/checkout.ts" } } },
	{
		after: /export function checkout/,
		says: [
			"The voucher is taken off **twice**: `total()` subtracts it, and the new `checkout()` does so again.",
			"",
			"```ts",
			"const due = total(cart, voucher); // line 9",
			"```",
			"",
			"- With that line the order is 90 again.",
			"- The other 211 tests do not touch it.",
		].join("\n"),
		calls: {
			tool: "monitor_start",
			args: {
				name: "e2e",
				command: "npm run e2e -- checkout",
				description: "the checkout in a browser, after the fix",
				match: "passed|failed|Error",
			},
		},
	},
	{ after: /pending-approval/, says: "Shall I change it? The browser tests would tell whether that is all." },
];
