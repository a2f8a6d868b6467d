import type { Line } from "../../model/line.ts";

/** The last lines of a stream, for a person or an exit event. */
export class LineTail {
	#texts: string[] = [];

	/** Takes the next lines. However many they are, only the last are touched. */
	add(lines: readonly Line[]): void {
		if (lines.length === 0) return;
		const newest = lines.slice(-tailLength).map((line) => line.text);
		this.#texts = [...this.#texts, ...newest].slice(-tailLength);
	}

	/** At most 20 texts, oldest first. */
	get texts(): string[] {
		return [...this.#texts];
	}
}

const tailLength = 20;
