import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { createConnection } from "node:net";
import { describe, expect, test, vi } from "vitest";
import { talkOf } from "../../../src/core/session/select.ts";
import { serve } from "../../../src/host/serve/serve.ts";
import { failed } from "../../../src/model/failure.ts";
import { connectionOn, request } from "../../../src/wire/connection.ts";
import { requests } from "../../../src/wire/protocol.ts";
import { failureOf, until, unwrap } from "../scene.ts";
import { attached, Client, Rig } from "./rig.ts";

const notice = (text: string) => ({ type: "notice", text }) as const;

/** A connection that has not greeted. */
function stranger(rig: Rig) {
	const socket = createConnection(rig.paths.socket);
	const connection = connectionOn(socket);
	let closed = false;
	socket.on("close", () => {
		closed = true;
	});
	connection.listen();
	return { socket, connection, isClosed: () => closed };
}

describe("the socket", () => {
	test("and its token are the person's alone", async () => {
		const { paths } = await new Rig().open();
		expect(statSync(paths.socket).mode & 0o777).toBe(0o600);
		expect(statSync(paths.token).mode & 0o777).toBe(0o600);
		expect(readFileSync(paths.token, "utf8")).toMatch(/^[0-9a-f]{32}$/);
	});

	test("takes the place of a stale one", async () => {
		const rig = new Rig();
		writeFileSync(rig.paths.socket, "left behind");
		await rig.open();
		expect((await attached(rig)).state).toBeDefined();
	});

	test("that cannot be made is a failure", async () => {
		const rig = new Rig();
		const paths = { ...rig.paths, socket: "/no/such/directory/sock", token: "/no/such/directory/token" };
		const served = await serve({
			...{
				paths,
				version: "1",
				preferences: () => ({ mouse: true, keys: {}, firstRun: false, catalogue: [] }),
				session: rig.session,
				monitors: rig.monitors,
			},
			...{ onStop: () => undefined, onPeople: () => undefined, planLogin: () => failed("internal", "no login") },
		});
		expect(failureOf(served)).toMatchObject({ code: "runtime-directory" });
		expect(failureOf(served).message).toContain("/no/such/directory");
	});

	test("is gone after the end, and clients hear why", async () => {
		const rig = await new Rig().open();
		const client = await attached(rig);
		rig.serving.stopListening();
		await rig.serving.close("that was it");
		await until("the end", () => client.closed);
		expect(client.bye).toBe("that was it");
		expect([existsSync(rig.paths.socket), existsSync(rig.paths.token)]).toEqual([false, false]);
		expect(failureOf(await new Client().attach(rig)).code).toBe("no-session");
	});
});

describe("a greeting", () => {
	test("gets the state as it is", async () => {
		const rig = await new Rig().open();
		rig.session.dispatch(notice("before"));
		expect((await attached(rig)).state).toEqual(rig.session.state);
	});

	test("with another version is refused, and says how to get out of it", async () => {
		const rig = await new Rig().open();
		const failure = failureOf(await new Client().attach(rig, { version: "2.0.0" }));
		expect(failure.code).toBe("version-mismatch");
		expect(failure.message).toBe("this session's host is monmux 1.0.0, and this is monmux 2.0.0");
		expect(failure.remedy).toContain(`kill ${process.pid}`);
	});

	const tokens = ["", "wrong", "é".repeat(40), "x".repeat(10_000)];
	for (const token of tokens) {
		test(`with the token ${JSON.stringify(token.slice(0, 8))} is refused`, async () => {
			const rig = await new Rig().open();
			writeFileSync(rig.paths.token, token);
			expect(failureOf(await new Client().attach(rig))).toMatchObject({ code: "not-allowed", message: "wrong token" });
			expect(rig.serving.clients()).toEqual([]);
		});
	}

	test("in another protocol is refused", async () => {
		const rig = await new Rig().open();
		const { connection } = stranger(rig);
		const odd = await request(connection, requests.hello, { hello: "world" } as never);
		expect(failureOf(odd)).toMatchObject({ code: "version-mismatch", message: "the client speaks another protocol" });
	});

	test("of another protocol's number is refused although the version is the same", async () => {
		const rig = await new Rig().open();
		const { connection } = stranger(rig);
		const token = readFileSync(rig.paths.token, "utf8");
		const hello = { protocol: 99, version: "1.0.0", token, kind: "script", watch: false } as const;
		expect(failureOf(await request(connection, requests.hello, hello)).code).toBe("version-mismatch");
	});

	test("is needed before anything else", async () => {
		const rig = await new Rig().open();
		const { connection } = stranger(rig);
		expect((await request(connection, requests.command, { type: "send", text: "hi" })).ok).toBe(false);
		expect((await request(connection, requests.stopSession, undefined as never)).ok).toBe(false);
		expect([rig.stops, rig.session.state.counters.turns]).toEqual([0, 0]);
	});

	test("counts once", async () => {
		const rig = await new Rig().open();
		const client = await attached(rig, { kind: "person" });
		const token = readFileSync(rig.paths.token, "utf8");
		const hello = { protocol: 1, version: "1.0.0", token, kind: "person", watch: false } as const;
		expect(failureOf(await request(client.connection, requests.hello, hello)).message).toContain("greeted already");
		expect(rig.serving.clients()).toHaveLength(1);
		rig.session.dispatch(notice("once"));
		await until("the notice", () => client.entries.length > 0);
		expect(client.entries).toHaveLength(1);
	});

	test("that does not come ends the connection after five seconds", async () => {
		vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
		const rig = await new Rig().open();
		const { socket, isClosed } = stranger(rig);
		await new Promise<void>((resolve) => socket.once("connect", resolve));
		await new Promise((resolve) => setImmediate(resolve));
		vi.advanceTimersByTime(5000);
		vi.useRealTimers();
		await until("the end", isClosed);
		expect(rig.serving.clients()).toEqual([]);
	});
});

