const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** A span of milliseconds as a person says it: `12 s`, `3 min`, `2 h`, `4 d`. */
export function span(ms: number): string {
	if (ms < minute) return `${Math.max(0, Math.round(ms / 1000))} s`;
	if (ms < hour) return `${Math.round(ms / minute)} min`;
	if (ms < 2 * day) return `${Math.round(ms / hour)} h`;
	return `${Math.round(ms / day)} d`;
}

/** `1 event`, `2 events`. */
export function several(count: number, noun: string): string {
	return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

/** One line of at most `length` characters, cut between graphemes. */
export function shorten(text: string, length: number): string {
	const line = text.replace(/\s+/g, " ").trim();
	if (line.length <= length) return line;
	let kept = "";
	for (const { segment } of new Intl.Segmenter().segment(line.slice(0, length * 2))) {
		if (kept.length + segment.length > length - 1) break;
		kept += segment;
	}
	return `${kept}…`;
}

/** What stays the same when a line comes again with another time, number or id. */
export function mask(text: string): string {
	return text.replace(/\b[0-9a-f]{8,}\b|\d+(?:[.:,]\d+)*/gi, "#").slice(0, 200);
}

/** A place relative to the session's directory, when it is in it. */
export function near(place: string, cwd: string | undefined): string {
	return cwd !== undefined && place.startsWith(`${cwd}/`) ? place.slice(cwd.length + 1) : place;
}
