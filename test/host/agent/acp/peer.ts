import { spawn } from "node:child_process";
import { createInterface } from "node:readline";

/**
 * An agent that does everything an agent should not, by itself a program: `PEER` says how it greets, and the last text
 * of a prompt says what it does in a turn. It writes JSON by hand, since no library lets one be this wrong.
 */
type Message = { id?: unknown; method?: string; params?: Record<string, unknown>; result?: unknown; error?: unknown };

const mode = process.env.PEER ?? "";
const answers = new Map<unknown, (message: Message) => void>();
const cancels: (() => void)[] = [];
let nextId = 100;
let servers: unknown;
let client: unknown;
let loggedIn = mode !== "login";

if (mode === "crash") {
	process.stderr.write("\u001b[31mno config\u001b[0m\n");
	process.exit(4);
}
if (mode === "stubborn") process.on("SIGTERM", () => undefined);

function write(message: object): void {
	process.stdout.write(`${JSON.stringify({ jsonrpc: "2.0", ...message })}\n`);
}

function update(change: object, sessionId = "s1"): void {
	write({ method: "session/update", params: { sessionId, update: change } });
}

function say(text: string, more: object = {}): void {
	update({ sessionUpdate: "agent_message_chunk", content: { type: "text", text }, ...more });
}

function ask(method: string, params: object): { id: number; answer: Promise<Message> } {
	const id = nextId++;
	const answer = new Promise<Message>((resolve) => {
		answers.set(id, resolve);
	});
	write({ id, method, params });
	return { id, answer };
}

function permission(toolCall: object, options: readonly string[]): { id: number; answer: Promise<Message> } {
	return ask("session/request_permission", {
		sessionId: "s1",
		toolCall,
		options: options.map((option) => {
			const [optionId, kind, name] = option.split(":");
			return { optionId, kind, name: name ?? optionId };
		}),
	});
}

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const cancelled = (): Promise<void> => new Promise((resolve) => cancels.push(resolve));

const always = [
	"a1:allow_always:Always here",
	"a2:allow_always:Always everywhere",
	"o:allow_once:Once",
	"n:reject_once",
];

const turns: Record<string, (rest: string) => Promise<string | object | undefined> | string | object | undefined> = {
	servers: () => say(JSON.stringify(servers)) ?? "end_turn",
	client: () => say(JSON.stringify(client)) ?? "end_turn",
	unauthorized: () => ({ code: -32000, message: "Authentication required" }),
	overloaded: () => ({ code: -32000, message: "try again later" }),
	echo: (rest) => say(rest) ?? "end_turn",
	"only-update": () => {
		update({
			sessionUpdate: "tool_call_update",
			toolCallId: "c1",
			status: "in_progress",
			title: "read \u001b[1ma file",
		});
		update({ sessionUpdate: "tool_call_update", toolCallId: "c1", status: "completed", rawOutput: "42" });
		return "end_turn";
	},
	permit: async (rest) => {
		const { answer } = permission({ toolCallId: "p1", ...JSON.parse(rest) }, always);
		say(JSON.stringify((await answer).result));
		return "end_turn";
	},
	"odd-options": async () => {
		const { answer } = permission({ toolCallId: "p2", title: "odd" }, ["x:maybe", "y:perhaps"]);
		say(JSON.stringify((await answer).result));
		return "end_turn";
	},
	withdraw: async () => {
		const { id, answer } = permission({ toolCallId: "p3", title: "take back" }, always);
		await wait(100);
		write({ method: "$/cancel_request", params: { requestId: id } });
		await answer;
		return "end_turn";
	},
	"ask-after-cancel": async () => {
		await cancelled();
		const { answer } = permission({ toolCallId: "p4", title: "too late" }, always);
		say(JSON.stringify((await answer).result));
		return "cancelled";
	},
	"permit-then-cancel": async () => {
		const { answer } = permission({ toolCallId: "p5", title: "rm" }, always);
		say(JSON.stringify((await answer).result));
		return "cancelled";
	},
	"end-after-cancel": () => cancelled().then(() => "end_turn"),
	"error-after-cancel": () => cancelled().then(() => ({ code: -32603, message: "aborted" })),
	deaf: (rest) => wait(Number(rest)).then(() => "end_turn"),
	busy: () => ({ code: -32600, message: "busy", data: { details: "turn.agent_busy" } }),
	stop: (rest) => rest,
	die: () => {
		process.stderr.write("the last words\n");
		process.exit(3);
	},
	kill: () => {
		process.kill(process.pid, "SIGKILL");
		return undefined;
	},
	"cancel-die": () => {
		setTimeout(() => process.kill(process.pid, "SIGKILL"), 50);
		return "cancelled";
	},
	"close-pipe": () => {
		process.stdout.end();
		return undefined;
	},
	strange: () => {
		update({ sessionUpdate: "hologram_update", depth: 3 });
		update({ sessionUpdate: "agent_message_chunk", content: { type: "hologram" } });
		update({ sessionUpdate: "tool_call", title: "without an id" });
		write({ method: "_vendor/thing", params: {} });
		write({ method: "session/update" });
		write({ id: 9999, result: "nobody asked" });
		say("still here");
		return "end_turn";
	},
	junk: () => {
		process.stdout.write('Loading…\n{"broken": \n[1,2]\n"text"\n\n42\n');
		say("after junk");
		return "end_turn";
	},
	mega: (rest) => say("x".repeat(Number(rest))) ?? "end_turn",
	flood: async (rest) => {
		for (let i = 0; i < Number(rest); i++) {
			say(`${i} `);
			if (i % 100 === 0) await wait(10);
		}
		return "end_turn";
	},
	late: () => {
		setTimeout(() => say("afterthought"), 60);
		return "end_turn";
	},
	messages: () => {
		say("one ", { messageId: "m1" });
		say("more", { messageId: "m1" });
		say("two", { messageId: "m2" });
		update({ sessionUpdate: "agent_thought_chunk", content: { type: "text", text: "hm" } });
		say("three");
		return "end_turn";
	},
	split: () => {
		say("red \u001b[3");
		say("1m alert\u001b]8;;http://x");
		say("\u0007 end \u202egnp");
		return "end_turn";
	},
	sundry: () => {
		update({
			sessionUpdate: "plan",
			entries: [
				{ content: "look", status: "completed" },
				{ content: "fix", status: "odd" },
			],
		});
		update({ sessionUpdate: "usage_update", used: 10, size: 100, cost: { amount: 0.5, currency: "USD" } });
		update({ sessionUpdate: "notice", severity: "info", title: "Compacting", description: "soon" });
		return "end_turn";
	},
	foreign: () => {
		update({ sessionUpdate: "agent_message_chunk", content: { type: "text", text: "not yours" } }, "s2");
		return "end_turn";
	},
	files: async () => {
		const { answer } = ask("fs/read_text_file", { sessionId: "s1", path: "/etc/passwd" });
		say(JSON.stringify((await answer).error));
		return "end_turn";
	},
	orphan: () => {
		const child = spawn("sleep", ["300"], { stdio: "inherit" });
		say(String(child.pid));
		return "end_turn";
	},
	"orphan-die": () => {
		const child = spawn("sleep", ["300"], { stdio: "inherit" });
		say(String(child.pid));
		setTimeout(() => process.exit(0), 50);
		return undefined;
	},
};

