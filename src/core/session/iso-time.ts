/** A moment (ms since the epoch) as `2026-02-28T23:59:59.999Z`, for years from 1970 on. */
export function isoTime(at: number): string {
	const ms = Math.max(0, Math.trunc(at));
	const days = Math.floor(ms / dayMs);
	const rest = ms - days * dayMs;
	const { year, month, day } = civilDate(days);
	const date = `${pad(year, 4)}-${pad(month)}-${pad(day)}`;
	const time = [rest / 3_600_000, (rest / 60_000) % 60, (rest / 1000) % 60].map((part) => pad(Math.floor(part)));
	return `${date}T${time.join(":")}.${pad(rest % 1000, 3)}Z`;
}

const dayMs = 86_400_000;

/**
 * The Gregorian date of a day counted from 1970-01-01.
 * Years are taken to begin in March, so that the leap day is their last; 400 of them are 146,097 days.
 */
function civilDate(days: number): { year: number; month: number; day: number } {
	const shifted = days + 719_468;
	const era = Math.floor(shifted / 146_097);
	const dayOfEra = shifted - era * 146_097;
	const leaps = Math.floor(dayOfEra / 1460) - Math.floor(dayOfEra / 36_524) + Math.floor(dayOfEra / 146_096);
	const yearOfEra = Math.floor((dayOfEra - leaps) / 365);
	const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
	const fromMarch = Math.floor((5 * dayOfYear + 2) / 153);
	const month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
	const day = dayOfYear - Math.floor((153 * fromMarch + 2) / 5) + 1;
	return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day };
}

function pad(value: number, width = 2): string {
	return String(value).padStart(width, "0");
}
