import { createLineSplitter } from "../../../core/lines/line-splitter.ts";
import type { Line } from "../../../model/line.ts";
import type { LogRecord } from "./record.ts";

/** Turns records into cleaned lines, in the order in which the lines were completed. */
export class LineReader {
	#splitters = newSplitters();

	push({ kind, payload }: LogRecord): Line[] {
		if (kind === "begin" || kind === "end") return this.end();
		return kind === "gap" ? this.#gap(payload.toString()) : this.#splitters[kind].push(payload);
	}

	/** What has no newline yet. The reader is then at the start of both streams again. */
	end(): Line[] {
		const rest = [...this.#splitters.stdout.end(), ...this.#splitters.stderr.end()];
		this.#splitters = newSplitters();
		return rest;
	}

	/** What is missing must be seen, and must not glue the line before it to the line after it. */
	#gap(bytes: string): Line[] {
		const text = `monmux: ${bytes} bytes of output are missing here, the disk did not take them`;
		return [...this.end(), { stream: "stderr", text, cutBytes: 0, partial: false }];
	}
}

function newSplitters() {
	return { stdout: createLineSplitter("stdout"), stderr: createLineSplitter("stderr") };
}
