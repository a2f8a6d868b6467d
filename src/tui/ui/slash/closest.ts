/** Words that someone may have meant: those that begin with it, else those at most two edits away, nearest first. */
export function closest(word: string, known: readonly string[]): string[] {
	const begun = word === "" ? [] : known.filter((one) => one.startsWith(word));
	if (begun.length > 0) return begun;
	const near = known.map((one) => ({ one, distance: editDistance(word, one) }));
	return near
		.filter(({ one, distance }) => distance <= Math.min(2, one.length - 2))
		.sort((a, b) => a.distance - b.distance)
		.map(({ one }) => one);
}

/** Insertions, deletions and replacements between two words. Words over 40 characters count as far apart. */
export function editDistance(a: string, b: string): number {
	if (a.length > longestWord || b.length > longestWord) return longestWord;
	let row = Array.from({ length: b.length + 1 }, (_, index) => index);
	for (let i = 1; i <= a.length; i += 1) {
		const next = [i];
		for (let j = 1; j <= b.length; j += 1) {
			const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
			next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
		}
		row = next;
	}
	return row[b.length] ?? 0;
}

const longestWord = 40;
