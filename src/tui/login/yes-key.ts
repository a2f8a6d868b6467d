import { once } from "node:events";
import { listenKeys } from "../screen/input/input-source.ts";
import type { Key } from "../screen/key.ts";

/** What is typed so soon after the question was typed ahead of it, and answers nothing; in milliseconds. */
const guardMs = 300;

/** Keys by which people say no, or go away. */
const no: ReadonlySet<string> = new Set(["n", "q", "enter", "escape"]);

/**
 * Waits for the key that answers a question; other keys are passed over. A terminal that is gone says no.
 * Keys come raw: in its other mode the end of input, which is Ctrl+D, would end it for good.
 */
export async function pressesYes(stdin: NodeJS.ReadStream): Promise<boolean> {
	const asked = performance.now();
	const over = new AbortController();
	const answered = new Promise<boolean>((resolve) => {
		const stop = listenKeys(stdin, (keys) => {
			if (performance.now() - asked < guardMs) return;
			const answer = keys.map(answerOf).find((one) => one !== undefined);
			if (answer !== undefined) resolve(answer);
		});
		over.signal.addEventListener("abort", stop);
	});
	const gone = once(stdin, "close", { signal: over.signal }).then(
		() => false,
		() => false,
	);
	stdin.setRawMode(true);
	try {
		return await Promise.race([answered, gone]);
	} finally {
		over.abort();
		stdin.setRawMode(false);
		// Reading ends in one of the next turns of the event loop, and whoever reads next must find all keys there.
		await new Promise((resolve) => setImmediate(resolve));
	}
}

function answerOf(key: Key): boolean | undefined {
	if (key.kind !== "press" || key.alt) return undefined;
	if (key.ctrl) return key.name === "c" || key.name === "d" ? false : undefined;
	const name = key.name.toLowerCase();
	if (name === "y") return true;
	return no.has(name) ? false : undefined;
}
