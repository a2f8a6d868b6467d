const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;

/** An age in as few cells as say enough: `9s`, `4m`, `1h`, `2d`. Takes milliseconds; less than none is none. */
export function shortAge(ms: number): string {
	const seconds = Math.max(0, Math.floor(ms / 1000));
	if (seconds < minute) return `${seconds}s`;
	if (seconds < hour) return `${Math.floor(seconds / minute)}m`;
	if (seconds < day) return `${Math.floor(seconds / hour)}h`;
	return `${Math.floor(seconds / day)}d`;
}
