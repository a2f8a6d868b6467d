import { afterEach, describe, expect, test } from "vitest";
import type { AcpBackend } from "../../../../src/host/agent/acp/acp-backend.ts";
import type { AcpOptions } from "../../../../src/host/agent/acp/acp-options.ts";
import { noQuirks } from "../../../../src/host/agent/catalogue/profile.ts";
import { LoginWanted } from "../../../../src/host/agent/login-wanted.ts";
import { describeFailure } from "../../../../src/model/failure.ts";
import { Notebook, peer, typed, until } from "./scene.ts";

const started: AcpBackend[] = [];
afterEach(async () => {
	await Promise.all(started.splice(0).map((backend) => backend.close()));
});

/** A peer that was begun to be started, and what became of it. */
function begin(mode: string, options: Partial<AcpOptions> = {}) {
	const book = new Notebook();
	const backend = peer(mode, options);
	started.push(backend);
	return { book, backend, begun: backend.start(book.sink) };
}

/** What a person reads when an agent wants a login, and what it told before. */
async function refusal(mode: string, options: Partial<AcpOptions> = {}) {
	const { book, begun } = begin(mode, options);
	const error = await begun.then(
		() => undefined,
		(reason: unknown) => reason,
	);
	if (!(error instanceof LoginWanted)) throw new Error(`no login is wanted, but ${String(error)}`);
	return { words: describeFailure(error.failure), book };
}

describe("an agent that wants a login", () => {
	test("says so, and has told the ways before", async () => {
		const { words, book } = await refusal("login", { loginHint: "Run peer login." });
		expect(words).toBe("peer wants a login: API key (key), Browser (web)\nRun peer login.");
		const [told] = book.values("logins") as { ways: { method: object; run?: { command: string[] } }[]; hint: string }[];
		expect(told?.hint).toBe("Run peer login.");
		expect(told?.ways.map(({ method }) => method)).toEqual([
			{ id: "key", name: "API key", description: "", how: "agent", variables: [] },
			{ id: "web", name: "Browser", description: "", how: "terminal", variables: [] },
		]);
		expect(told?.ways[1]?.run).toMatchObject({
			command: [process.execPath, expect.stringContaining("peer.ts"), "login"],
			...{ own: true, set: {}, env: { PEER: "login" }, cwd: process.cwd() },
		});
	});

	test("says so also when it ends right after", async () => {
		expect((await refusal("login-die")).words).toContain("peer wants a login");
	});

	test("in the middle: the turn says that nothing of it was done, and the agent is not gone", async () => {
		const { backend, begun } = begin("");
		await begun;
		expect(await backend.prompt(typed("unauthorized"))).toEqual({
			...{ stop: "failed", error: "Authentication required", wantsLogin: true },
		});
		expect(await backend.prompt(typed("echo on", "t2"))).toEqual({ stop: "done" });
	});

	test("is not one that uses the same code for another fault", async () => {
		const { backend, begun } = begin("");
		await begun;
		expect(await backend.prompt(typed("overloaded"))).toEqual({ stop: "failed", error: "try again later" });
	});
});

describe("a login that the agent does itself", () => {
	test("comes before the session", async () => {
		const { backend, begun } = begin("login", { login: "key" });
		await begun;
		expect(backend.session).toEqual({ id: "s1", resumed: false });
	});

	test("is heard: what the agent prints meanwhile is told, up to a bound, and nothing that it prints later", async () => {
		const { book, backend, begun } = begin("login", { login: "words" });
		await begun;
		await backend.prompt(typed("junk"));
		const lines = book.text(undefined).split("\n");
		expect(lines.slice(0, 2)).toEqual(["open https://x/1", "open https://x/2"]);
		expect(lines).toHaveLength(40);
	});

	test("that is refused, or takes too long, says so and can be tried again", async () => {
		expect((await refusal("", { login: "magic" })).words).toContain("refused the login magic: unknown method magic");
		const late = await refusal("", { login: "hang", timeouts: { login: 100 } });
		expect(late.words).toContain("no answer to authenticate within 0.1 s");
		expect(late.book.values("logins")).toHaveLength(1);
	});

	test("ends with the agent when it is given up", async () => {
		const { book, backend, begun } = begin("", { login: "hang" });
		const given = begun.catch((error: unknown) => String(error));
		await until(() => book.values("logins").length === 1, "the ways");
		await backend.close();
		expect(await given).toContain("refused the login hang");
	});
});

test("a key that is there is used without asking, and is not said aloud", async () => {
	const quirks = { ...noQuirks, keyLogin: { method: "wrong", variable: "PEER_KEY" } };
	await begin("", { quirks }).begun;
	const env = { PATH: process.env.PATH, PEER_KEY: "x" };
	expect((await refusal("", { quirks, env })).words).toContain("refused the login wrong");
	const spoken = { ...quirks, keyLogin: { method: "words", variable: "PEER_KEY" } };
	const { book, begun } = begin("login", { quirks: spoken, env: { ...env, PEER: "login" } });
	await begun;
	expect(book.text(undefined)).toBe("");
});
