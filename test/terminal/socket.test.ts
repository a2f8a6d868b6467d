import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import type { WebSocket } from "ws";
import { serveSocket } from "../host/socket/server.ts";
import { type TestSession, withSession } from "./drivers/session.ts";
import { until } from "./drivers/until.ts";

/** A server of one client at a time, which says what the test says. */
async function speaker() {
	const clients: WebSocket[] = [];
	const url = await serveSocket((socket) => void clients.push(socket));
	return {
		url: `${url}/events?since=1`,
		clients,
		client: (number: number) => until(`client ${number}`, () => clients[number - 1]),
	};
}

const texts = async (s: TestSession): Promise<string[]> => (await s.events("feed")).map(({ text }) => text);
const told = (s: TestSession, text: string | RegExp) =>
	until(`an event: ${text}`, async () => (await texts(s)).some((one) => one.match(text) !== null));

test("run --ws: frames are events, a close is the end, and it can be run again", () =>
	withSession(async (s) => {
		const { url, client } = await speaker();
		const { code, stdout } = await s.cli("run", "--name", "feed", "--ws", url, "--ws-protocol", "v1");
		expect([code, stdout.trimEnd().endsWith(`ws ${url} v1`)]).toEqual([0, true]);
		const first = await client(1);
		expect(first.protocol).toBe("v1");
		first.send("one");
		await told(s, /^one$/);
		first.send("two\nlines");
		first.send(Buffer.alloc(7));
		await told(s, /two\nlines\n\[binary frame, 7 bytes\]$/);
		expect(await s.monitor("feed")).toMatchObject({ command: ["ws", url, "v1"], state: "running", sandboxed: true });

		first.close(1000);
		expect(await s.ended("feed")).toMatchObject({ state: "exited", exitCode: 0 });
		expect((await texts(s)).at(-1)).toMatch(/^exit 0 after \S+$/);

		expect((await s.cli("restart", "feed")).code).toBe(0);
		(await client(2)).close(1011, "oom");
		await told(s, /^exit 1 after \S+\n.*\nws: closed by the server with 1011 \(internal error\): "oom"$/);
		expect((await s.cli("logs", "feed")).stdout).toContain("ws: connected, speaking v1\n");

		expect((await s.cli("restart", "feed")).code).toBe(0);
		await client(3);
		expect((await s.cli("kill", "feed")).code).toBe(0);
		expect(await s.ended("feed")).toMatchObject({ state: "killed", signal: "SIGTERM" });
	}));

test("an agent asks, a card shows the URL, and what is heard wakes the agent", () =>
	withSession(async (s) => {
		const { url, clients, client } = await speaker();
		const agent = fileURLToPath(new URL("drivers/calling-agent.ts", import.meta.url));
		const command = `${process.execPath} ${agent}`;
		const screen = await s.open({ cols: 160, rows: 50, args: ["--agent-command", command] });
		const wish = JSON.stringify({ ws: { url }, description: "the dev server", name: "feed" });
		screen.write(`CALL monitor_start ${wish}`);
		await screen.talkShows(`│ ws ${url}`);
		await screen.talkShows("│ only listens   network on");
		await screen.talkShows("│ why: the dev server");
		expect(screen.talk).not.toContain("listener");
		expect(clients).toEqual([]);

		screen.press("Tab");
		await screen.shows(/your answer/);
		await screen.terminal.waitIdle(400);
		screen.press("f");
		const socket = await client(1);
		socket.send("BOOM");
		await screen.paneShows("feed", /▸.*BOOM +forwarded/);
		await screen.talkShows(/monitor feed · 1 event\n.*BOOM/);
		socket.close(1001);
		await screen.paneShows("feed", /exit 0 after/);
	}));

test("what was listened to is told alike after a replay, and after the host was killed", () =>
	withSession(async (s) => {
		const { url, client } = await speaker();
		await s.cli("run", "--name", "feed", "--ws", url);
		(await client(1)).send("one");
		await told(s, /^one$/);
		const file = join(s.place.root, "history");
		writeFileSync(file, (await s.cli("export")).stdout);
		const { stdout: ls } = await s.cli("ls");
		expect((await s.cli("replay", file)).stdout).toContain(ls);

		await s.killHost();
		expect((await s.cli("--headless")).code).toBe(0);
		expect(await s.monitor("feed")).toMatchObject({ state: "killed", command: ["ws", url] });
		expect((await s.cli("restart", "feed")).code).toBe(0);
		(await client(2)).send("two");
		await told(s, /^two$/);
	}));

test("what cannot be listened to is refused before anything starts", () =>
	withSession(async (s) => {
		const refused = await s.cli("run", "--ws", "wss://ann:secret@h/");
		expect(refused).toMatchObject({
			code: 2,
			stderr: expect.stringContaining("--ws: holds a user name or a password"),
		});
		expect(refused.stderr).not.toContain("secret");
		expect((await s.cli("run", "--ws", "ws://h/", "--", "true")).code).toBe(2);
		expect((await s.cli("ls")).code).toBe(3);
	}));
