/** A key as the table knows it. Every key press has these fields. */
export type Stroke = {
	readonly name: string;
	readonly ctrl: boolean;
	readonly alt: boolean;
	readonly shift: boolean;
};

/** One spelling per key, so that a press and a line of the table can be compared: `ctrl+g`, `shift+tab`, `F`. */
export function strokeId(stroke: Stroke): string {
	const { ctrl, alt, shift } = stroke;
	const name = ctrl && isCharacter(stroke.name) ? stroke.name.toLowerCase() : stroke.name;
	return `${ctrl ? "ctrl+" : ""}${alt ? "alt+" : ""}${shift ? "shift+" : ""}${name}`;
}

/** The id of a key as people write it: `Ctrl+g`, `shift+Tab`, `PgUp`, `F`. Undefined when there is no such key. */
export function parseKey(text: string): string | undefined {
	const parts = /^((?:(?:ctrl|alt|shift)\+)*)(.+)$/isu.exec(text.trim());
	const name = keyName(parts?.[2] ?? "");
	if (name === undefined) return undefined;
	const held = new Set((parts?.[1] ?? "").toLowerCase().split("+"));
	const stroke = { name, ctrl: held.has("ctrl"), alt: held.has("alt"), shift: held.has("shift") };
	return strokeId(isCharacter(name) ? withoutShift(stroke) : stroke);
}

/** Whether a key would put text into the composer, so that it cannot be a command there. */
export function insertsText(id: string): boolean {
	return id === "space" || isCharacter(id);
}

const aliases: ReadonlyMap<string, string> = new Map([
	...["enter", "tab", "escape", "space", "backspace", "delete", "insert", "home", "end"].map(same),
	...["pageup", "pagedown", "up", "down", "left", "right"].map(same),
	["return", "enter"],
	["esc", "escape"],
	["del", "delete"],
	["ins", "insert"],
	["pgup", "pageup"],
	["pgdn", "pagedown"],
]);

function keyName(text: string): string | undefined {
	if (isCharacter(text)) return text;
	const name = text.toLowerCase();
	return /^f([1-9]|[12]\d|3[0-5])$/.test(name) ? name : aliases.get(name);
}

/** A terminal does not report Shift on a character: the character itself says it. */
function withoutShift(stroke: Stroke): Stroke {
	return stroke.shift ? { ...stroke, shift: false, name: stroke.name.toUpperCase() } : stroke;
}

function isCharacter(name: string): boolean {
	return [...name].length === 1 && !/[\p{Cc}\s]/u.test(name);
}

function same(name: string): [string, string] {
	return [name, name];
}
