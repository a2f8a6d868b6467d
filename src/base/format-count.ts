/** A whole number with a comma between thousands, the same in every locale: `12,345`. */
export function formatCount(count: number): string {
	return String(Math.trunc(count)).replace(/\B(?=(\d{3})+$)/g, ",");
}

/** A count with its noun, `1 line` or `12,345 lines`; the plural takes an `s`. */
export function countOf(count: number, noun: string): string {
	return `${formatCount(count)} ${noun}${count === 1 ? "" : "s"}`;
}
