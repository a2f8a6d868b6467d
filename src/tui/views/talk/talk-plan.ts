import type { Composer } from "../../ui/ui-state.ts";
import { type ComposerRows, composerRows } from "./composer-rows.ts";

/** How the conversation's box is divided: a plan when there is one, the words, the composer below; dividers between. */
export type TalkPlan = {
	/** Cells between the borders and the blanks beside them. */
	readonly textWidth: number;
	/** Rows for what was said. */
	readonly height: number;
	/** The running turn's plan, above the words. */
	readonly pinned: readonly string[];
	readonly composer: ComposerRows;
};

type Box = { readonly width: number; readonly height: number };

const longestComposer = 10;

/** Divides the box; a long text gets a third of it at most. */
export function planTalk(composer: Composer, box: Box, pinned: readonly string[] = []): TalkPlan {
	const room = Math.max(1, box.height - 3);
	const most = Math.min(longestComposer, Math.max(1, Math.floor(room / 3)));
	const textWidth = Math.max(2, box.width - 4);
	const rows = composerRows(composer, { width: textWidth, height: most });
	const above = pinned.length === 0 ? 0 : pinned.length + 1;
	return { textWidth, height: Math.max(0, room - rows.rows.length - above), composer: rows, pinned };
}
