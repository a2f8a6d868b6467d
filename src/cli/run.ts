import { constants } from "node:os";
import type { Monitor } from "../core/session/state.ts";
import type { Failure } from "../model/failure.ts";
import { request } from "../wire/connection.ts";
import { type LogLine, notifications, requests } from "../wire/protocol.ts";
import type { Parsed } from "./arguments/parse-arguments.ts";
import { readSpec } from "./arguments/read-spec.ts";
import { openOrStart, type SessionLink } from "./connect/link.ts";
import { findPlace } from "./connect/place.ts";
import { complain, fail, print } from "./print.ts";
import { lsLines } from "./rows.ts";

/** With `--wait`, a failure of ours; the script's own codes stay apart from it, as with `docker run`. */
const ownFailure = 125;
/** The last lines of a script that has ended are awaited this long. */
const lastLinesMs = 300;

/** `monmux run`: starts a monitor, and the session when there is none. */
export async function run(parsed: Parsed): Promise<number> {
	const wait = parsed.flag("wait");
	const failWith = (failure: Failure): number => {
		const code = fail(failure);
		return wait ? ownFailure : code;
	};
	const place = findPlace();
	if (!place.ok) return failWith(place.failure);
	const asked = readSpec(parsed, place.value.cwd);
	if (!asked.ok) return failWith(asked.failure);
	const link = await openOrStart({ limits: {}, sandbox: "on" });
	if (!link.ok) return failWith(link.failure);
	try {
		const begun = beginnings(link.value);
		const started = await link.value.command({ type: "start", spec: asked.value.spec, anyName: !asked.value.named });
		if (!started.ok) return failWith(started.failure);
		const id = started.value.monitor ?? "";
		await until(link.value, () => begun.has(id));
		const monitor = link.value.state().monitors[id];
		if (monitor?.failure) return failWith(monitor.failure);
		if (wait) return await waitFor(link.value, id, parsed.flag("json"));
		tellStarted(link.value, id, parsed.flag("json"));
		return 0;
	} finally {
		link.value.close();
	}
}

/** The monitors whose start, or failure to start, was seen from now on; an earlier run of the same one does not count. */
function beginnings(link: SessionLink): Set<string> {
	const begun = new Set<string>();
	link.onEntries((entries) => {
		for (const entry of entries) {
			if (entry.type === "monitor-started" || entry.type === "monitor-failed") begun.add(entry.monitor);
		}
	});
	return begun;
}

function tellStarted(link: SessionLink, id: string, json: boolean): void {
	const index = Object.keys(link.state().monitors).indexOf(id);
	const line = lsLines(link.state(), json)[index];
	if (line !== undefined) print(line);
}

/** Prints what this run writes until it ends, and gives its exit code. */
async function waitFor(link: SessionLink, id: string, json: boolean): Promise<number> {
	const tell = (line: LogLine): void => {
		if (json) print(JSON.stringify(line));
		else if (line.stream === "stdout") print(line.text);
		else complain(line.text);
	};
	link.connection.onNotification(notifications.log, ({ lines }) => lines.forEach(tell));
	const asked = { monitor: id, lines: 100_000, follow: true, run: true };
	const first = await request(link.connection, requests.logs, asked);
	if (first.ok) first.value.forEach(tell);
	await Promise.race([until(link, () => link.state().monitors[id]?.state !== "running"), link.closed]);
	await new Promise((resolve) => setTimeout(resolve, lastLinesMs));
	return exitCodeOf(link.state().monitors[id]);
}

function exitCodeOf(monitor: Monitor | undefined): number {
	if (!monitor || monitor.state === "failed" || monitor.state === "running") return ownFailure;
	if (monitor.exitCode !== undefined) return monitor.exitCode;
	const number = Object.entries(constants.signals).find(([name]) => name === monitor.signal)?.[1];
	return number === undefined ? ownFailure : 128 + number;
}

function until(link: SessionLink, condition: () => boolean): Promise<void> {
	return new Promise((resolve) => {
		if (condition()) return resolve();
		link.onEntries(() => {
			if (condition()) resolve();
		});
		link.closed.then(resolve, resolve);
	});
}
