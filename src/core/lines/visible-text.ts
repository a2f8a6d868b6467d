/**
 * Takes out of running text what cannot be seen: bidi controls, zero-width characters, tags, fillers.
 * Two are kept where they shape an emoji: the joiner between two pictographs, and a variation selector after an emoji.
 * Line and paragraph separators become spaces.
 */
export class VisibleText {
	/** The last character kept, for what the next one may join. */
	#last = "";
	/** A joiner was read after a pictograph; it is kept if another one follows. */
	#joining = false;

	/** The visible part of the next run of text. */
	keep(run: string): string {
		if (!this.#joining && !suspects.test(run)) {
			this.#last = run.slice(-2);
			return run;
		}
		let kept = "";
		for (const character of run) kept += this.#keepOne(character);
		return kept;
	}

	/** A control came, or a line ended: nothing joins over it. */
	interrupt(): void {
		this.#last = "";
		this.#joining = false;
	}

	#keepOne(character: string): string {
		const joiner = this.#joining && pictograph.test(character) ? zeroWidthJoiner : "";
		this.#joining = false;
		if (character === zeroWidthJoiner) {
			this.#joining = joinable.test(this.#last);
			return "";
		}
		const kept = this.#shown(character);
		if (kept !== "") this.#last = kept === selector ? this.#last + selector : kept;
		return joiner + kept;
	}

	#shown(character: string): string {
		if (character === selector || character === textSelector) return emojiEnd.test(this.#last) ? character : "";
		if (character === "\u2028" || character === "\u2029") return " ";
		return invisible.test(character) ? "" : character;
	}
}

const zeroWidthJoiner = "\u200d";
const selector = "\ufe0f";
const textSelector = "\ufe0e";
/** Default_Ignorable_Code_Point is Unicode's own list of what shows nothing; annotation marks are not on it. */
const suspects = /[\p{Default_Ignorable_Code_Point}\u2028\u2029\ufff9-\ufffb]/u;
const invisible = /^[\p{Default_Ignorable_Code_Point}\ufff9-\ufffb]/u;
const pictograph = /^\p{Extended_Pictographic}/u;
const joinable = /[\p{Extended_Pictographic}\p{Emoji_Modifier}]\ufe0f?$/u;
const emojiEnd = /\p{Emoji}$/u;
