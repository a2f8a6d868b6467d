/** Keys by the last character of `CSI … X` and `SS3 X`. */
export const finalNames: ReadonlyMap<string, string> = new Map([
	["A", "up"],
	["B", "down"],
	["C", "right"],
	["D", "left"],
	["F", "end"],
	["H", "home"],
	["I", "tab"],
	["M", "enter"],
	["P", "f1"],
	["Q", "f2"],
	["R", "f3"],
	["S", "f4"],
]);

/** Keys by the number of `CSI n ~`. */
export const tildeNames: ReadonlyMap<number, string> = new Map([
	[1, "home"],
	[2, "insert"],
	[3, "delete"],
	[4, "end"],
	[5, "pageup"],
	[6, "pagedown"],
	[7, "home"],
	[8, "end"],
	...functionKeys([11, 12, 13, 14, 15, 17, 18, 19, 20, 21, 23, 24, 25, 26, 28, 29, 31, 32, 33, 34]),
]);

/** Keys of the Linux console by the last character of `CSI [ X`. */
export const linuxNames: ReadonlyMap<string, string> = new Map(
	[..."ABCDE"].map((final, index) => [final, `f${index + 1}`]),
);

/** Characters of the numeric keypad in application mode by the last character of `SS3 X`. */
export const keypadCharacters: ReadonlyMap<string, string> = new Map(
	[..."jklmnopqrstuvwxyX "].map((final, index) => [final, "*+,-./0123456789= "[index] ?? ""]),
);

function functionKeys(codes: readonly number[]): readonly (readonly [number, string])[] {
	return codes.map((code, index) => [code, `f${index + 1}`] as const);
}
