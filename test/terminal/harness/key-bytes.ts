const esc = "\u001b";

const named: Readonly<Record<string, string>> = {
	Enter: "\r",
	Tab: "\t",
	"Shift+Tab": `${esc}[Z`,
	Escape: esc,
	Space: " ",
	Backspace: "\u007f",
	Delete: `${esc}[3~`,
	Up: `${esc}[A`,
	Down: `${esc}[B`,
	Right: `${esc}[C`,
	Left: `${esc}[D`,
	Home: `${esc}[H`,
	End: `${esc}[F`,
	PageUp: `${esc}[5~`,
	PageDown: `${esc}[6~`,
	F1: `${esc}OP`,
	F2: `${esc}OQ`,
};

/** The bytes a terminal sends for a key: `Enter`, `Up`, `a`, `Ctrl+g`, `Alt+1`, `Alt+Enter`, … Throws on an unknown name. */
export function keyBytes(name: string): string {
	const known = named[name];
	if (known !== undefined) return known;
	if (name.startsWith("Alt+")) return esc + keyBytes(name.slice(4));
	if (name.startsWith("Ctrl+") && name.length === 6) return controlByte(name.slice(5));
	if ([...name].length === 1) return name;
	throw new Error(`no bytes for the key "${name}"`);
}

function controlByte(character: string): string {
	return String.fromCharCode(character.toUpperCase().charCodeAt(0) & 0x1f);
}
