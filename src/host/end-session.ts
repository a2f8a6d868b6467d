import { allAgents, runningMonitors } from "../core/session/select.ts";
import type { Journal } from "./journal/journal.ts";
import type { Lock } from "./journal/lock.ts";
import type { Monitors } from "./monitors.ts";
import type { OrphanWatch } from "./sandbox/processes/orphan-watch.ts";
import type { Serving } from "./serve/serve.ts";
import type { Session } from "./session.ts";
import type { Stopper } from "./stop-monitor.ts";
import type { Agents } from "./talk/agents.ts";
import type { Alarm } from "./talk/alarm.ts";
import type { HubSlot } from "./talk/hub-slot.ts";

type Parts = {
	readonly session: Session;
	readonly monitors: Monitors;
	readonly stopper: Stopper;
	readonly alarm: Alarm;
	readonly agents: Agents;
	readonly hub: HubSlot;
	readonly journal: Journal;
	readonly lock: Lock;
	readonly orphans: Pick<OrphanWatch, "end">;
};

/** A person who was away for less than this needs no digest. */
const awayMs = 60_000;
/** Ended sandboxes are awaited this long. */
const endMs = 2000;
/** What a timer of Node holds at most. */
const longestTimerMs = 2_147_483_647;

/**
 * Every way in which a host ends: stopped by a person, left alone for too long, or told so by a signal.
 * Each leaves no process, no socket and a closed journal behind, within a bound.
 */
export class End {
	/** Resolves when the host is done and its process may exit. */
	readonly done: Promise<void>;
	readonly #parts: Parts;
	#serving: Serving | undefined;
	#idle: NodeJS.Timeout | undefined;
	#people = 0;
	#leftAt: number | undefined;
	#ending = false;
	#resolve: () => void = () => undefined;

	constructor(parts: Parts) {
		this.#parts = parts;
		this.done = new Promise((resolve) => {
			this.#resolve = resolve;
		});
		parts.session.onEntries(() => this.#watchIdle());
	}

	/** From now on there is a socket to close. */
	serve(serving: Serving): void {
		this.#serving = serving;
		this.#watchIdle();
	}

	/** People come and go; one who comes back after a while gets a digest. */
	peopleChanged(people: number): void {
		const cameBack = this.#people === 0 && people > 0 && this.#leftAt !== undefined;
		if (cameBack && Date.now() - (this.#leftAt ?? 0) >= awayMs) this.#parts.agents.tellDigest(this.#leftAt ?? 0);
		if (this.#people > 0 && people === 0) this.#leftAt = Date.now();
		this.#people = people;
		this.#watchIdle();
	}

	/** The person ends the session: the next one begins anew. */
	stopSession(): void {
		this.#parts.session.dispatch({ type: "close" });
		void this.end("the session was stopped");
	}

	/** Ends the host; the session can be taken up again. */
	async end(reason: string): Promise<void> {
		if (this.#ending) return;
		this.#ending = true;
		clearTimeout(this.#idle);
		this.#serving?.stopListening();
		await this.abandon();
		// Last, so that a client which saw the connection end finds nothing left of this host.
		await this.#serving?.close(reason);
		this.#resolve();
	}

	/** Gives back everything but the socket. */
	async abandon(): Promise<void> {
		const { session, monitors, stopper, alarm, agents, hub, journal, lock, orphans } = this.#parts;
		alarm.clear();
		// First, so that neither a turn that ends now nor the last words of a monitor begin a turn that nobody would answer.
		for (const { id, state } of allAgents(session.state)) {
			if (state !== "dead")
				session.dispatch({ type: "agent-changed", agent: id, state: "dead", reason: "the host ended" });
		}
		const running = runningMonitors(session.state).map((monitor) => monitor.id);
		if (running.length > 0) session.dispatch({ type: "stop", monitors: running, how: "kill" });
		stopper.killAll();
		const deadline = Date.now() + endMs;
		while (monitors.all().some((live) => live.run) && Date.now() < deadline) {
			await new Promise((resolve) => setTimeout(resolve, 5));
		}
		// Otherwise what is left is ended when this process is gone.
		if (!monitors.all().some((live) => live.run)) orphans.end();
		await agents.close();
		await hub.close();
		await monitors.close();
		journal.close();
		lock.release();
	}

	#watchIdle(): void {
		const { session } = this.#parts;
		const { idleMs } = session.state.limits;
		const idle = this.#people === 0 && runningMonitors(session.state).length === 0 && idleMs > 0 && !this.#ending;
		clearTimeout(this.#idle);
		this.#idle = idle
			? setTimeout(() => void this.end(`nobody was here for ${idleMs / 1000} s`), Math.min(idleMs, longestTimerMs))
			: undefined;
	}
}
