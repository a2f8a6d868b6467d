import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import { chmodSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server, type Socket } from "node:net";
import type { MessageConnection } from "vscode-jsonrpc/node";
import { DisposableStore } from "../../base/disposable.ts";
import type { Result } from "../../model/failure.ts";
import { failed, ok } from "../../model/failure.ts";
import { answer, connectionOn } from "../../wire/connection.ts";
import {
	type Hello,
	helloSchema,
	type Preferences,
	protocolVersion,
	requests,
	type Welcome,
} from "../../wire/protocol.ts";
import type { Monitors } from "../monitors.ts";
import type { Session } from "../session.ts";
import type { SessionPaths } from "../session-paths.ts";
import { handleClient, type Served } from "./client-handlers.ts";
import { ClientSession } from "./client-session.ts";
import { PaneFeed } from "./pane-feed.ts";
import { startPulse } from "./pulse-feed.ts";

/** What the server serves, and whom it tells about clients. */
export type ServeOptions = {
	readonly paths: SessionPaths;
	readonly version: string;
	/** Made for each client, since what is installed may change. */
	preferences(): Preferences;
	readonly session: Session;
	readonly monitors: Monitors;
	onStop(): void;
	planLogin: Served["planLogin"];
	/** A person's client came or went; `people` is how many there are now. */
	onPeople(people: number): void;
};

/** A host's socket, open. */
export type Serving = {
	screenChanged(monitor: string): void;
	clients(): ClientSession[];
	/** Nobody new is let in; who is here stays until `close`. */
	stopListening(): void;
	close(reason: string): Promise<void>;
};

/** A connection that has not greeted within this time is closed. */
const helloMs = 5000;

/** Listens on the session's socket. The lock is held already, so a file that lies there is stale. */
export async function serve(options: ServeOptions): Promise<Result<Serving>> {
	const token = randomBytes(16).toString("hex");
	const open = new Map<ClientSession, PaneFeed>();
	const server = createServer((socket) => greet(socket, { ...options, token, open }));
	const listening = await listen(server, options.paths, token);
	if (!listening.ok) return listening;
	const stopPulse = startPulse(options.monitors, () => [...open.keys()]);
	return ok({
		screenChanged: (monitor) => {
			for (const feed of open.values()) feed.screenChanged(monitor);
		},
		clients: () => [...open.keys()],
		stopListening: () => {
			server.close();
			rmSync(options.paths.socket, { force: true });
			rmSync(options.paths.token, { force: true });
		},
		close: async (reason) => {
			stopPulse();
			await Promise.all([...open.keys()].map((client) => client.bye(reason)));
		},
	});
}

function listen(server: Server, paths: SessionPaths, token: string): Promise<Result<void>> {
	return new Promise((resolve) => {
		const refuse = (error: unknown): void => {
			const reason = error instanceof Error ? error.message : String(error);
			resolve(
				failed(
					"runtime-directory",
					`cannot listen on ${paths.socket}: ${reason}`,
					"Make the directory writable, or set XDG_RUNTIME_DIR.",
				),
			);
		};
		try {
			rmSync(paths.socket, { force: true });
			writeFileSync(paths.token, token, { mode: 0o600 });
			chmodSync(paths.token, 0o600);
		} catch (error) {
			return refuse(error);
		}
		// For good: an accept that fails later, for want of descriptors, must not end the host.
		server.on("error", refuse);
		server.listen(paths.socket, () => {
			chmodSync(paths.socket, 0o600);
			resolve(ok(undefined));
		});
	});
}

type Greeting = ServeOptions & { readonly token: string; readonly open: Map<ClientSession, PaneFeed> };

function greet(socket: Socket, greeting: Greeting): void {
	const connection = connectionOn(socket);
	const stops = new DisposableStore();
	const late = setTimeout(() => socket.destroy(), helloMs);
	stops.add(() => clearTimeout(late));
	connection.onClose(() => stops.dispose());
	let greeted = false;
	connection.onRequest(requests.hello, (input) => {
		const hello = greeted ? failed("bad-usage", "this connection has greeted already") : check(input, greeting);
		if (!hello.ok) return answer(hello);
		greeted = true;
		clearTimeout(late);
		admit({ connection, stops, hello: hello.value, cut: () => socket.destroy() }, greeting);
		const welcome: Welcome = {
			version: greeting.version,
			pid: process.pid,
			state: greeting.session.state,
			preferences: greeting.preferences(),
		};
		return welcome;
	});
	connection.listen();
}

function check(input: unknown, { token, version }: Greeting): Result<Hello> {
	const hello = helloSchema.safeParse(input);
	if (!hello.success)
		return failed(
			"version-mismatch",
			"the client speaks another protocol",
			`Use the same monmux for both, or end this host (kill ${process.pid}) and start again; the session is kept.`,
		);
	if (!timingSafeEqual(digest(hello.data.token), digest(token))) {
		return failed("not-allowed", "wrong token", "Only the user who started the session may attach.");
	}
	if (hello.data.protocol !== protocolVersion || hello.data.version !== version) {
		return failed(
			"version-mismatch",
			`this session's host is monmux ${version}, and this is monmux ${hello.data.version}`,
			`Use that version, or end its host (kill ${process.pid}) and start again; the session is kept.`,
		);
	}
	return ok(hello.data);
}

/** Of one length whatever the token, as a comparison in constant time asks for. */
function digest(token: string): Buffer {
	return createHash("sha256").update(token).digest();
}

type Guest = {
	readonly connection: MessageConnection;
	readonly stops: DisposableStore;
	readonly hello: Hello;
	cut(): void;
};

function admit(
	{ connection, stops, hello, cut }: Guest,
	{ session, monitors, open, onStop, onPeople, planLogin }: Greeting,
): void {
	const client = new ClientSession(connection, { kind: hello.kind, watch: hello.watch, cut });
	const feed = new PaneFeed(client, monitors);
	const people = (): number => [...open.keys()].filter((one) => one.kind === "person").length;
	open.set(client, feed);
	stops.add(session.onEntries((entries) => client.tell(entries)));
	stops.add(() => {
		open.delete(client);
		feed.dispose();
		client.dispose();
		if (hello.kind === "person") onPeople(people());
	});
	const addStop: Served["addStop"] = (stop) => stops.add(stop);
	handleClient(connection, { session, monitors, client, feed, onStop, planLogin, addStop });
	// The digest that a returning person gets must come after the welcome, or it would be in its state and be told twice.
	if (hello.kind === "person") setImmediate(() => onPeople(people()));
}
