import { dirname } from "node:path";
import { expect, test } from "vitest";
import manifest from "../../package.json" with { type: "json" };
import type { TranscriptRow } from "../../src/core/session/report.ts";
import { request } from "../../src/wire/connection.ts";
import { dial } from "../../src/wire/dial.ts";
import { requests } from "../../src/wire/protocol.ts";
import { type TestSession, withSession } from "../terminal/drivers/session.ts";
import { until } from "../terminal/drivers/until.ts";
import { installAgent } from "./install.ts";
import { startFakeModel } from "./model/fake-model.ts";
import { recipes } from "./recipes.ts";

/** The first run installs the agent, which takes a network and up to some minutes. */
const patience = 600_000;
/** A real agent on a busy machine takes its time. */
const answerMs = 30_000;

/** A session of the built program with a real agent and a model that follows orders. */
async function withKimi(story: (session: TestSession) => Promise<void>): Promise<void> {
	const recipe = recipes.kimi;
	if (!recipe) throw new Error("there is no recipe");
	const program = await installAgent("kimi", recipe);
	const model = await startFakeModel();
	try {
		await withSession(async (session) => {
			const { home, env } = session.place;
			const own = { ...recipe.env(home, model.url), PATH: `${dirname(program)}:${env.PATH}`, NO_PROXY: "127.0.0.1" };
			const started = await session.startIn({ env: own }, "--headless", "--agent", "kimi").ended;
			expect([started.code, started.stderr]).toEqual([0, ""]);
			await story(session);
		});
	} finally {
		await model.close();
	}
}

/** Waits until the conversation has what is looked for. */
function told(session: TestSession, what: string, test: (rows: TranscriptRow[]) => boolean): Promise<TranscriptRow[]> {
	return until(
		what,
		async () => {
			const rows = await session.transcript();
			return test(rows) && rows;
		},
		answerMs,
	);
}

function from(rows: readonly TranscriptRow[], who: TranscriptRow["from"]): string[] {
	return rows.filter((row) => row.from === who).map((row) => row.text);
}

test(
	"a forwarded event wakes a real agent, which reads the monitor and starts one that the person approves",
	() =>
		withKimi(async (session) => {
			await session.runSpeaker("t");
			session.say("t", "BOOM");
			const event = await until("the event", async () => (await session.events("t"))[0]);
			await session.cli("forward", event.id);
			const read = await told(session, "an answer about the log", (rows) =>
				from(rows, "agent").some((text) => text.includes("RESULT")),
			);
			expect(from(read, "monitor")[0]).toContain("BOOM");
			expect((await session.events("t"))[0]?.deliveredAt).not.toBeNull();

			const wish = JSON.stringify({ command: "echo from the agent; sleep 100", description: "a look" });
			await session.cli("send", `CALL monitor_start ${wish}`);
			await until("the request", async () => (await session.cli("ls")).stdout.includes("a1"), answerMs);
			expect(await session.monitor("echo")).toBeUndefined();
			await session.cli("approve", "a1");
			await until("the monitor", async () => (await session.monitor("echo"))?.state === "running");
			await told(session, "the outcome", (rows) => from(rows, "host").some((text) => text.includes("a1 was approved")));
		}),
	patience,
);

test(
	"events during a turn are one turn after it, and an interrupt lets what waits go out",
	() =>
		withKimi(async (session) => {
			await session.runSpeaker("t", "--auto");
			await session.cli("send", "SLOW 4000");
			await told(session, "the turn to begin", (rows) => from(rows, "person").length === 1);
			for (const word of ["one", "two", "three"]) {
				session.say("t", word);
				await until(word, async () => (await session.events("t")).some((event) => event.text === word));
			}
			const rows = await told(
				session,
				"the events",
				(all) => from(all, "monitor").length > 0 && from(all, "agent").length > 1,
			);
			const turns = rows.filter((row) => row.from === "monitor");
			expect(turns.map((row) => row.events.length)).toEqual([3]);
			expect(turns[0]?.text).toMatch(/one\ntwo\nthree/);

			await session.cli("send", "SLOW 60000");
			await told(session, "the long turn", (all) => from(all, "person").length === 2);
			session.say("t", "four");
			await until("four", async () => (await session.events("t")).some((event) => event.text === "four"));
			await interrupt(session);
			const after = await told(session, "what waited", (all) => from(all, "monitor").length === 2);
			expect(from(after, "host")).toEqual(["interrupted"]);
			expect(from(after, "monitor")[1]).toContain("four");
		}),
	patience,
);

/** What Esc does on the screen. */
async function interrupt(session: TestSession): Promise<void> {
	const who = { version: manifest.version, kind: "script", watch: false, prepare: () => undefined } as const;
	const link = await dial(session.paths, who);
	if (!link.ok) throw new Error(link.failure.message);
	const done = await request(link.value.connection, requests.command, { type: "interrupt" });
	link.value.close();
	expect(done.ok).toBe(true);
}
