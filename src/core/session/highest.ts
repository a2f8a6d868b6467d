/**
 * What ids of a kind are counted from after one more was seen, such as `e12`.
 * It never goes back, so that ids stay unique when the beginning of a history is missing.
 */
export function highest(counted: number, id: string): number {
	const number = /^[a-z](\d{1,15})$/.exec(id)?.[1];
	return number === undefined ? counted : Math.max(counted, Number(number));
}
