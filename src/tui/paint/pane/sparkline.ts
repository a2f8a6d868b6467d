/** The newest `count` rates as bars, each a height of `bars` in proportion to the highest of them; zero is the lowest bar. */
export function sparkline(rates: readonly number[], count: number, bars: readonly string[]): string {
	const shown = rates.slice(-count);
	const highest = Math.max(0, ...shown);
	if (highest === 0) return "";
	const height = (rate: number) => Math.ceil((Math.max(0, rate) / highest) * (bars.length - 1));
	return shown.map((rate) => bars[height(rate)] ?? "").join("");
}

/** Lines a second for a person: `3/s`, `0.4/s`, `1.2k/s`; empty for none. */
export function formatRate(perSecond: number): string {
	if (perSecond < 0.05) return "";
	if (perSecond >= 999.5) return `${trimZero((perSecond / 1000).toFixed(1))}k/s`;
	return perSecond >= 9.95 ? `${Math.round(perSecond)}/s` : `${trimZero(perSecond.toFixed(1))}/s`;
}

function trimZero(text: string): string {
	return text.endsWith(".0") ? text.slice(0, -2) : text;
}
