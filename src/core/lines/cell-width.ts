/** Terminal columns of one character: 0 for what sits on the character before, 2 for wide ones, else 1. */
export function cellWidth(character: string): 0 | 1 | 2 {
	if (character.charCodeAt(0) < 0x300) return 1;
	if (attached.test(character)) return 0;
	return wide.test(character) ? 2 : 1;
}

const attached = /^(?:\p{Mn}|\p{Me}|\p{Emoji_Modifier}|\u200d)/u;

/** East Asian Wide and Fullwidth blocks, and what is shown as an emoji by itself. */
const wide =
	/^[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\p{Emoji_Presentation}\u{1b000}-\u{1b2ff}\u{20000}-\u{3fffd}]/u;
