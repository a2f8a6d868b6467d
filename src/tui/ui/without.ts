type OptionalKey<T> = { [K in keyof T]-?: object extends Pick<T, K> ? K : never }[keyof T];

/** A copy without some of its optional fields. The value itself when it has none of them. */
export function without<T extends object>(value: T, ...keys: readonly OptionalKey<T>[]): T {
	if (!keys.some((key) => key in value)) return value;
	const copy = { ...value };
	for (const key of keys) delete copy[key];
	return copy;
}
