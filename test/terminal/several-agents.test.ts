import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import type { ClientCommand } from "../../src/model/command.ts";
import { request } from "../../src/wire/connection.ts";
import { dial } from "../../src/wire/dial.ts";
import { requests } from "../../src/wire/protocol.ts";
import { type TestSession, withSession } from "./drivers/session.ts";
import { until } from "./drivers/until.ts";

const program = fileURLToPath(new URL("drivers/told-agent.ts", import.meta.url));

/** An agent process of a session, and what it was told. */
class ToldAgent {
	readonly #log: string;
	readonly #hold: string;

	constructor(s: TestSession, name: string) {
		this.#log = join(s.place.root, `told-${name}`);
		this.#hold = join(s.place.root, `hold-${name}`);
	}

	get command(): string {
		return `/usr/bin/env TOLD_LOG=${this.#log} TOLD_HOLD=${this.#hold} ${process.execPath} ${program}`;
	}

	/** From now on its turns last until `release`. */
	hold(): void {
		writeFileSync(this.#hold, "");
	}

	release(): void {
		rmSync(this.#hold);
	}

	/** Its prompts, oldest first. */
	get prompts(): string[] {
		if (!existsSync(this.#log)) return [];
		const lines = readFileSync(this.#log, "utf8").split("\n").slice(0, -1);
		return lines.map((line) => JSON.parse(line) as string);
	}

	/** Every line of a monitor that it was told, in the order of telling, also those told twice. */
	get lines(): string[] {
		return this.prompts.flatMap((prompt) => prompt.match(/^line-\S+$/gm) ?? []);
	}

	hears(line: string): Promise<true> {
		return until(`${line}, in ${this.lines}`, () => this.lines.includes(line) || undefined);
	}
}

async function command(s: TestSession, one: ClientCommand): Promise<void> {
	const version = JSON.parse(readFileSync("package.json", "utf8")).version as string;
	const link = await dial(s.paths, { version, kind: "script", watch: false, prepare: () => undefined });
	if (!link.ok) throw new Error(link.failure.message);
	const done = await request(link.value.connection, requests.command, one);
	link.value.close();
	if (!done.ok) throw new Error(done.failure.message);
}

/** A session with the agents `one`, which leads, and `two`. */
async function openWithTwo(s: TestSession): Promise<[one: ToldAgent, two: ToldAgent]> {
	const [one, two] = [new ToldAgent(s, "one"), new ToldAgent(s, "two")];
	const opened = await s.cli("--headless", "--agent", "one", "--agent-command", one.command);
	if (opened.code !== 0) throw new Error(opened.stderr);
	await command(s, { type: "add-agent", agent: "two", command: two.command });
	const ready = async (): Promise<boolean> => {
		const agents = await s.cliJson<{ name: string; state: string }>("agents");
		return agents.length === 2 && agents.every(({ state }) => state === "ready");
	};
	await until("both agents to be ready", ready, 20_000);
	return [one, two];
}

test(
	"a conversation that is followed misses nothing, also when something else is told in the middle of a turn",
	() =>
		withSession(async (s) => {
			const one = new ToldAgent(s, "one");
			expect(await s.cli("--headless", "--agent", "one", "--agent-command", one.command)).toMatchObject({ code: 0 });
			const follow = s.start("transcript", "-f");
			await s.run("t", "exit 0");
			await s.ended("t");
			one.hold();
			expect(await s.cli("send", "go on")).toMatchObject({ code: 0 });
			await until("the prompt", () => one.prompts.length === 1 || undefined, 20_000);
			await s.run("t", "exit 3");
			await until("the notice", async () => (await s.transcript()).at(-1)?.text.startsWith("t runs another command"));
			one.release();
			await follow.says(/go on[\s\S]*t runs another command/);
		}),
	60_000,
);

const route = async (s: TestSession, ...words: string[]): Promise<void> => {
	expect(await s.cli("route", ...words)).toMatchObject({ code: 0 });
};

test(
	"two agents and three monitors: each event reaches its owners, and a reroute loses and doubles nothing",
	() =>
		withSession(async (s) => {
			const [one, two] = await openWithTwo(s);
			for (const name of ["api", "build", "shared"]) await s.runSpeaker(name, "--auto");
			await route(s, "api", "one");
			await route(s, "build", "two");
			await route(s, "shared", "one", "two");

			for (const name of ["api", "build", "shared"]) s.say(name, `line-${name}-1`);
			await Promise.all([one.hears("line-api-1"), two.hears("line-build-1")]);
			await Promise.all([one.hears("line-shared-1"), two.hears("line-shared-1")]);

			// While its owner is at work on a turn, what the monitor prints waits; then it is routed to the other agent.
			one.hold();
			s.say("api", "line-api-2");
			await one.hears("line-api-2");
			for (const line of ["line-api-3", "line-api-4"]) {
				s.say("api", line);
				await until(line, async () => (await s.events("api")).some(({ text }) => text === line));
			}
			s.say("shared", "line-shared-2");
			await two.hears("line-shared-2");
			expect(one.lines).not.toContain("line-api-3");
			await route(s, "api", "two");
			await two.hears("line-api-4");
			s.say("api", "line-api-5");
			await two.hears("line-api-5");
			expect(one.lines).not.toContain("line-shared-2");
			one.release();
			await one.hears("line-shared-2");
			await route(s, "api", "one");
			s.say("api", "line-api-6");
			await one.hears("line-api-6");

			// What came last has gone through every queue: nothing is still to come.
			s.say("shared", "line-shared-3");
			await Promise.all([one.hears("line-shared-3"), two.hears("line-shared-3")]);
			const apiOfOne = ["line-api-1", "line-api-2", "line-api-6"];
			const apiOfTwo = ["line-api-3", "line-api-4", "line-api-5"];
			const shared = ["line-shared-1", "line-shared-2", "line-shared-3"];
			expect(one.lines.toSorted()).toEqual([...apiOfOne, ...shared].toSorted());
			expect(two.lines.toSorted()).toEqual([...apiOfTwo, "line-build-1", ...shared].toSorted());
			expect([...one.prompts, ...two.prompts]).not.toContain("OVERLAP");
			expect((await s.events()).every(({ deliveredAt }) => deliveredAt !== null)).toBe(true);
		}),
	60_000,
);
