/** Waits for a condition that has no event of its own: asks again after 20 ms, then ever less often, and fails with what was awaited. */
export async function until<T>(
	what: string,
	condition: () => T | Promise<T>,
	timeoutMs = 10_000,
): Promise<Exclude<T, false | undefined>> {
	const deadline = performance.now() + timeoutMs;
	let pauseMs = 20;
	for (;;) {
		const found = await condition();
		if (found !== false && found !== undefined) return found as Exclude<T, false | undefined>;
		if (performance.now() > deadline) throw new Error(`not within ${timeoutMs} ms: ${what}`);
		await new Promise((resolve) => setTimeout(resolve, pauseMs));
		pauseMs = Math.min(100, pauseMs * 1.3);
	}
}
