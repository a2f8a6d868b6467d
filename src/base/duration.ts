const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** A span of time for a person: `250ms`, `5.1s`, `3m02s`, `1h05m`, `2d03h`. Takes milliseconds; less than none is none. */
export function formatDuration(ms: number): string {
	const whole = Math.max(0, Math.round(ms));
	if (whole < second) return `${whole}ms`;
	const tenths = Math.round(whole / 100) / 10;
	if (tenths < 60) return `${tenths}s`;
	const seconds = Math.round(whole / second) * second;
	if (seconds < hour) return pair({ ms: seconds, big: minute, small: second, letters: "ms" });
	if (seconds < day) return pair({ ms: seconds, big: hour, small: minute, letters: "hm" });
	return pair({ ms: seconds, big: day, small: hour, letters: "dh" });
}

/**
 * Milliseconds of `30s`, `5m`, `1h30m`, `1.5s`, `250ms`; a bare number is seconds, as `sleep` and `timeout` read it.
 * Undefined when the text is no duration.
 */
export function parseDuration(text: string): number | undefined {
	const trimmed = text.trim();
	if (/^\d+(\.\d+)?$/.test(trimmed)) return Math.round(Number(trimmed) * second);
	const parts = durationPattern.exec(trimmed);
	if (parts === null || trimmed === "") return undefined;
	const units = [day, hour, minute, second, 1];
	return Math.round(units.reduce((sum, unit, index) => sum + Number(parts[index + 1] ?? 0) * unit, 0));
}

const amount = String.raw`(\d+(?:\.\d+)?)`;
const durationPattern = new RegExp(
	`^(?:${amount}d)?(?:${amount}h)?(?:${amount}m(?!s))?(?:${amount}s)?(?:${amount}ms)?$`,
);

function pair(span: { ms: number; big: number; small: number; letters: string }): string {
	const rest = Math.floor((span.ms % span.big) / span.small);
	const padded = String(rest).padStart(2, "0");
	return `${Math.floor(span.ms / span.big)}${span.letters[0]}${padded}${span.letters[1]}`;
}
