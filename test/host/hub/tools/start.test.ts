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
	["a parameter that does not exist", { persistent: true }, "persistent"],
	["no command", { command: undefined }, "there is neither command nor ws"],
	["a command beside a socket", { ws: { url: "ws://localhost" } }, "command and ws exclude each other"],
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

const listening = { description: "the dev server", ws: { url: "ws://localhost:5173/events" } };

test("a socket is listened to instead, with its rule and its bounds", async () => {
	const { answer, asked } = await ask(startTool, { ...listening, match: "error", max_events: 3 });
	expect(answer).toMatchObject({ id: "a1", state: "pending-approval" });
	const socket = { url: "ws://localhost:5173/events", protocols: [] };
	const rest = { match: "error", maxEvents: 3, net: false, readOnly: false };
	expect(asked).toEqual([["start", "claude", { description: "the dev server", socket, ...rest }]]);
	const ws = { url: "wss://h/", protocols: ["graphql-ws", "v2"] };
	expect((await ask(startTool, { ...listening, ws, net: true })).asked[0]?.[2]).toMatchObject({ socket: ws });
});

test.each<[string, object, string]>([
	["no URL", { ws: {} }, "ws: url"],
	["another scheme", { ws: { url: "https://h/" } }, "ws: url: is no ws: or wss: URL"],
	["a password", { ws: { url: "wss://ann:secret@h/" } }, "ws: url: holds a user name or a password"],
	["a URL with a hidden part", { ws: { url: "ws://h/\u202Ex" } }, "ws: url: is no URL"],
	["a sub-protocol of two words", { ws: { url: "ws://h", protocols: ["a b"] } }, "ws: protocols: 0: is a word"],
	["one that is no list", { ws: { url: "ws://h", protocols: "chat" } }, "ws: protocols"],
	["headers", { ws: { url: "ws://h", headers: {} } }, "headers"],
	["a text", { ws: "ws://h" }, "ws"],
	["no network", { net: false }, "ws needs the network"],
])("a socket with %s is refused, and nothing of it is repeated", async (_, change, message) => {
	const { failure, asked } = await ask(startTool, { ...listening, ...change });
	expect(failure?.code).toBe("bad-usage");
	expect(failure?.message).toContain(message);
	expect(JSON.stringify(failure)).not.toContain("secret");
	expect(asked).toEqual([]);
});

test("a refusal names what is wrong, and the parameters there are", async () => {
	const { failure } = await ask(startTool, { ...wish, persistent: true, lines: "5", max_events: 0 });
	expect(failure?.message).toMatch(/^monitor_start: max_events: .*; Unrecognized keys: "persistent", "lines"$/);
	expect(failure?.remedy).toContain(
		"Its parameters: command, ws, description, name, cwd, timeout_ms, policy_hint, match",
	);
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
