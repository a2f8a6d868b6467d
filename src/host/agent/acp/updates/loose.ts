/** An object as it came over the wire: nothing is known of its members. */
export type Loose = Readonly<Record<string, unknown>>;

/** The value as an object; an empty one when it is none. */
export function asRecord(value: unknown): Loose {
	return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Loose) : {};
}

/** The value as a list; an empty one when it is none. */
export function asList(value: unknown): readonly unknown[] {
	return Array.isArray(value) ? value : [];
}

/** The value when it is a text. */
export function asText(value: unknown): string | undefined {
	return typeof value === "string" ? value : undefined;
}

/** The value when it is a finite number. */
export function asNumber(value: unknown): number | undefined {
	return typeof value === "number" && Number.isFinite(value) ? value : undefined;
}
