import { allAgents, allMonitors, ownAgent, ownersOf } from "../core/session/select.ts";
import type { Monitor, State } from "../core/session/state.ts";
import type { Pulse } from "../wire/protocol.ts";
import { footerCursor, paintFooter, paintNoteAbove } from "./paint/footer.ts";
import { paintEmptyGrid, paintTooSmall } from "./paint/hints.ts";
import { paneAge } from "./paint/pane/age.ts";
import { paintPane, paneCursor } from "./paint/pane.ts";
import type { PaintContext } from "./paint/picture.ts";
import type { Theme } from "./paint/theme.ts";
import { paintTopLine } from "./paint/top-line.ts";
import type { PaneRows, PaneScreen } from "./pane-rows.ts";
import type { Compositor } from "./screen/compositor.ts";
import type { Layout, PaneBox } from "./ui/layout.ts";
import type { UiState } from "./ui/ui-state.ts";
import { paletteCursor } from "./views/overlay/palette-rows.ts";
import { composerCursor } from "./views/talk/composer-cursor.ts";

/** Everything the screen is made of at one moment. */
export type Scene = {
	readonly state: State;
	readonly ui: UiState;
	readonly layout: Layout;
	readonly rows: PaneRows;
	readonly pulse: Pulse;
};

/** What a pane was painted from; the same again needs no painting. */
type Painted = readonly [Monitor, PaneScreen | undefined, string, PaneBox, Pulse[string] | undefined, string];

/** Paints everything but what Ink draws into the compositor, and only what changed. */
export class Picture {
	readonly #compositor: Compositor;
	readonly #theme: Theme;
	readonly #home: string;
	readonly #painted = new Map<string, Painted>();
	#last: { state: State; ui: UiState } | undefined;

	constructor(compositor: Compositor, options: { theme: Theme; home: string }) {
		this.#compositor = compositor;
		this.#theme = options.theme;
		this.#home = options.home;
	}

	/** Brings the compositor's regions up to date with a scene. */
	paint(scene: Scene): void {
		const { state, ui, layout } = scene;
		const context: PaintContext = { ui, theme: this.#theme, clock: localTime };
		if (layout.tooSmall) {
			this.#paintTooSmall(ui);
			return;
		}
		if (this.#last?.state !== state || this.#last.ui !== ui) {
			this.#compositor.setRegion("top", layout.top, [paintTopLine(state, context, this.#home)]);
			this.#compositor.setRegion("footer", layout.footer, [paintFooter(state, context)]);
		}
		this.#last = { state, ui };
		this.#paintPanes(scene, context);
		this.#compositor.cursor(this.#cursor(scene, context));
	}

	/** A note of several rows lies over everything. Called last, since what is set last lies on top. */
	paintNote({ ui, layout }: Scene): void {
		this.#compositor.removeRegion("note");
		const rows = layout.tooSmall ? [] : paintNoteAbove({ ui, theme: this.#theme, clock: localTime });
		if (rows.length === 0) return;
		const y = layout.footer.y - rows.length;
		this.#compositor.setRegion("note", { x: 0, y, width: ui.cols, height: rows.length }, rows);
	}

	#paintPanes(scene: Scene, context: PaintContext): void {
		const { state, layout } = scene;
		const boxes = new Map(layout.panes.map((box) => [box.monitor, box]));
		for (const name of this.#painted.keys()) if (!boxes.has(name)) this.#forget(name);
		for (const [index, monitor] of allMonitors(state).entries()) {
			const box = boxes.get(monitor.id);
			if (box) this.#paintPane({ monitor, box, number: index + 1 }, scene, context);
		}
		if (layout.grid && layout.panes.length === 0) {
			this.#compositor.setRegion("hint", layout.grid, paintEmptyGrid(layout.grid, this.#theme));
		} else this.#compositor.removeRegion("hint");
	}

	#paintPane(
		{ monitor, box, number }: { monitor: Monitor; box: PaneBox; number: number },
		{ state, ui, rows, pulse }: Scene,
		context: PaintContext,
	): void {
		const screen = rows.get(monitor.id);
		const beat = pulse[monitor.id];
		const owners = ownersWords(state, monitor);
		const from: Painted = [monitor, screen, paneUi(ui, monitor), box, beat, owners];
		if (this.#painted.get(monitor.id)?.every((part, at) => part === from[at])) return;
		this.#painted.set(monitor.id, from);
		const pane = { monitor, number, box, rows: screen?.rows ?? [], beat, owners };
		this.#compositor.setRegion(paneRegion(monitor.id), box.frame, paintPane(pane, context));
	}

	#forget(name: string): void {
		this.#painted.delete(name);
		this.#compositor.removeRegion(paneRegion(name));
	}

	#paintTooSmall(ui: UiState): void {
		for (const name of this.#painted.keys()) this.#forget(name);
		for (const name of ["top", "footer", "hint", "talk", "overlay"]) this.#compositor.removeRegion(name);
		this.#last = undefined;
		const rect = { x: 0, y: 0, width: ui.cols, height: ui.rows };
		this.#compositor.setRegion("footer", rect, paintTooSmall(ui, this.#theme));
		this.#compositor.cursor(undefined);
	}

	#cursor({ ui, layout, rows }: Scene, context: PaintContext): { x: number; y: number } | undefined {
		if (ui.overlay) return layout.overlay ? paletteCursor(ui, layout.overlay) : undefined;
		const column = footerCursor(context);
		if (column !== undefined) return { x: column, y: layout.footer.y };
		for (const box of layout.panes) {
			const at = paneCursor(box, rows.get(box.monitor)?.cursor ?? null, ui);
			if (at) return at;
		}
		return ui.focus === "composer" && layout.talk ? composerCursor(ui, layout.talk) : undefined;
	}
}

/** The part of the client's state that a pane's look depends on; the rest may change without painting it again. */
function paneUi(ui: UiState, monitor: Monitor): string {
	const { attached, focus, pane, chosen, scroll, scrollback, search } = ui;
	const { id } = monitor;
	const back = scroll[id] ?? 0;
	const found = search?.monitor === id ? [search.query, search.typing, search.index, search.offsets.length] : [];
	return JSON.stringify([
		attached === id,
		focus,
		pane,
		chosen[id],
		back,
		back > 0 && scrollback[id],
		found,
		paneAge(monitor, ui),
	]);
}

/** Who gets a monitor's events, where there are several agents to tell apart. */
function ownersWords(state: State, monitor: Monitor): string {
	if (allAgents(state).length < 2) return "";
	return ownersOf(state, monitor)
		.map((id) => ownAgent(state, id)?.label ?? id)
		.join(", ");
}

function paneRegion(monitor: string): string {
	return `pane ${monitor}`;
}

function localTime(ms: number): string {
	const time = new Date(ms);
	return [time.getHours(), time.getMinutes(), time.getSeconds()].map((part) => String(part).padStart(2, "0")).join(":");
}
