import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from "node:fs";
import { evolve } from "../core/session/evolve/evolve.ts";
import { emptyState, type State } from "../core/session/state.ts";
import type { Failure, Result } from "../model/failure.ts";
import { failed, ok } from "../model/failure.ts";
import { type Journal, openJournal } from "./journal/journal.ts";
import { acquireLock, type Lock } from "./journal/lock.ts";
import type { SessionPaths } from "./session-paths.ts";

/** A session's past, and the right to write on. */
export type OpenSession = {
	readonly lock: Lock;
	readonly journal: Journal;
	readonly state: State;
	/** When the last host wrote its last entry, in milliseconds since the epoch; absent in a new session. */
	readonly lastAt?: number;
	/** What went wrong while it was opened and was got over, such as a damaged journal that was put aside. */
	readonly troubles: readonly Failure[];
};

type Options = { snapshot: () => State; onFailure: (failure: Failure) => void };

/**
 * Takes the session's lock and reads its journal.
 * A session that the person stopped is over: its journal is kept beside as `journal.previous.db`, and a new one begins.
 */
export function openSession(paths: SessionPaths, given: Options): Result<OpenSession> {
	const troubles: Failure[] = [];
	let opening = true;
	const onFailure = (failure: Failure): void => void (opening ? troubles.push(failure) : given.onFailure(failure));
	const opened = open(paths, { ...given, onFailure });
	opening = false;
	return opened.ok ? ok({ ...opened.value, troubles }) : opened;
}

function open(paths: SessionPaths, options: Options): Result<Omit<OpenSession, "troubles">> {
	const lock = acquireLock(paths.lock);
	if (!lock.ok) return lock;
	const journal = openJournal(paths.journal, { onTrim: options.snapshot, onFailure: options.onFailure });
	if (!journal.ok) {
		lock.value.release();
		return journal;
	}
	const past = readPast(journal.value);
	if (past.closed) {
		journal.value.close();
		return startAnew(paths, lock.value, options);
	}
	const { state, lastAt } = past;
	const aside = state === emptyState ? putLogsAside(paths, options.onFailure) : ok(undefined);
	if (aside.ok) return ok({ lock: lock.value, journal: journal.value, state, ...(lastAt ? { lastAt } : {}) });
	journal.value.close();
	lock.value.release();
	return aside;
}

/** A session that begins without a past has no output yet: what lies there belongs to a journal that was lost. */
function putLogsAside({ logs, state }: SessionPaths, tell: Options["onFailure"]): Result<void> {
	try {
		if (!existsSync(logs) || readdirSync(logs).length === 0) return ok(undefined);
		let number = 1;
		while (existsSync(`${logs}.corrupt-${number}`)) number += 1;
		renameSync(logs, `${logs}.corrupt-${number}`);
		mkdirSync(logs, { mode: 0o700 });
		tell({
			code: "journal",
			message: `A session before this one left output and no entries; its output is now in ${logs}.corrupt-${number}.`,
		});
		return ok(undefined);
	} catch (error) {
		return failed("journal", `the old logs could not be put aside: ${String(error)}`, `Make ${state} writable.`);
	}
}

function readPast(journal: Journal): { state: State; closed: boolean; lastAt: number } {
	const base = journal.base();
	let state = base ? adopt(base.state as Partial<State>) : emptyState;
	let closed = false;
	let lastAt = 0;
	for (const entry of journal.entries(base ? { after: base.seq } : {})) {
		state = evolve(state, entry);
		lastAt = entry.at;
		// Not always the last entry: the ends of its monitors come after the end of the session.
		closed ||= entry.type === "session-closed";
	}
	return { state, closed, lastAt };
}

/** A state that was kept by an earlier version may lack what is newer. */
function adopt(kept: Partial<State>): State {
	const monitors = Object.values(kept.monitors ?? {}).map((monitor) => ({ ...monitor, agents: monitor.agents ?? [] }));
	return {
		...{ ...emptyState, ...kept },
		limits: { ...emptyState.limits, ...kept.limits },
		counters: { ...emptyState.counters, ...kept.counters },
		monitors: Object.fromEntries(monitors.map((monitor) => [monitor.id, monitor])),
	};
}

function startAnew(paths: SessionPaths, lock: Lock, options: Options): Result<Omit<OpenSession, "troubles">> {
	try {
		for (const ending of ["", "-wal", "-shm"]) {
			const previous = `${paths.journal.replace(/\.db$/, ".previous.db")}${ending}`;
			rmSync(previous, { force: true });
			if (ending === "") renameSync(paths.journal, previous);
			else rmSync(`${paths.journal}${ending}`, { force: true });
		}
		for (const log of readdirSync(paths.logs)) rmSync(`${paths.logs}/${log}`, { force: true });
	} catch (error) {
		lock.release();
		return failed(
			"journal",
			`the finished session could not be put aside: ${String(error)}`,
			`Make ${paths.state} writable.`,
		);
	}
	const journal = openJournal(paths.journal, { onTrim: options.snapshot, onFailure: options.onFailure });
	if (!journal.ok) {
		lock.release();
		return journal;
	}
	return ok({ lock, journal: journal.value, state: emptyState });
}
