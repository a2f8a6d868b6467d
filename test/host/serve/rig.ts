import { onTestFinished } from "vitest";
import type { MessageConnection } from "vscode-jsonrpc/node";
import { SteadyClock } from "../../../src/base/steady-clock.ts";
import { evolveAll } from "../../../src/core/session/evolve/evolve.ts";
import { talkOf } from "../../../src/core/session/select.ts";
import type { Conversation, State } from "../../../src/core/session/state.ts";
import { Monitors } from "../../../src/host/monitors.ts";
import { type Serving, serve } from "../../../src/host/serve/serve.ts";
import { Session } from "../../../src/host/session.ts";
import { makeDirectories, type SessionPaths, sessionPaths } from "../../../src/host/session-paths.ts";
import type { ClientCommand } from "../../../src/model/command.ts";
import type { Entry } from "../../../src/model/entry.ts";
import { failed, ok, type Result } from "../../../src/model/failure.ts";
import type { MonitorSpec } from "../../../src/model/monitor.ts";
import { request } from "../../../src/wire/connection.ts";
import { dial, type Link } from "../../../src/wire/dial.ts";
import { type LogLine, notifications, type Rows, requests, type View } from "../../../src/wire/protocol.ts";
import { readyAgent } from "../../core/session/scene.ts";
import { openly, temporaryDirectory, unwrap } from "../scene.ts";

/** A host's socket with real monitors that run without a sandbox, and without an agent or a journal. */
export class Rig {
	readonly session = new Session({ now: Date.now });
	readonly paths: SessionPaths;
	readonly people: number[] = [];
	readonly endings: string[] = [];
	stops = 0;
	readonly monitors: Monitors;
	#serving: Serving | undefined;

	constructor() {
		const directory = temporaryDirectory();
		const env = { XDG_STATE_HOME: directory, XDG_RUNTIME_DIR: directory };
		this.paths = unwrap(makeDirectories(sessionPaths("/work", env, directory)));
		this.monitors = new Monitors({
			...{ logs: this.paths.logs, clock: new SteadyClock(Date.now), scrollback: 200, logBytes: 1_000_000 },
			launch: (_monitor, spec, stderrPath) => ok(openly(spec.command, stderrPath)),
			onOutputs: (monitor, outputs) => {
				for (const output of outputs) {
					if (output.type === "pass") this.session.dispatch({ type: "observe", monitor, draft: output.draft });
				}
			},
			onEnd: ({ id }, { exitCode }) => {
				this.endings.push(id);
				this.session.dispatch({ type: "monitor-ended", monitor: id, exitCode });
			},
			onScreen: (monitor) => this.#serving?.screenChanged(monitor),
			onFailure: () => undefined,
		});
		this.session.record(readyAgent("playbook"));
		onTestFinished(() => this.close());
	}

	/** The conversation of the leading agent. */
	get talk(): Conversation {
		return talkOf(this.session.state);
	}

	get serving(): Serving {
		if (!this.#serving) throw new Error("not opened yet");
		return this.#serving;
	}

	/** Opens the socket. */
	async open(version = "1.0.0"): Promise<this> {
		this.#serving = unwrap(
			await serve({
				...{
					paths: this.paths,
					version,
					preferences: () => ({ mouse: true, keys: {}, firstRun: false, catalogue: [] }),
				},
				...{ session: this.session, monitors: this.monitors },
				onStop: () => {
					this.stops += 1;
				},
				onPeople: (people) => this.people.push(people),
				planLogin: ({ agent, method }) =>
					method === "shell"
						? ok({
								agent: agent ?? "playbook",
								method,
								command: ["login"],
								own: true,
								set: {},
								env: { A: "b" },
								cwd: "/work",
							})
						: failed("bad-usage", `no way "${method}"`),
			}),
		);
		return this;
	}

	/** Starts a monitor as the host would. */
	start(spec: MonitorSpec): string {
		const { monitor = "" } = unwrap(this.session.dispatch({ type: "start", spec, anyName: false }));
		unwrap(this.monitors.start(monitor, spec));
		this.session.dispatch({ type: "monitor-started", monitor, sandboxed: false });
		return monitor;
	}

	/** Ends a monitor's script at once; one that has just ended by itself is left alone. */
	kill(monitor: string): void {
		const pid = this.monitors.get(monitor)?.run?.pid;
		try {
			if (pid !== undefined) process.kill(pid, "SIGKILL");
		} catch (error) {
			if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
		}
	}

	async close(): Promise<void> {
		for (const { id } of this.monitors.all()) this.kill(id);
		this.#serving?.stopListening();
		await this.#serving?.close("the test is over");
		await this.monitors.close();
	}
}

/** A client that folds what it hears. */
export class Client {
	state: State | undefined;
	readonly batches: (readonly Entry[])[] = [];
	readonly frames: (readonly Rows[])[] = [];
	readonly log: LogLine[] = [];
	bye: string | undefined;
	closed = false;
	#link: Link | undefined;
	#early: Entry[] = [];

	async attach(
		rig: Rig,
		options: { kind?: "person" | "script"; watch?: boolean; version?: string } = {},
	): Promise<Result<Link>> {
		const { kind = "script", watch = false, version = "1.0.0" } = options;
		const link = await dial(rig.paths, {
			...{ version, kind, watch },
			prepare: (connection) => this.#listen(connection),
			onClose: () => {
				this.closed = true;
			},
		});
		if (!link.ok) return link;
		this.#link = link.value;
		this.state = evolveAll(link.value.welcome.state as State, this.#early);
		onTestFinished(() => link.value.close());
		return link;
	}

	get connection(): MessageConnection {
		if (!this.#link) throw new Error("not attached");
		return this.#link.connection;
	}

	get entries(): Entry[] {
		return this.batches.flat();
	}

	command(command: ClientCommand): Promise<Result<{ monitor?: string }>> {
		return request(this.connection, requests.command, command);
	}

	view(panes: View["panes"]): Promise<Result<null>> {
		return request(this.connection, requests.view, { panes });
	}

	close(): void {
		this.#link?.close();
	}

	#fold(entries: readonly Entry[]): void {
		this.batches.push(entries);
		if (this.state) this.state = evolveAll(this.state, entries);
		else this.#early.push(...entries);
	}

	#listen(connection: MessageConnection): void {
		connection.onNotification(notifications.entries, ({ entries }) => this.#fold(entries));
		connection.onNotification(notifications.rows, ({ entries, panes }) => {
			if (entries.length > 0) this.#fold(entries);
			this.frames.push(panes);
		});
		connection.onNotification(notifications.log, ({ lines }) => void this.log.push(...lines));
		connection.onNotification(notifications.bye, ({ reason }) => {
			this.bye = reason;
		});
	}
}

/** A client that was let in. */
export async function attached(rig: Rig, options: Parameters<Client["attach"]>[1] = {}): Promise<Client> {
	const client = new Client();
	unwrap(await client.attach(rig, options));
	return client;
}
