import type { Composer } from "../../ui/ui-state.ts";
import { type ComposerRows, composerRows } from "./composer-rows.ts";

/** How the conversation's box is divided: words above, a divider, the composer below. */
export type TalkPlan = {
	/** Cells between the borders and the blanks beside them. */
	readonly textWidth: number;
	/** Rows for what was said. */
	readonly height: number;
	readonly composer: ComposerRows;
};

const longestComposer = 10;

/** Divides the box; a long text gets a third of it at most. */
export function planTalk(composer: Composer, box: { width: number; height: number }): TalkPlan {
	const room = Math.max(1, box.height - 3);
	const most = Math.min(longestComposer, Math.max(1, Math.floor(room / 3)));
	const textWidth = Math.max(2, box.width - 4);
	const rows = composerRows(composer, { width: textWidth, height: most });
	return { textWidth, height: Math.max(0, room - rows.rows.length), composer: rows };
}
