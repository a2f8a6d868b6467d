import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { agentBy, agentFor } from "../../../../src/host/agent/catalogue/agent-for.ts";
import { agents } from "../../../../src/host/agent/catalogue/agents.ts";
import { detectAgents, findProgram } from "../../../../src/host/agent/catalogue/detect-agents.ts";
import { isOurTool, ourToolName, ourTools } from "../../../../src/host/agent/catalogue/our-tool.ts";
import { noQuirks } from "../../../../src/host/agent/catalogue/profile.ts";
import { splitCommand } from "../../../../src/host/agent/catalogue/split-command.ts";
import { catalogue } from "../../../../src/host/hub/tools/catalogue.ts";

const quirksOf = (id: string) => agents.find((agent) => agent.id === id)?.quirks ?? noQuirks;

describe("the list", () => {
	test("has the agents that are known, each once", () => {
		expect(agents.map(({ id }) => id)).toEqual([
			...["claude", "codex", "gemini", "opencode", "copilot", "goose", "qwen", "kimi"],
			...["cursor", "cline", "auggie", "droid"],
		]);
	});

	test("every pattern is a pattern, and matches no shell command", () => {
		for (const { quirks } of agents)
			for (const title of ["rm -rf /", "", "cat monitor_read", "monitor_read; rm -rf /", "mcp__other__monitor_read"])
				expect(isOurTool({ id: "c1", title, name: undefined, kind: "other" }, quirks)).toBe(false);
	});
});

describe("our tools are known by what agents call them", () => {
	test.each([
		["claude", "mcp__monitors__monitor_read", "monitor_read"],
		["kimi", "mcp__monitors__monitor_start", "monitor_start"],
		["opencode", "monitors_monitor_read", "monitor_read"],
		["gemini", "monitor_read (monitors MCP Server)", "monitor_read"],
		["goose", "monitors: monitor read", "monitor_read"],
		["copilot", "monitor_start", "monitor_start"],
		["copilot", "Stop a monmux monitor", "monitor_stop"],
		["copilot", "Stop a monitor", undefined],
		["codex", "mcp.monitors.monitor_list", "monitor_list"],
		["claude", "mcp__monitors__monitor_read_all", undefined],
		["claude", "monitor_read", undefined],
		["gemini", "monitor_read (other MCP Server)", undefined],
		["qwen", '{"id":"m1"}', undefined],
	])("%s: %s", (id, title, ours) => {
		const call = { id: "c1", title, name: undefined, kind: "other" };
		expect(ourToolName(call, quirksOf(id))).toBe(ours);
		expect(ourToolName({ ...call, title: "a", name: title, kind: undefined }, quirksOf(id))).toBe(ours);
		expect(isOurTool({ ...call, kind: "execute" }, quirksOf(id))).toBe(false);
		expect(isOurTool({ ...call, name: "run_shell_command" }, quirksOf(id))).toBe(false);
	});

	test.each([
		["mcp_monitors_monitor_start__mcp_monitors_monitor_start_17_0", "exit 3", "monitor_start"],
		["mcp_other_run__call_7", "monitor_read (monitors MCP Server)", undefined],
		["run_shell_command__mcp_monitors_monitor_read__7", "monitor_read (monitors MCP Server)", undefined],
		["call_7", "monitor_read (monitors MCP Server)", "monitor_read"],
	])("the name in an id counts, and then no title: %s, %s", (callId, title, ours) => {
		expect(ourToolName({ id: callId, title, name: undefined, kind: "other" }, quirksOf("gemini"))).toBe(ours);
	});

	test("the titles are those of the hub", () => {
		expect(ourTools).toEqual(Object.fromEntries(catalogue.map(({ listing }) => [listing.name, listing.title])));
	});
});

describe("a command line", () => {
	test.each<[string, string[] | undefined]>([
		["a b  c", ["a", "b", "c"]],
		["'a b' c", ["a b", "c"]],
		['"a \\" b" c', ['a " b', "c"]],
		["a\\ b x'y'\"z\"", ["a b", "xyz"]],
		["''", [""]],
		['"$HOME"', ["$HOME"]],
		["", []],
		["'open", undefined],
		["a \\", undefined],
	])("%s", (line, words) => {
		expect(splitCommand(line)).toEqual(words);
	});
});

describe("what a person means", () => {
	test.each([
		["claude", { id: "claude", command: "claude-agent-acp" }],
		[" kimi ", { id: "kimi", args: ["acp"] }],
		["gemini --experimental-acp", { id: "gemini", command: "gemini", args: ["--experimental-acp"] }],
		["/opt/x/kimi acp --debug", { id: "kimi", command: "/opt/x/kimi", args: ["acp", "--debug"] }],
		["node './my agent.js' --acp", { id: "node", command: "node", args: ["./my agent.js", "--acp"] }],
		["./agent", { id: "agent", command: "./agent", args: [] }],
		["vibe-acp", { id: "vibe-acp", args: [] }],
	])("%s", (text, profile) => {
		expect(agentFor(text)).toMatchObject({ ok: true, value: profile });
	});

	test.each([
		["my-agent", { id: "my-agent", command: "my-agent", args: [] }],
		["false", { command: "false", args: [] }],
		["kimi", { id: "kimi", args: ["acp"] }],
	])("%s, said to be a command line", (line, profile) => {
		expect(agentBy(line)).toMatchObject({ ok: true, value: profile });
	});

	test.each(["'open", "a \\", " "])("%s is no command line", (line) => {
		expect(agentBy(line)).toMatchObject({ ok: false, failure: { code: "bad-usage" } });
	});

	test.each(["cluade", "", "'open", "   "])("%s is nothing", (text) => {
		expect(agentFor(text)).toMatchObject({ ok: false, failure: { code: "bad-usage" } });
	});
});

describe("what is there", () => {
	let folder = "";
	beforeEach(() => {
		folder = mkdtempSync(join(tmpdir(), "agents-"));
	});
	afterEach(() => rmSync(folder, { recursive: true }));

	function put(name: string, mode = 0o755): void {
		writeFileSync(join(folder, name), "#!/bin/sh\nexit 1\n");
		chmodSync(join(folder, name), mode);
	}

	test("nothing", () => {
		expect(detectAgents(folder)).toEqual([]);
		expect(detectAgents("")).toEqual([]);
	});

	test("ready ones first; a product without its adapter comes with the line that installs it", () => {
		put("claude");
		put("kimi");
		put("codex");
		put("codex-acp");
		const found = detectAgents(`/nonexistent:${folder}`);
		expect(found.map(({ profile }) => profile.id)).toEqual(["codex", "kimi", "claude"]);
		expect(found[0]).toMatchObject({ command: join(folder, "codex-acp"), product: join(folder, "codex") });
		expect(found[1]).not.toHaveProperty("install");
		expect(found[2]).toMatchObject({ install: "npm i -g @agentclientprotocol/claude-agent-acp" });
		expect(found[2]).not.toHaveProperty("command");
	});

	test("only programs count", () => {
		put("kimi", 0o644);
		mkdirSync(join(folder, "qwen"));
		expect(detectAgents(folder)).toEqual([]);
	});

	test("a relative entry of PATH is passed over", () => {
		put("kimi");
		expect(findProgram("kimi", `.:relative:${folder}`)).toBe(join(folder, "kimi"));
		expect(findProgram("kimi", ".")).toBeUndefined();
	});
});
