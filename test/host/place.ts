import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { talkOf } from "../../src/core/session/select.ts";
import type { Conversation } from "../../src/core/session/state.ts";
import { composeHost, type Host, type HostOptions } from "../../src/host/compose.ts";
import { type SessionPaths, sessionPaths } from "../../src/host/session-paths.ts";
import type { Command } from "../../src/model/command.ts";
import type { Entry } from "../../src/model/entry.ts";
import type { Result } from "../../src/model/failure.ts";
import { shell, temporaryDirectory, until, unwrap } from "./scene.ts";

/** A person's home with one project, in which hosts are opened in this very process. */
export class Place {
	readonly root = temporaryDirectory();
	readonly home = join(this.root, "home");
	readonly cwd = join(this.root, "project");
	readonly env: Record<string, string> = {
		HOME: this.home,
		PATH: "/usr/bin:/bin",
		XDG_STATE_HOME: join(this.root, "state"),
		XDG_RUNTIME_DIR: join(this.root, "run"),
	};

	constructor() {
		for (const path of [this.home, this.cwd]) mkdirSync(path, { recursive: true });
	}

	get paths(): SessionPaths {
		return sessionPaths(this.cwd, this.env, this.home);
	}

	try(options: Partial<HostOptions> = {}): Promise<Result<Host>> {
		return composeHost({ cwd: this.cwd, version: "1.0.0", limits: {}, sandbox: "on", env: this.env, ...options });
	}

	/** A host that is ended after the test. */
	async open(options: Partial<HostOptions> = {}): Promise<OpenHost> {
		const host = unwrap(await this.try(options));
		onTestFinished(() => host.end.end("the test is over"));
		return new OpenHost(host);
	}
}

/** A host, and all that it told. */
export class OpenHost {
	readonly session: Host["session"];
	readonly end: Host["end"];
	readonly entries: Entry[] = [];

	constructor({ session, end }: Host) {
		this.session = session;
		this.end = end;
		session.onEntries((entries) => this.entries.push(...entries));
	}

	does(command: Command): string {
		return unwrap(this.session.dispatch(command)).monitor ?? "";
	}

	/** Starts a shell script; gives the id of its monitor. */
	run(place: Place, script: string, rest: { name?: string; [key: string]: unknown } = {}): string {
		const { name = "script", ...more } = rest;
		return this.does({ type: "start", spec: { ...shell(name, script, more), cwd: place.cwd }, anyName: true });
	}

	monitor(id: string) {
		const monitor = this.session.state.monitors[id];
		if (!monitor) throw new Error(`no monitor ${id}`);
		return monitor;
	}

	texts(id: string): string[] {
		return this.monitor(id).events.map((event) => event.text);
	}

	/** The conversation of the leading agent. */
	get conversation(): Conversation {
		return talkOf(this.session.state);
	}

	/** What was said in the conversation, as `who: words`. */
	get talk(): string[] {
		return this.conversation.messages.map((message) => `${message.from}: ${message.text}`);
	}

	async ends(id: string): Promise<void> {
		await until(`the end of ${id}`, () => this.monitor(id).state !== "running");
	}

	async says(words: string): Promise<void> {
		await until(`${words} in ${JSON.stringify(this.talk)}`, () => this.talk.some((message) => message.includes(words)));
	}
}
