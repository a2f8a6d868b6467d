import { statSync } from "node:fs";
import { onTestFinished } from "vitest";
import { createRawLog, type RawLog, type RawLogOptions } from "../../../src/host/journal/raw-log.ts";
import type { Line } from "../../../src/model/line.ts";
import { unwrap } from "./scene.ts";

/** A log that is closed after the test. */
export function logAt(path: string, options: RawLogOptions = {}): RawLog {
	const log = unwrap(createRawLog(path, options));
	onTestFinished(() => log.close());
	return log;
}

export function say(log: RawLog, text: string, stream: Line["stream"] = "stdout"): void {
	log.write(stream, Buffer.from(text));
}

export function shown(lines: readonly Line[]): string[] {
	return lines.map((line) => `${line.stream} ${line.text}`);
}

/** Bytes of both files of a log. */
export function diskUse(path: string): number {
	return sizeOf(path) + sizeOf(`${path}.1`);
}

function sizeOf(file: string): number {
	return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}
