import type { Held } from "./make-press.ts";

/**
 * Reads the modifier parameter of xterm and kitty: 1 plus bits for Shift, Alt and Ctrl; Meta counts as Alt.
 * Undefined when Super or Hyper is held: such a key is the window manager's, never a plain one.
 */
export function heldFrom(parameter: number): Held | undefined {
	const bits = Math.max(0, parameter - 1);
	if (bits & 0b1_1000) return undefined;
	return { shift: (bits & 1) !== 0, alt: (bits & 0b10_0010) !== 0, ctrl: (bits & 4) !== 0 };
}
