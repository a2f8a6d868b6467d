/** Waits for a condition that has no event of its own: asks again every 20 ms, and fails with what was awaited. */
export async function until<T>(
	what: string,
	condition: () => T | Promise<T>,
	timeoutMs = 10_000,
): Promise<Exclude<T, false | undefined>> {
	const deadline = performance.now() + timeoutMs;
	for (;;) {
		const found = await condition();
		if (found !== false && found !== undefined) return found as Exclude<T, false | undefined>;
		if (performance.now() > deadline) throw new Error(`not within ${timeoutMs} ms: ${what}`);
		await new Promise((resolve) => setTimeout(resolve, 20));
	}
}
