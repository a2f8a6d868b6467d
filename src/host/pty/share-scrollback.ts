/**
 * Rows of scrollback for each of so many terminals: `each`, as long as all have twice that together, and a tenth at least.
 * A row takes some 1.5 kB in memory, whatever stands in it; the raw log on disk has what a terminal let go.
 */
export function shareScrollback(each: number, terminals: number): number {
	const share = Math.floor((2 * each) / Math.max(1, terminals));
	return Math.min(each, Math.max(share, Math.ceil(each / 10)));
}
