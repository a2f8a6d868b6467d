import type { Pointer } from "../key.ts";

/** Decodes an SGR mouse report; undefined for releases, motion and other buttons. */
export function decodePointer(parameters: readonly number[], released: boolean, raw: Uint8Array): Pointer | undefined {
	const [button = 0, column = 1, row = 1] = parameters;
	const name = pointerName(button);
	if (name === undefined || released) return undefined;
	return {
		kind: "pointer",
		name,
		x: Math.max(0, column - 1),
		y: Math.max(0, row - 1),
		shift: (button & 4) !== 0,
		alt: (button & 8) !== 0,
		ctrl: (button & 16) !== 0,
		raw,
	};
}

function pointerName(button: number): Pointer["name"] | undefined {
	// The bits 4, 8 and 16 are modifiers, 32 is motion, 64 the wheel.
	switch (button & ~0b1_1100) {
		case 0:
			return "click";
		case 64:
			return "wheelup";
		case 65:
			return "wheeldown";
		default:
			return undefined;
	}
}
