import type { State } from "../../core/session/state.ts";
import type { PaintContext } from "./picture.ts";

/** The last line of the screen, `ui.cols` wide: a note while there is one, else what the keys do now. */
export function paintFooter(state: State, context: PaintContext): string {
	return `${state.cwd}${context.ui.cols}`;
}

/** Column of the terminal's cursor in the footer while a search is typed there; undefined otherwise. */
export function footerCursor(_context: PaintContext): number | undefined {
	return undefined;
}
