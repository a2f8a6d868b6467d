import type { MessageConnection } from "vscode-jsonrpc/node";
import { evolveAll } from "../../core/session/evolve/evolve.ts";
import type { State } from "../../core/session/state.ts";
import type { ClientCommand } from "../../model/command.ts";
import type { Entry } from "../../model/entry.ts";
import type { Failure, Result } from "../../model/failure.ts";
import { failed, ok } from "../../model/failure.ts";
import { request } from "../../wire/connection.ts";
import { dial } from "../../wire/dial.ts";
import { notifications, type Preferences, type Rows, requests } from "../../wire/protocol.ts";
import { findPlace, type Place } from "./place.ts";
import { type HostWishes, startHost } from "./start-host.ts";
import { version } from "./version.ts";

/** A client's view of a session: its state, kept up to date, and a way to command. */
export type SessionLink = {
	state(): State;
	readonly preferences: Preferences;
	readonly place: Place;
	readonly connection: MessageConnection;
	command(command: ClientCommand): Promise<Result<{ monitor?: string }>>;
	/** Called after each batch of entries was folded. */
	onEntries(listener: (entries: readonly Entry[]) => void): void;
	/** Resolves when the host is gone. */
	readonly closed: Promise<void>;
	close(): void;
};

/** Who connects. `prepare` registers further handlers before the host may speak. */
export type LinkOptions = {
	readonly kind: "person" | "script";
	readonly watch: boolean;
	prepare?(connection: MessageConnection): void;
	/** Called with rows of panes, after the entries that came with them were folded. */
	onRows?(panes: readonly Rows[]): void;
};

/** Another host that has the session but does not listen, not yet or no more, is awaited this long. */
const patienceMs = 10_000;
const againMs = 50;

const script: LinkOptions = { kind: "script", watch: false };

/** Connects to the session of this directory. Fails with `no-session` when there is none. */
export async function openLink(options: LinkOptions = script): Promise<Result<SessionLink>> {
	const place = findPlace();
	return place.ok ? linkTo(place.value, options) : place;
}

/** Connects, and starts the host first when the directory has none. */
export async function openOrStart(wishes: HostWishes, options: LinkOptions = script): Promise<Result<SessionLink>> {
	const place = findPlace();
	if (!place.ok) return place;
	const deadline = performance.now() + patienceMs;
	let running: Failure | undefined;
	while (performance.now() < deadline) {
		const link = await linkTo(place.value, options);
		if (link.ok || link.failure.code !== "no-session") return link;
		const started = await startHost(place.value, wishes);
		if (started.ok) continue;
		if (started.failure.code !== "host-running") return started;
		running = started.failure;
		// Somebody else started one at the same moment, or the last one is about to be gone.
		await new Promise((resolve) => setTimeout(resolve, againMs));
	}
	const link = await linkTo(place.value, options);
	return link.ok || running === undefined ? link : unreachable(place.value, running);
}

/** A host holds the session and nobody can talk to it: somebody took its socket away. */
function unreachable({ paths }: Place, { code, message }: Failure): Result<never> {
	const remedy = `It does not listen at ${paths.socket}. End that process and start again; the session is kept.`;
	return failed(code, message, remedy);
}

/** Connects to the session of a place. Fails with `no-session` when nobody listens there. */
export async function linkTo(place: Place, options: LinkOptions = script): Promise<Result<SessionLink>> {
	const folded = new FoldedState();
	let onClosed: () => void = () => undefined;
	const closed = new Promise<void>((resolve) => {
		onClosed = resolve;
	});
	const address = { socket: place.paths.socket, token: place.paths.token };
	const link = await dial(address, {
		...{ version, kind: options.kind, watch: options.watch },
		prepare: (connection) => {
			connection.onNotification(notifications.entries, ({ entries }) => folded.fold(entries));
			connection.onNotification(notifications.rows, ({ entries, panes }) => {
				if (entries.length > 0) folded.fold(entries);
				options.onRows?.(panes);
			});
			options.prepare?.(connection);
		},
		onClose: () => onClosed(),
	});
	if (!link.ok) return link;
	const { connection, welcome, close } = link.value;
	folded.begin(welcome.state as State);
	return ok({
		state: () => folded.state,
		preferences: welcome.preferences,
		place,
		connection,
		command: (command) => request(connection, requests.command, command),
		onEntries: (listener) => folded.listeners.add(listener),
		closed,
		close,
	});
}

/** The state that the welcome gave, and every entry since. Entries that overtake the welcome wait for it. */
class FoldedState {
	readonly listeners = new Set<(entries: readonly Entry[]) => void>();
	#state: State | undefined;
	#early: Entry[] = [];

	get state(): State {
		if (!this.#state) throw new Error("asked before the welcome");
		return this.#state;
	}

	begin(state: State): void {
		this.#state = evolveAll(state, this.#early);
	}

	fold(entries: readonly Entry[]): void {
		if (!this.#state) {
			this.#early.push(...entries);
			return;
		}
		this.#state = evolveAll(this.#state, entries);
		for (const listener of this.listeners) listener(entries);
	}
}
