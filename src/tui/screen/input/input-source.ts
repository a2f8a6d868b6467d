import type { Stop } from "../../../base/disposable.ts";
import type { Key } from "../key.ts";
import { createInputParser } from "./input-parser.ts";

/** Milliseconds after which a lone ESC is the Escape key. */
const escapeDelayMs = 25;

/** Reads keys from a terminal's input until stopped. One call of `onKeys` per chunk that held any. */
export function listenKeys(stdin: NodeJS.ReadableStream, onKeys: (keys: Key[]) => void): Stop {
	const parser = createInputParser();
	let timer: NodeJS.Timeout | undefined;
	const report = (keys: Key[]) => {
		if (keys.length > 0) onKeys(keys);
	};
	const onData = (chunk: Uint8Array | string) => {
		clearTimeout(timer);
		report(parser.push(typeof chunk === "string" ? Buffer.from(chunk) : chunk));
		if (parser.waiting()) timer = setTimeout(() => report(parser.flush()), escapeDelayMs);
	};
	stdin.on("data", onData);
	stdin.resume();
	return () => {
		clearTimeout(timer);
		stdin.off("data", onData);
		stdin.pause();
	};
}
