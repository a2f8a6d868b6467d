/** The value below which the share `q` (0 to 1) of the values lies; the nearest one, not between two. */
export function quantile(values: readonly number[], q: number): number {
	const sorted = [...values].sort((a, b) => a - b);
	const at = Math.min(sorted.length - 1, Math.max(0, Math.ceil(q * sorted.length) - 1));
	return sorted[at] ?? Number.NaN;
}
