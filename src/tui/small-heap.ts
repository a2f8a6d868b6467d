import { setFlagsFromString } from "node:v8";

/**
 * Keeps the young generation at the size it has now: what a frame leaves behind is little, and is gone after it.
 * Left to itself it grows to 16 MB while the program is loaded, and stays so.
 * To be called late: what Node keeps compiled of its own parts is not taken under other flags than its own.
 */
export function keepHeapSmall(): void {
	setFlagsFromString("--semi-space-growth-factor=1");
}
