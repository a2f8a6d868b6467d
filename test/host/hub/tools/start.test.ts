import { expect, test } from "vitest";
import { startTool } from "../../../../src/host/hub/tools/start.ts";
import { ok } from "../../../../src/model/failure.ts";
import { ask } from "./ask.ts";

const wish = { command: "npm test -- --watch", description: "the suite" };

test("a request is parked, and the model is told not to wait", async () => {
	const { answer, asked } = await ask(startTool, wish);
	expect(answer).toEqual({ id: "a1", state: "pending-approval", note: expect.stringContaining("do not wait") });
	expect(asked).toEqual([["start", "claude", { ...wish, net: false, readOnly: false }]]);
});

test("every parameter arrives under the session's names", async () => {
	const all = {
		...wish,
		...{ name: "tests", cwd: "packages/a", timeout_ms: 1000, policy_hint: "auto", match: "FAIL|PASS", exclude: "^at " },
		...{ silence_ms: 5000, max_events: 10, net: true, read_only: true, agent: "codex" },
	};
	const { asked } = await ask(startTool, all);
	expect(asked[0]?.[2]).toEqual({
		...wish,
		...{ name: "tests", cwd: "packages/a", timeoutMs: 1000, policyHint: "auto", match: "FAIL|PASS", exclude: "^at " },
		...{ silenceMs: 5000, maxEvents: 10, net: true, readOnly: true, onBehalfOf: "codex" },
	});
});

test("on behalf of itself is no case of its own", async () => {
	const { asked } = await ask(startTool, { ...wish, agent: "claude" });
	expect(asked[0]?.[2]).toMatchObject({ onBehalfOf: undefined });
});

test("a request that was answered for good runs at once", async () => {
	const { answer } = await ask(startTool, wish, { start: async () => ok({ id: "m2", state: "running" }) });
	expect(answer).toEqual({ id: "m2", state: "running", note: expect.stringContaining("by themselves") });
});

test.each<[string, object, string]>([
	["ws", { ws: { url: "wss://example.org" } }, "ws is not supported here. Use command"],
	["a parameter that does not exist", { persistent: true }, "persistent"],
	["no command", { command: undefined }, "command"],
	["an empty command", { command: "" }, "command"],
	["a command with a hidden part", { command: "ls \u202E; rm -rf ." }, "command: holds control or invisible"],
	["a command that paints", { command: "echo \x1b[2K" }, "command: holds control or invisible"],
	["a command with NUL", { command: "ls\0" }, "command: holds control or invisible"],
	["a name that paints", { name: "a\rb" }, "name: holds control"],
	["too long a command", { command: "x".repeat(16_385) }, "command"],
	["a pattern of another dialect", { match: "(?=x)" }, "match pattern"],
	["too short a time", { timeout_ms: 999 }, "timeout_ms"],
	["a time in words", { timeout_ms: "5m" }, "timeout_ms"],
	["a policy that does not exist", { policy_hint: "always" }, "policy_hint"],
	["half an event", { max_events: 0.5 }, "max_events"],
])("%s is refused, and the session is not asked", async (_, change, message) => {
	const { failure, asked } = await ask(startTool, { ...wish, ...change });
	expect(failure?.message).toContain(message);
	expect(["bad-usage", "bad-pattern"]).toContain(failure?.code);
	expect(asked).toEqual([]);
});

test("a refusal names what is wrong, and the parameters there are", async () => {
	const { failure } = await ask(startTool, { ...wish, persistent: true, lines: "5", max_events: 0 });
	expect(failure?.message).toMatch(/^monitor_start: max_events: .*; Unrecognized keys: "persistent", "lines"$/);
	expect(failure?.remedy).toContain("Its parameters: command, description, name, cwd, timeout_ms, policy_hint, match");
	const many = Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`a${index}`, index]));
	expect(
		(await ask(startTool, { ...many, name: "", cwd: "", agent: "", match: "", exclude: "" })).failure?.message.split(
			"; ",
		).length,
	).toBe(5);
});

test("a script of several lines is fine", async () => {
	const command = "until curl -sf localhost:3000; do\n\tsleep 1\ndone && echo 'ready ✓ 👩‍💻'";
	expect((await ask(startTool, { ...wish, command })).asked[0]?.[2]).toMatchObject({ command });
});
