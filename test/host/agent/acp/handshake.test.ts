import { afterEach, describe, expect, test } from "vitest";
import type { AcpBackend } from "../../../../src/host/agent/acp/acp-backend.ts";
import type { AcpOptions } from "../../../../src/host/agent/acp/acp-options.ts";
import { noQuirks } from "../../../../src/host/agent/catalogue/profile.ts";
import { describeFailure, FailureError } from "../../../../src/model/failure.ts";
import { Notebook, peer, typed } from "./scene.ts";

const started: AcpBackend[] = [];
afterEach(async () => {
	await Promise.all(started.splice(0).map((backend) => backend.close()));
});

async function open(mode = "", options: Partial<AcpOptions> = {}) {
	const book = new Notebook();
	const backend = peer(mode, options);
	started.push(backend);
	await backend.start(book.sink);
	return { book, backend };
}

/** What a person reads when an agent cannot be used. */
async function refusal(mode: string, options: Partial<AcpOptions> = {}): Promise<string> {
	const error = await open(mode, options).catch((error: unknown) => error);
	if (!(error instanceof FailureError)) throw new Error(`no failure but ${String(error)}`);
	expect(error.failure.code).toBe("agent-unavailable");
	return describeFailure(error.failure);
}

describe("an agent that cannot be used says why", () => {
	test("another version of the protocol", async () => {
		expect(await refusal("version")).toContain("peer speaks version 2 of the agent protocol; monmux speaks 1");
	});

	test("no answer", async () => {
		expect(await refusal("hang", { timeouts: { initialize: 100 } })).toContain(
			"peer does not answer as an agent: no answer to initialize within 0.1 s",
		);
	});

	test("no session", async () => {
		expect(await refusal("hang-session", { timeouts: { session: 100 } })).toContain("peer opened no session");
	});

	test("it ended, with its last words", async () => {
		expect(await refusal("crash")).toContain("peer ended with code 4: no config");
	});

	test("a program that is not there", async () => {
		expect(await refusal("", { command: "/nonexistent/agent" })).toContain("ENOENT");
	});

	test("a program that is no agent", async () => {
		expect(await refusal("", { command: "/bin/true", args: [] })).toContain("peer ended");
	});

	test("a command line that cannot be", async () => {
		expect(await refusal("", { args: ["a\0b"] })).toContain("cannot be started");
	});
});

describe("what is agreed", () => {
	test("a new session, with our servers over HTTP", async () => {
		const { book, backend } = await open();
		expect(backend.session).toEqual({ id: "s1", resumed: false });
		await backend.prompt(typed("servers"));
		expect(book.text("t1")).toContain('"type":"http"');
	});

	test("a server as a program when the agent has no HTTP, or a quirk says so", async () => {
		for (const { book, backend } of [await open("stdio"), await open("", { quirks: { ...noQuirks, mcp: "stdio" } })]) {
			await backend.prompt(typed("servers"));
			expect(book.text("t1")).toContain('[{"name":"monitors","command":"bridge","args":[],"env":[]}]');
		}
	});

	test("an old session, without telling it again", async () => {
		const { book, backend } = await open("", { resume: "s1" });
		expect(backend.session).toEqual({ id: "s1", resumed: true });
		expect(await backend.prompt(typed("echo new"))).toEqual({ stop: "done" });
		expect([book.text(undefined), book.values("tool")]).toEqual(["", []]);
		expect(book.text("t1")).toBe("new");
	});

	test.each([
		["", "gone"],
		["no-load", "s1"],
	])("a new session when the old one cannot be loaded", async (mode, resume) => {
		const { backend } = await open(mode, { resume });
		expect(backend.session).toEqual({ id: "s1", resumed: false });
	});

	test("that a login can be run in the person's terminal, and nothing else", async () => {
		const { book, backend } = await open();
		await backend.prompt(typed("client"));
		expect(JSON.parse(book.text("t1"))).toEqual({ auth: { terminal: true }, _meta: { "terminal-auth": true } });
	});

	test("words into a running turn, where the agent takes them", async () => {
		const { book, backend } = await open("steer");
		expect(await backend.steer("hey")).toBe("not-now");
		const turn = backend.prompt(typed("end-after-cancel"));
		expect(await backend.steer("hey")).toBe("taken");
		backend.cancel();
		await turn;
		expect(book.text("t1")).toContain('steered [{"type":"text","text":"hey"}]');
		const other = (await open()).backend;
		void other.prompt(typed("end-after-cancel"));
		expect(await other.steer("hey")).toBe("not-now");
	});
});
