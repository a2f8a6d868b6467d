import type { Rows } from "../wire/protocol.ts";

/** What is known of one monitor's terminal. */
export type PaneScreen = {
	readonly rows: readonly string[];
	readonly cursor: { readonly x: number; readonly y: number } | null;
	readonly scrollback: number;
};

/** The terminals of the panes on the screen, as the host last sent them. Plain data, no React. */
export class PaneRows {
	readonly #screens = new Map<string, PaneScreen>();

	get(monitor: string): PaneScreen | undefined {
		return this.#screens.get(monitor);
	}

	/** Applies what the host sent: changed rows of a known screen, or a whole one. */
	apply(update: Rows): void {
		const before = update.full ? undefined : this.#screens.get(update.monitor);
		const rows = Array.from({ length: update.rows }, (_, y) => before?.rows[y] ?? "");
		for (const [y, text] of update.changed) if (y < update.rows) rows[y] = text;
		this.#screens.set(update.monitor, { rows, cursor: update.cursor, scrollback: update.scrollback });
	}

	/** Lines above each screen, for the bounds of scrolling. */
	scrollback(): Record<string, number> {
		return Object.fromEntries([...this.#screens].map(([monitor, screen]) => [monitor, screen.scrollback]));
	}
}