describe("entries", () => {
	test("reach every client, which then has the host's state", async () => {
		const rig = await new Rig().open();
		const clients = [await attached(rig), await attached(rig, { watch: true })];
		for (let n = 0; n < 50; n += 1) rig.session.dispatch(notice(`${n}`));
		for (const client of clients) {
			await until("all entries", () => client.entries.length === 50);
			expect(client.state).toEqual(rig.session.state);
		}
	});

	test("of one moment come as one batch", async () => {
		const rig = await new Rig().open();
		const client = await attached(rig);
		for (let n = 0; n < 500; n += 1) rig.session.dispatch(notice(`${n}`));
		await until("all entries", () => client.entries.length === 500);
		expect(client.batches.length).toBeLessThanOrEqual(2);
	});

	test("of a command come before or after its answer, but do come", async () => {
		const rig = await new Rig().open();
		const client = await attached(rig);
		unwrap(await client.command({ type: "send", text: "hello" }));
		await until("the message", () => client.state !== undefined && talkOf(client.state).messages.length === 1);
		expect(client.state).toEqual(rig.session.state);
	});
});

describe("people", () => {
	test("are counted, scripts are not", async () => {
		const rig = await new Rig().open();
		await attached(rig);
		const one = await attached(rig, { kind: "person" });
		const two = await attached(rig, { kind: "person" });
		await until("both", () => rig.people.at(-1) === 2);
		one.close();
		await until("one", () => rig.people.at(-1) === 1);
		two.close();
		await until("none", () => rig.people.at(-1) === 0);
		expect(rig.serving.clients()).toHaveLength(1);
	});

	test("that die with unread words in their socket are gone as well", async () => {
		const rig = await new Rig().open();
		const { socket, connection } = stranger(rig);
		const token = readFileSync(rig.paths.token, "utf8");
		const hello = { protocol: 1, version: "1.0.0", token, kind: "person", watch: false } as const;
		unwrap(await request(connection, requests.hello, hello));
		await until("the client", () => rig.people.at(-1) === 1);
		socket.pause();
		for (let n = 0; n < 200; n += 1) rig.session.dispatch(notice("x".repeat(10_000)));
		await new Promise((resolve) => setImmediate(resolve));
		socket.destroy();
		await until("its end", () => rig.people.at(-1) === 0);
		expect(rig.serving.clients()).toEqual([]);
	});
});

describe("a client that does not read", () => {
	/** Greets, and then reads nothing more. */
	async function deaf(rig: Rig): Promise<void> {
		const { socket, connection } = stranger(rig);
		const token = readFileSync(rig.paths.token, "utf8");
		const hello = { protocol: 1, version: "1.0.0", token, kind: "script", watch: false } as const;
		unwrap(await request(connection, requests.hello, hello));
		socket.pause();
	}

	test("does not keep the host from ending", async () => {
		const rig = await new Rig().open();
		await deaf(rig);
		for (let n = 0; n < 300; n += 1) rig.session.dispatch(notice("x".repeat(10_000)));
		await new Promise((resolve) => setImmediate(resolve));
		rig.serving.stopListening();
		// Without a bound on the last words this would never come back.
		await rig.serving.close("done");
	});

	test("is cut off when too much waits for it, and the others hear everything", async () => {
		const rig = await new Rig().open();
		await deaf(rig);
		const client = await attached(rig);
		for (let n = 0; n < 400; n += 1) rig.session.dispatch(notice("x".repeat(10_000)));
		await until("the first ones", () => client.entries.length === 400);
		let rounds = 0;
		// What is on its way when they come does not wait, so it is not known how many are needed; 50,000 may wait.
		for (; rounds < 150 && rig.serving.clients().length > 1; rounds += 1) {
			// Entries that cost nothing to fold: this is about their number.
			rig.session.record(Array.from({ length: 1000 }, () => ({ type: "session-closed", at: 1 })));
			await new Promise((resolve) => setImmediate(resolve));
		}
		await until("the cut", () => rig.serving.clients().length === 1);
		expect(rounds).toBeGreaterThan(50);
		await until("everything", () => client.entries.length === 400 + rounds * 1000);
		expect(client.closed).toBe(false);
	});
});
