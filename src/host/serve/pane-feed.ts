import type { Rows } from "../../wire/protocol.ts";
import type { Monitors } from "../monitors.ts";
import type { VtFrame } from "../pty/vt-screen.ts";
import type { ClientSession } from "./client-session.ts";

/** Milliseconds between two frames of panes to one client: at most 30 a second. */
const frameMs = 33;

/** What a client has of one pane. */
type Sent = {
	readonly rows: readonly string[];
	readonly cols: number;
	readonly offset: number;
	scrollback: number;
	cursor: string;
};

/** Sends the changed rows of the panes that a client shows, and nothing of the others. */
export class PaneFeed {
	readonly #client: ClientSession;
	readonly #monitors: Monitors;
	readonly #sent = new Map<string, Sent>();
	readonly #dirty = new Set<string>();
	#timer: NodeJS.Timeout | undefined;
	#immediate: NodeJS.Immediate | undefined;
	#lastAt = Number.NEGATIVE_INFINITY;

	constructor(client: ClientSession, monitors: Monitors) {
		this.#client = client;
		this.#monitors = monitors;
	}

	/** The client shows other panes, or other parts of them. */
	viewChanged(): void {
		const shown = new Set(this.#client.view.panes.map((pane) => pane.monitor));
		for (const monitor of this.#sent.keys()) if (!shown.has(monitor)) this.#sent.delete(monitor);
		for (const monitor of shown) this.#dirty.add(monitor);
		this.#schedule();
	}

	/** A monitor's terminal changed. */
	screenChanged(monitor: string): void {
		if (!this.#client.view.panes.some((pane) => pane.monitor === monitor)) return;
		this.#dirty.add(monitor);
		this.#schedule();
	}

	dispose(): void {
		clearTimeout(this.#timer);
		clearImmediate(this.#immediate);
		this.#dirty.clear();
	}

	/** After a quiet time at the end of this turn of the event loop, so that what came with it is seen as well. */
	#schedule(): void {
		if (this.#timer || this.#immediate || this.#dirty.size === 0 || !this.#client.readyForRows) return;
		const wait = this.#lastAt + frameMs - performance.now();
		if (wait > 0) this.#timer = setTimeout(() => this.#send(), wait);
		else this.#immediate = setImmediate(() => this.#send());
	}

	#send(): void {
		this.#timer = undefined;
		this.#immediate = undefined;
		this.#lastAt = performance.now();
		const panes: Rows[] = [];
		for (const pane of this.#client.view.panes) {
			const screen = this.#dirty.has(pane.monitor) ? this.#monitors.get(pane.monitor)?.screen : undefined;
			const rows = screen && this.#changes(pane.monitor, screen.frame(pane.offset));
			if (rows) panes.push(rows);
		}
		this.#dirty.clear();
		if (panes.length > 0) this.#client.sendRows(panes, () => this.#schedule());
	}

	#changes(monitor: string, frame: VtFrame): Rows | undefined {
		const before = this.#sent.get(monitor);
		const cursor = JSON.stringify(frame.cursor ?? null);
		const same = before && before.cols === frame.cols && before.rows.length === frame.rows.length;
		const full = !same || before.offset !== frame.offset;
		const changed = [...frame.rows.entries()].filter(([y, text]) => full || before?.rows[y] !== text);
		this.#sent.set(monitor, { ...frame, cursor });
		if (!full && changed.length === 0 && before?.cursor === cursor && before.scrollback === frame.scrollback)
			return undefined;
		return {
			monitor,
			cols: frame.cols,
			rows: frame.rows.length,
			full,
			changed,
			cursor: frame.cursor ?? null,
			scrollback: frame.scrollback,
			offset: frame.offset,
		};
	}
}
