import unicode11 from "@xterm/addon-unicode11";
import type { Terminal } from "@xterm/headless";

/** Marks that stand on one character. No language needs more; what needs them is text made to overflow. */
const mostMarks = 16;

/** The properties of a character as xterm packs them: one bit for "joins the one before", two for its width, then a state. */
const stateShift = 3;
const joins = 1;
const oneCell = 1 << 1;

type Widths = Parameters<Terminal["unicode"]["register"]>[0] & {
	charProperties(codepoint: number, preceding: number): number;
};

/**
 * Gives a terminal the widths of Unicode 11, with a bound on the marks that join one character:
 * each cell would otherwise grow for as long as a script prints nothing else. The next mark stands alone.
 */
export function useBoundedMarks(terminal: Terminal): void {
	const [known] = widthsOf11();
	if (!known) return;
	const bounded: Widths = {
		version: "bounded",
		wcwidth: (codepoint) => known.wcwidth(codepoint),
		charProperties: (codepoint, preceding) => {
			if (codepoint < 128) return oneCell;
			const properties = known.charProperties(codepoint, preceding);
			const marks = (properties & joins) === 0 ? 0 : (preceding >> stateShift) + 1;
			return marks > mostMarks ? oneCell : (properties & 7) | (marks << stateShift);
		},
	};
	terminal.unicode.register(bounded);
	terminal.unicode.activeVersion = bounded.version;
}

/** What the addon would register. */
function widthsOf11(): Widths[] {
	const found: Widths[] = [];
	const unicode = { register: (widths: Widths) => found.push(widths) };
	new unicode11.Unicode11Addon().activate({ unicode } as unknown as Terminal);
	return found;
}
