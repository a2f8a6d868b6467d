/** Resolves after so many milliseconds. */
export function sleep(ms: number): Promise<void> {
	return new Promise((resolve) => setTimeout(resolve, ms));
}

/** Looks again every `everyMs` until `test` gives something; throws when it did not within `boundMs`. */
export async function until<T>(
	what: string,
	test: () => T | undefined | false,
	{ boundMs = 10_000, everyMs = 5 } = {},
): Promise<T> {
	const deadline = performance.now() + boundMs;
	for (;;) {
		const found = test();
		if (found !== undefined && found !== false) return found;
		if (performance.now() > deadline) throw new Error(`no ${what} within ${boundMs} ms`);
		await sleep(everyMs);
	}
}
