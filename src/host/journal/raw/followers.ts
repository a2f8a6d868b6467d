import type { Stop } from "../../../base/disposable.ts";
import type { Line } from "../../../model/line.ts";
import { LineReader } from "./line-reader.ts";
import { readRecords } from "./record.ts";

/** The listeners of a log. Output is split into lines only while there is one. */
export class Followers {
	readonly #followers = new Set<{ reader: LineReader; listener: (lines: readonly Line[]) => void }>();

	get any(): boolean {
		return this.#followers.size > 0;
	}

	add(listener: (lines: readonly Line[]) => void): Stop {
		// Each has its own reader: one that comes in the middle of a line gets the rest of it as a line.
		const follower = { reader: new LineReader(), listener };
		this.#followers.add(follower);
		return () => void this.#followers.delete(follower);
	}

	/** Passes on the lines that these records complete. */
	tell(bytes: Buffer): void {
		for (const follower of this.#followers) {
			const lines = [...readRecords(bytes)].flatMap((record) => follower.reader.push(record));
			try {
				if (lines.length > 0) follower.listener(lines);
			} catch {
				this.#followers.delete(follower);
			}
		}
	}
}
