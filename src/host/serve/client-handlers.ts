import type { MessageConnection } from "vscode-jsonrpc/node";
import type { z } from "zod";
import type { Stop } from "../../base/disposable.ts";
import { compileRule } from "../../core/events/line-rule.ts";
import { findMonitor } from "../../core/session/select.ts";
import type { LoginPlan } from "../../model/agent.ts";
import { clientCommandSchema } from "../../model/command.ts";
import type { Result } from "../../model/failure.ts";
import { failed, ok } from "../../model/failure.ts";
import { answer } from "../../wire/connection.ts";
import type { LogLine } from "../../wire/protocol.ts";
import {
	inputSchema,
	loginSchema,
	logsSchema,
	notifications,
	requests,
	searchSchema,
	viewSchema,
} from "../../wire/protocol.ts";
import type { RawLog } from "../journal/raw-log.ts";
import type { LiveMonitor, Monitors } from "../monitors.ts";
import type { Session } from "../session.ts";
import type { ClientSession } from "./client-session.ts";
import { LogFeed } from "./log-feed.ts";
import type { PaneFeed } from "./pane-feed.ts";

/** What a greeted client can reach. */
export type Served = {
	readonly session: Session;
	readonly monitors: Monitors;
	readonly client: ClientSession;
	readonly feed: PaneFeed;
	/** Called when a client asked for the end of the session. */
	onStop(): void;
	/** The program of a way to log in to an agent. */
	planLogin(asked: { agent?: string | undefined; method: string }): Result<LoginPlan>;
	/** Registers what ends with the connection. */
	addStop(stop: Stop): void;
};

/** Registers what a client may ask for. Whatever comes in is checked; a watcher may only look. */
export function handleClient(connection: MessageConnection, served: Served): void {
	const { session, client } = served;
	connection.onRequest(requests.command, (input) => {
		const command = checked(clientCommandSchema, input);
		if (!command.ok) return answer(command);
		if (client.watch) return answer(watching());
		const done = session.dispatch(command.value);
		if (!done.ok) return answer(done);
		return done.value.monitor === undefined ? {} : { monitor: done.value.monitor };
	});
	connection.onRequest(requests.login, (input) => {
		const asked = checked(loginSchema, input);
		if (!asked.ok) return answer(asked);
		return answer<LoginPlan>(client.watch ? watching() : served.planLogin(asked.value));
	});
	connection.onRequest(requests.stopSession, () => {
		if (client.watch) return answer<null>(watching());
		served.onStop();
		return null;
	});
	connection.onRequest(requests.view, (input) => {
		const view = checked(viewSchema, input);
		if (!view.ok) return answer(view);
		client.view = view.value;
		if (!client.watch) resizeTerminals(served);
		served.feed.viewChanged();
		return null;
	});
	connection.onNotification(notifications.input, (input) => {
		const typed = checked(inputSchema, input);
		if (!typed.ok || client.watch) return;
		served.monitors.get(typed.value.monitor)?.run?.input(Buffer.from(typed.value.data, "base64"));
	});
	connection.onRequest(requests.logs, (input) => readLogs(connection, served, input));
	connection.onRequest(requests.search, (input) => search(served, input));
}

/** Every terminal gets the size of the pane in which the person sees it. */
function resizeTerminals({ client, monitors }: Served): void {
	for (const pane of client.view.panes) {
		const live = monitors.get(pane.monitor);
		if (live?.run) live.run.resize(pane.cols, pane.rows);
		else live?.screen.resize(pane.cols, pane.rows);
	}
}

async function readLogs(
	connection: MessageConnection,
	served: Served,
	input: unknown,
): Promise<ReturnType<typeof answer<LogLine[]>>> {
	const asked = checked(logsSchema, input);
	if (!asked.ok) return answer(asked);
	const monitor = findMonitor(served.session.state, asked.value.monitor);
	if (!monitor.ok) return answer(monitor);
	const log = served.monitors.log(monitor.value.id);
	if (!log) return answer(noOutput(asked.value.monitor));
	const tail = log.tail(asked.value.lines, asked.value.run ? "run" : "log");
	// In the same tick, so that no line falls between the two.
	if (asked.value.follow) followLog(connection, served, { monitor: monitor.value.id, log, after: tail });
	return (await tail).map(logLine);
}

/** Sends what is written from now on, but nothing before the answer with the earlier lines has gone out. */
function followLog(
	connection: MessageConnection,
	served: Served,
	{ monitor, log, after }: { monitor: string; log: RawLog; after: Promise<unknown> },
): void {
	const feed = new LogFeed(connection, monitor);
	served.addStop(log.follow((lines) => feed.push(lines)));
	void after.finally(() => setImmediate(() => feed.release()));
}

function logLine({ stream, text }: LogLine): LogLine {
	return { stream, text };
}

function search(served: Served, input: unknown): { offsets: number[] } | ReturnType<typeof answer<never>> {
	const asked = checked(searchSchema, input);
	if (!asked.ok) return answer(asked);
	const live = findLive(served, asked.value.monitor);
	if (!live.ok) return answer(live);
	const { pattern, ignoreCase } = asked.value;
	// As it was typed first, so that a complaint is about what the person wrote.
	const typed = compileRule({ match: pattern });
	const rule = typed.ok && ignoreCase ? compileRule({ match: `(?i)${pattern}` }) : typed;
	if (!rule.ok) return answer(rule);
	return { offsets: live.value.screen.search((text) => rule.value.accepts(text)) };
}

function findLive({ session, monitors }: Served, name: string): Result<LiveMonitor> {
	const monitor = findMonitor(session.state, name);
	if (!monitor.ok) return monitor;
	const live = monitors.get(monitor.value.id);
	return live ? ok(live) : noOutput(name);
}

function noOutput(name: string): ReturnType<typeof failed> {
	return failed("unknown-monitor", `"${name}" has no output here`, "r, or monmux restart, runs it again.");
}

function watching(): ReturnType<typeof failed> {
	return failed("not-allowed", "this view only watches", "Attach without --watch to act.");
}

function checked<T>(schema: z.ZodType<T>, input: unknown): Result<T> {
	const parsed = schema.safeParse(input);
	if (parsed.success) return ok(parsed.data);
	const issue = parsed.error.issues[0];
	const place = issue?.path.join(".") ?? "";
	// Our own schemas' words are parts of a sentence and stand alone; the library's need the place they are about.
	const own = /^[a-z]/.test(issue?.message ?? "");
	return failed(
		"bad-usage",
		own || place === "" ? (issue?.message ?? "not as expected") : `${place}: ${issue?.message}`,
	);
}
