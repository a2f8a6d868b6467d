/** The colours of the pictures: a dark theme with enough contrast for dimmed text. */
export const theme = { background: "#11131a", foreground: "#d5d9e5", frame: "#2a2e3d" } as const;

const base = [
	["#2b3040", "#f2777a", "#8fd18a", "#e8c46b", "#7aa9f7", "#c297f0", "#6fcfd4", "#c3c8d6"],
	["#6b7390", "#ff9a94", "#b2e8a6", "#ffe08a", "#a3c6ff", "#dcbcff", "#9be9ec", "#f4f6fb"],
].flat();

/** A palette index, `#rrggbb` or undefined to a colour that a browser knows. */
export function colourOf(colour: string | number | undefined, fallback: string): string {
	if (colour === undefined) return fallback;
	return typeof colour === "string" ? colour : indexed(colour);
}

/** 16 colours of the theme, a cube of 6×6×6, 24 greys. */
function indexed(index: number): string {
	if (index < 16) return base[index] ?? theme.foreground;
	if (index >= 232) return rgb([8, 8, 8].map((value) => value + (index - 232) * 10));
	const cube = index - 16;
	const levels = [Math.floor(cube / 36), Math.floor(cube / 6) % 6, cube % 6];
	return rgb(levels.map((level) => (level === 0 ? 0 : 55 + level * 40)));
}

function rgb(parts: readonly number[]): string {
	return `#${parts.map((part) => part.toString(16).padStart(2, "0")).join("")}`;
}
