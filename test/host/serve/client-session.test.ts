import { describe, expect, onTestFinished, test, vi } from "vitest";
import { ClientSession } from "../../../src/host/serve/client-session.ts";
import { PaneFeed } from "../../../src/host/serve/pane-feed.ts";
import type { Entry } from "../../../src/model/entry.ts";
import { shell, until } from "../scene.ts";
import { Rig } from "./rig.ts";
import { SlowConnection } from "./slow-connection.ts";

function open(cut: () => void = () => undefined): { client: ClientSession; connection: SlowConnection } {
	const connection = new SlowConnection();
	const client = new ClientSession(connection.connection, { kind: "person", watch: false, cut });
	onTestFinished(() => client.dispose());
	return { client, connection };
}

function noticed(...texts: string[]): Entry[] {
	return texts.map((text) => ({ type: "noticed", at: 1, text }));
}

describe("entries", () => {
	test("go out at once after a quiet time, with those of the same moment", async () => {
		const { client, connection } = open();
		client.tell(noticed("a"));
		client.tell(noticed("b"));
		await Promise.resolve();
		expect(connection.entries).toEqual(["a,b"]);
	});

	test("wait while the socket is busy, and then go out together", async () => {
		const { client, connection } = open();
		client.tell(noticed("a"));
		await Promise.resolve();
		client.tell(noticed("b"));
		client.tell(noticed("c"));
		await connection.take();
		await until("the second batch", () => connection.sent.length === 2);
		expect(connection.entries).toEqual(["a", "b,c"]);
	});

	test("of what scripts said wait for the next rows, and come with them", async () => {
		const { client, connection } = open();
		client.tell([{ type: "suppression-ended", at: 1, monitor: "m1" }]);
		await Promise.resolve();
		expect(connection.sent).toEqual([]);
		client.sendRows([], () => undefined);
		expect(connection.sent.map(({ method, params }) => [method, params.entries?.length])).toEqual([["rows", 1]]);
	});

	test("of what scripts said are told without any rows as well", async () => {
		const { client, connection } = open();
		client.tell([{ type: "suppression-ended", at: 1, monitor: "m1" }]);
		await until("the batch", () => connection.sent.length === 1);
		expect(connection.sent[0]?.method).toBe("entries");
	});

	test("that somebody waits for take along those that can wait", async () => {
		const { client, connection } = open();
		client.tell([{ type: "suppression-ended", at: 1, monitor: "m1" }]);
		client.tell(noticed("a"));
		await Promise.resolve();
		expect(connection.sent[0]?.params.entries?.map(({ type }) => type)).toEqual(["suppression-ended", "noticed"]);
	});

	test("that nobody reads end the connection at a bound, and are let go", () => {
		const cut = vi.fn();
		const { client, connection } = open(cut);
		for (let n = 0; n < 60; n += 1) client.tell(noticed(...Array.from({ length: 1000 }, () => "x")));
		expect(cut).toHaveBeenCalledTimes(1);
		expect(connection.sent).toEqual([]);
	});

	test("that nobody reads end the connection also when they are few and large", async () => {
		const cut = vi.fn();
		const { client } = open(cut);
		const megabyte = noticed("x".repeat(1 << 20));
		for (let n = 0; n < 20; n += 1) client.tell(megabyte);
		await Promise.resolve();
		expect(cut).not.toHaveBeenCalled();
		for (let n = 0; n < 40; n += 1) client.tell(megabyte);
		expect(cut).toHaveBeenCalledTimes(1);
	});

	test("that are large and read in time end nothing", async () => {
		const cut = vi.fn();
		const { client, connection } = open(cut);
		for (let n = 0; n < 36; n += 1) {
			const before = connection.sent.length;
			client.tell(noticed("x".repeat(1 << 20)));
			await until("the batch", () => connection.sent.length > before);
			await connection.take();
		}
		expect(cut).not.toHaveBeenCalled();
	});

	test("of one huge moment do not overflow the stack", async () => {
		const { client, connection } = open();
		client.tell(Array.from({ length: 40_000 }, () => ({ type: "noticed", at: 1, text: "x" })));
		await Promise.resolve();
		expect(connection.sent[0]?.params.entries).toHaveLength(40_000);
	});

	test("are not sent after the end", async () => {
		const { client, connection } = open();
		client.tell(noticed("a"));
		client.dispose();
		await Promise.resolve();
		expect(connection.sent).toEqual([]);
	});
});

test("the last words do not wait for a socket that takes nothing", async () => {
	const { client, connection } = open();
	client.tell(noticed("a"));
	vi.useFakeTimers();
	onTestFinished(() => void vi.useRealTimers());
	const over = client.bye("done");
	await vi.advanceTimersByTimeAsync(500);
	await over;
	expect(connection.sent.map(({ method }) => method)).toEqual(["entries", "bye"]);
});

test("a pulse that a slow socket has no time for is skipped", async () => {
	const { client, connection } = open();
	const pulse = (perSecond: number) => ({ m1: { perSecond, rates: [perSecond] } });
	expect([client.sendPulse(pulse(1)), client.sendPulse(pulse(2))]).toEqual([true, false]);
	await connection.take();
	expect(client.sendPulse(pulse(3))).toBe(true);
	expect(connection.sent.map(({ params }) => params)).toEqual([pulse(1), pulse(3)]);
});

test("frames that a slow socket has no time for are skipped; the next one has the newest rows", async () => {
	const rig = new Rig();
	const { client, connection } = open();
	const feed = new PaneFeed(client, rig.monitors);
	onTestFinished(() => feed.dispose());
	rig.start(shell("a", "read -r"));
	const screen = rig.monitors.get("m1")?.screen;
	client.view = { panes: [{ monitor: "m1", cols: 100, rows: 30, offset: 0 }] };
	const print = async (text: string): Promise<void> => {
		screen?.write(Buffer.from(text));
		await screen?.settled();
		feed.screenChanged("m1");
	};
	await print("\r0 %");
	await until("the first frame", () => connection.sent.length === 1);
	for (let n = 1; n <= 20; n += 1) await print(`\r${n} %`);
	expect(client.readyForRows).toBe(false);
	expect(connection.sent).toHaveLength(1);
	await connection.take();
	await until("the next frame", () => connection.sent.length === 2);
	expect(connection.sent[1]?.params.panes?.[0]?.changed).toEqual([[0, "20 %"]]);
});
