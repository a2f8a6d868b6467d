import type { Compositor } from "./screen/compositor.ts";
import type { Layout, Rect } from "./ui/layout.ts";
import { cutOut } from "./views/overlay/cut-out.ts";

/** The last frames of Ink, one of the conversation and one of what lies over it, and where they stand on the screen. */
export class InkFrames {
	readonly #compositor: Compositor;
	#talk: { readonly rows: readonly string[]; readonly rect: Rect | undefined } = { rows: [], rect: undefined };
	#overlay: readonly string[] = [];

	constructor(compositor: Compositor) {
		this.#compositor = compositor;
	}

	/** A frame is an overlay's while one is open, else the conversation's. */
	take(rows: readonly string[], layout: Layout): void {
		if (layout.overlay) this.#overlay = rows;
		else this.#talk = { rows, rect: layout.talk };
		this.place(layout);
	}

	/**
	 * Also when it comes back on the screen: Ink writes no frame that is the same as the last one.
	 * Under an overlay the conversation stays as it was, as long as its place does.
	 */
	place({ overlay, talk }: Layout): void {
		const kept = overlay === undefined || sameSize(talk, this.#talk.rect);
		if (talk && kept) this.#compositor.setRegion("talk", talk, this.#talk.rows);
		else this.#compositor.removeRegion("talk");
		// What is set last lies on top, and an overlay lies over panes that are newer than it.
		this.#compositor.removeRegion("overlay");
		if (overlay === undefined) this.#overlay = [];
		const box = overlay && cutOut(this.#overlay, overlay);
		if (box) this.#compositor.setRegion("overlay", box.rect, box.rows);
	}
}

function sameSize(one: Rect | undefined, other: Rect | undefined): boolean {
	return one?.width === other?.width && one?.height === other?.height;
}
