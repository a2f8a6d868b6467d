/** A promise's value, or undefined when it did not come within `ms` milliseconds. Rejections pass through. */
export async function within<T>(ms: number, promise: Promise<T>): Promise<{ value: T } | undefined> {
	let timer: NodeJS.Timeout | undefined;
	const bound = new Promise<undefined>((resolve) => {
		timer = setTimeout(resolve, ms, undefined);
	});
	try {
		return await Promise.race([promise.then((value) => ({ value })), bound]);
	} finally {
		clearTimeout(timer);
	}
}