const version = mode === "version" ? 2 : 1;
const capabilities = {
	loadSession: mode !== "no-load",
	mcpCapabilities: { http: mode !== "stdio" },
	...(mode === "steer" ? { _meta: { steering: { supported: true } } } : {}),
};

const requests: Record<string, (params: Record<string, unknown>) => unknown> = {
	initialize: ({ clientCapabilities }) => {
		if (mode === "hang") return undefined;
		client = clientCapabilities;
		const authMethods = [
			{ id: "key", name: "API key" },
			{ id: "web", name: "Browser", type: "terminal", args: ["login"] },
		];
		return { result: { protocolVersion: version, agentCapabilities: capabilities, authMethods } };
	},
	authenticate: ({ methodId }) => {
		if (methodId === "hang") return undefined;
		if (methodId === "words")
			for (let n = 1; n <= 60; n++) process.stderr.write(`open \u001b[1mhttps://x/${n}\u001b[0m\n`);
		if (methodId !== "key" && methodId !== "words")
			return { error: { code: -32602, message: `unknown method ${methodId}` } };
		loggedIn = true;
		return { result: {} };
	},
	"session/new": ({ mcpServers }) => {
		if (mode === "hang-session") return undefined;
		if (mode === "login-die") setTimeout(() => process.exit(1), 20);
		if (mode === "login-die" || !loggedIn) return { error: { code: -32000, message: "Authentication required" } };
		update({
			sessionUpdate: "available_commands_update",
			availableCommands: [{ name: "/init", description: "begin" }],
		});
		servers = mcpServers;
		return { result: { sessionId: "s1" } };
	},
	"session/load": ({ sessionId }) => {
		if (sessionId !== "s1") return { error: { code: -32002, message: "no such session" } };
		say("an old answer");
		update({ sessionUpdate: "tool_call", toolCallId: "old", title: "an old call" });
		return { result: null };
	},
	"_session/steering": ({ prompt }) => {
		say(`steered ${JSON.stringify(prompt)}`);
		return { result: { outcome: "injected" } };
	},
};

async function prompt(params: Record<string, unknown>): Promise<object | undefined> {
	const texts = (params.prompt as { text: string }[]).map(({ text }) => text);
	const [verb = "", ...rest] = (texts[0] ?? "").split(" ");
	const end = await turns[verb]?.(rest.join(" "));
	if (end === undefined) return undefined;
	return typeof end === "string" ? { result: { stopReason: end } } : { error: end };
}

createInterface({ input: process.stdin }).on("line", async (line) => {
	const message = JSON.parse(line) as Message;
	if (message.method === undefined) return answers.get(message.id)?.(message);
	if (message.method === "session/cancel") for (const cancel of cancels.splice(0)) cancel();
	const params = message.params ?? {};
	const answer = message.method === "session/prompt" ? await prompt(params) : requests[message.method]?.(params);
	if (answer) write({ id: message.id, ...answer });
});
if (mode === "stubborn") setInterval(() => undefined, 1000);
