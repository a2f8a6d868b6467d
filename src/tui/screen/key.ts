type Modifiers = {
	readonly ctrl: boolean;
	readonly alt: boolean;
	/** False for a printable character: the character itself says it (`F`, not `f` with shift). */
	readonly shift: boolean;
};

type Raw = {
	/** The bytes the terminal sent, untouched, so that a script that is typed into gets exactly these. */
	readonly raw: Uint8Array;
};

/**
 * One key.
 * `name` is the character itself, or `enter`, `tab`, `escape`, `space`, `backspace`, `delete`, `insert`, `home`, `end`,
 * `pageup`, `pagedown`, `up`, `down`, `left`, `right`, `f1` to `f35`,
 * or `unknown` for a sequence without a known meaning, which is kept for its bytes only.
 */
export type KeyPress = Modifiers &
	Raw & {
		readonly kind: "press";
		readonly name: string;
		/** The printable text it would insert; absent with Ctrl or Alt and for keys that insert nothing. */
		readonly text?: string;
	};

/** Text that came between the marks of a bracketed paste; line ends are `\n`. Never acted on as keys. */
export type Paste = Modifiers & Raw & { readonly kind: "paste"; readonly name: "paste"; readonly text: string };

/** The wheel or the main button, at a cell counted from 0, 0 in the upper left corner. */
export type Pointer = Modifiers &
	Raw & {
		readonly kind: "pointer";
		readonly name: "click" | "wheelup" | "wheeldown";
		readonly x: number;
		readonly y: number;
	};

/** What the person did. */
export type Key = KeyPress | Paste | Pointer;
