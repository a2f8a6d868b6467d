import { describe, expect, test } from "vitest";
import type { Question } from "../../../../../src/host/agent/playbook/talk/questions.ts";
import { parseQuestion } from "../../../../../src/host/agent/playbook/talk/questions.ts";

const hour = 3_600_000;

describe("understood", () => {
	const cases: readonly [string, Question][] = [
		["what happened?", { type: "digest", sinceMs: hour }],
		["What happened in the last 10 min?", { type: "digest", sinceMs: 600_000 }],
		["what's up", { type: "digest", sinceMs: hour }],
		["digest", { type: "digest", sinceMs: hour }],
		["digest 2d", { type: "digest", sinceMs: 48 * hour }],
		["digest 90 s", { type: "digest", sinceMs: 90_000 }],
		["what can you do?", { type: "help" }],
		["what is running?", { type: "list" }],
		["list", { type: "list" }],
		["  LIST!  ", { type: "list" }],
		["status?", { type: "list" }],
		["help", { type: "help" }],
		["?", { type: "help" }],
		["", { type: "help" }],
		["rules", { type: "rules" }],
		["why", { type: "why" }],
		["Why?", { type: "why" }],
		["why tests?", { type: "why", name: "tests" }],
		["why did tests fail?", { type: "why", name: "tests" }],
		["why is the build red?", { type: "why", name: "build" }],
		["read tests", { type: "read", name: "tests", lines: 10 }],
		["read tests 20", { type: "read", name: "tests", lines: 20 }],
		["read tests last 20 lines?", { type: "read", name: "tests", lines: 20 }],
		["read 20", { type: "read", lines: 20 }],
		["read", { type: "read", lines: 10 }],
		["tail tests 99999", { type: "read", name: "tests", lines: 200 }],
		["show tests 0", { type: "read", name: "tests", lines: 1 }],
		['read "my tests" 5', { type: "read", name: "my tests", lines: 5 }],
		["stop logs", { type: "stop", name: "logs" }],
		["Stop the logs please.", { type: "stop", name: "logs" }],
		["kill my tests", { type: "stop", name: "my tests" }],
		['restart "my tests"', { type: "restart", name: "my tests" }],
		["start npm test -- --watch?", { type: "start", command: "npm test -- --watch?" }],
		["start tests: npm test", { type: "start", name: "tests", command: "npm test" }],
		['START "my tests": npm test', { type: "start", name: "my tests", command: "npm test" }],
		["run curl http://localhost:3000/", { type: "start", command: "curl http://localhost:3000/" }],
		["mute logs", { type: "policy", policy: "mute", name: "logs" }],
		["unmute logs", { type: "policy", policy: "hold", name: "logs" }],
		["hold logs", { type: "policy", policy: "hold", name: "logs" }],
		["auto logs", { type: "policy", policy: "auto", name: "logs" }],
		["forget 2", { type: "forget", number: 2 }],
		["forget rule 2", { type: "forget", number: 2 }],
		[
			"when /FAIL/ in tests then notify the tests fail",
			{
				type: "rule",
				rule: { when: "FAIL", monitor: "tests", action: "notify", argument: "the tests fail", ask: true },
			},
		],
	];
	test.each(cases)("%j", (text, expected) => expect(parseQuestion(text)).toEqual({ ok: true, value: expected }));
});

describe("not understood, and said so", () => {
	const cases: readonly [string, RegExp][] = [
		["please fix the bug", /do not understand "please"/],
		["constructor", /do not understand "constructor"/],
		["__proto__ x", /do not understand/],
		["start", /start npm test/],
		["stop", /Which monitor/],
		["mute ?", /Which monitor/],
		["forget", /number of a rule/],
		["forget me", /number of a rule/],
		["when it fails then stop", /pattern between slashes/],
	];
	test.each(cases)("%j", (text, message) => {
		expect(parseQuestion(text)).toMatchObject({ ok: false, failure: { message: expect.stringMatching(message) } });
	});
});
