import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { type TestSession, withSession } from "./drivers/session.ts";
import { until } from "./drivers/until.ts";

const agent = fileURLToPath(new URL("agents/steered-agent.ts", import.meta.url));

/** What the agent said, by the texts that it was given. */
async function heard(session: TestSession): Promise<string[]> {
	const rows = await session.transcript();
	return rows.filter((row) => row.from === "agent").flatMap((row) => row.text.trim().split(/\n+/));
}

test("an urgent event enters the running turn, another one waits for its end", () =>
	withSession(async (session) => {
		await session.cli("--headless", "--agent-command", `${process.execPath} ${agent}`);
		await session.runSpeaker("alarm", "--auto", "--urgent");
		await session.runSpeaker("build", "--auto");
		await until("the agent", async () => (await session.cliJson("agents"))[0]?.state === "ready");
		await session.cli("send", "word-hello");
		await until("the turn", async () => (await heard(session)).length === 1);

		session.say("build", "word-built");
		await until("the build's event", async () => (await session.events("build")).length === 1);
		session.say("alarm", "word-fire");
		await until("the alarm in the turn", async () => (await heard(session)).length === 2);
		expect((await session.events("alarm"))[0]?.deliveredAt).not.toBeNull();
		expect((await session.events("build"))[0]?.deliveredAt).toBeNull();

		session.say("alarm", "word-out, done");
		await until("the turn after it", async () => (await heard(session)).length === 4);
		expect(await heard(session)).toEqual([
			"[prompt] word-hello",
			"[steered] word-fire",
			"[steered] word-out",
			"[prompt] word-built",
		]);
		const turns = (await session.transcript()).filter((row) => row.from === "monitor").map((row) => row.turn);
		expect(turns).toEqual(["t1", "t1", "t2"]);
	}));

test("a pane says that its monitor is urgent", () =>
	withSession(async (session) => {
		await session.runSpeaker("alarm", "--urgent");
		const screen = await session.open();
		await screen.shows("urgent hold");
	}));
