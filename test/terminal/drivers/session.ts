import { appendFileSync, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { EventRow, MonitorRow, TranscriptRow } from "../../../src/core/session/report.ts";
import { type SessionPaths, sessionPaths } from "../../../src/host/session-paths.ts";
import { dial } from "../../../src/wire/dial.ts";
import { Command, type Ended } from "./command-line.ts";
import { makePlace, type Place, removePlace, starter } from "./place.ts";
import { isAlive, killAll, processesWith } from "./processes.ts";
import { Screen, type ScreenOptions } from "./screen.ts";
import { until } from "./until.ts";

const stopMs = 5000;

/** Runs a story in a session of its own, and takes everything away after it: processes, directories, also when it fails. */
export async function withSession<T>(story: (session: TestSession) => Promise<T>): Promise<T> {
	const session = new TestSession();
	try {
		return await story(session);
	} finally {
		await session.end();
	}
}

/** One session of the real program in directories of its own. */
export class TestSession {
	readonly place: Place = makePlace();
	readonly #screens: Screen[] = [];

	get paths(): SessionPaths {
		return sessionPaths(this.place.project, this.place.env, this.place.home);
	}

	/** Runs a command to its end. */
	cli(...words: readonly string[]): Promise<Ended> {
		return this.start(...words).ended;
	}

	/** Runs a command that has to succeed, and gives its JSON lines. */
	async cliJson<T = Record<string, unknown>>(...words: readonly string[]): Promise<T[]> {
		const { code, stdout, stderr } = await this.cli(...words, "--json");
		if (code !== 0) throw new Error(`monmux ${words.join(" ")}: exit ${code}: ${stderr}`);
		return stdout
			.split("\n")
			.filter((line) => line !== "")
			.map((line) => JSON.parse(line) as T);
	}

	/** Starts a monitor; fails when it does not start. */
	async run(name: string, script: string, ...options: readonly string[]): Promise<void> {
		const { code, stderr } = await this.cli("run", "--name", name, ...options, "--", "bash", "-c", script);
		if (code !== 0) throw new Error(`monmux run ${name}: exit ${code}: ${stderr}`);
	}

	/** Starts a monitor that prints what `say` tells it, and waits until it listens. */
	async runSpeaker(name: string, ...options: readonly string[]): Promise<void> {
		const pipe = `say-${name}`;
		const script = `mkfifo ${pipe}; exec 3<>${pipe}; while read -ru3 line; do echo "$line"; done`;
		await this.run(name, script, ...options);
		await until("the speaker to listen", () => existsSync(join(this.place.project, pipe)));
	}

	/** Lets a speaker print lines. */
	say(name: string, ...lines: readonly string[]): void {
		appendFileSync(join(this.place.project, `say-${name}`), lines.map((line) => `${line}\n`).join(""));
	}

	/** Starts a command that stays. */
	start(...words: readonly string[]): Command {
		return this.startIn({}, ...words);
	}

	/** Starts a command in another directory, or with other variables. */
	startIn(other: { cwd?: string; env?: Readonly<Record<string, string>> }, ...words: readonly string[]): Command {
		const { project, env } = this.place;
		return new Command([...starter, ...words], { cwd: other.cwd ?? project, env: { ...env, ...other.env } });
	}

	/** Starts another program in the project, such as a shell. */
	startProgram(...words: readonly string[]): Command {
		return new Command(words, { cwd: this.place.project, env: this.place.env });
	}

	/** Opens the screen and waits until it can be used. */
	async open(options: Partial<ScreenOptions> = {}): Promise<Screen> {
		const { project, env } = this.place;
		const screen = new Screen({ cwd: project, ...options, env: { ...env, ...options.env } });
		this.#screens.push(screen);
		await screen.shows(options.ready ?? "conversation");
		return screen;
	}

	monitor(name: string): Promise<MonitorRow | undefined> {
		return this.cliJson<MonitorRow>("ls").then((rows) => rows.find((row) => row.name === name));
	}

	/** Waits until a monitor has ended. */
	ended(name: string): Promise<MonitorRow> {
		return until(`${name} to end`, async () => {
			const row = await this.monitor(name);
			return row !== undefined && row.state !== "running" && row;
		});
	}

	async events(name?: string): Promise<EventRow[]> {
		const rows = await this.cliJson<EventRow>("events");
		return rows.filter((row) => name === undefined || row.monitor === name);
	}

	transcript(): Promise<TranscriptRow[]> {
		return this.cliJson<TranscriptRow>("transcript");
	}

	/** The host's process, from its own words. Fails when none answers. */
	async hostPid(): Promise<number> {
		const version = JSON.parse(readFileSync("package.json", "utf8")).version as string;
		const link = await dial(this.paths, { version, kind: "script", watch: false, prepare: () => undefined });
		if (!link.ok) throw new Error(link.failure.message);
		link.value.close();
		return link.value.welcome.pid;
	}

	/** Kills the host as the kernel would, and waits until it is gone. */
	async killHost(): Promise<void> {
		const pid = await this.hostPid();
		process.kill(pid, "SIGKILL");
		await until("the host to be gone", () => !isAlive(pid));
	}

	/** Ends what was started, politely and then by force, and removes the directories. */
	async end(): Promise<void> {
		const { root } = this.place;
		await Promise.all(this.#screens.map((screen) => screen.terminal.close()));
		const late = new Promise((resolve) => setTimeout(resolve, stopMs).unref());
		if (processesWith(root).length > 0) await Promise.race([this.cli("stop"), late]);
		killAll(processesWith(root));
		await until(`no process of ${root}`, () => processesWith(root).length === 0, stopMs);
		removePlace(this.place);
	}
}
