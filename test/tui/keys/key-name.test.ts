import { describe, expect, it } from "vitest";
import { insertsText, parseKey, strokeId } from "../../../src/tui/keys/key-name.ts";

const plain = { ctrl: false, alt: false, shift: false };

describe("parseKey", () => {
	const check = (text: string, expected: string | undefined) =>
		it(`reads ${JSON.stringify(text)} as ${expected}`, () => expect(parseKey(text)).toBe(expected));

	check("f", "f");
	check("F", "F");
	check("Shift+f", "F");
	check("Ctrl+g", "ctrl+g");
	check("ctrl+G", "ctrl+g");
	check("Ctrl+]", "ctrl+]");
	check("Ctrl+_", "ctrl+_");
	check("Ctrl++", "ctrl++");
	check("+", "+");
	check("Alt+b", "alt+b");
	check("Alt+B", "alt+B");
	check("Alt+Ctrl+x", "ctrl+alt+x");
	check("Shift+Tab", "shift+tab");
	check("Esc", "escape");
	check("Return", "enter");
	check("PgUp", "pageup");
	check("pgdn", "pagedown");
	check(" Space ", "space");
	check("F1", "f1");
	check("f35", "f35");
	check("ж", "ж");
	check("👍", "👍");
	check("F36", undefined);
	check("Ctrl+", undefined);
	check("Hyper+x", undefined);
	check("wheelup", undefined);
	check("", undefined);
	check("\u0007", undefined);
});

describe("strokeId", () => {
	const check = (stroke: Parameters<typeof strokeId>[0], expected: string) =>
		it(`names ${expected}`, () => expect(strokeId(stroke)).toBe(expected));

	check({ ...plain, name: "f" }, "f");
	check({ ...plain, name: "G" }, "G");
	check({ ...plain, name: "g", ctrl: true }, "ctrl+g");
	check({ ...plain, name: "tab", shift: true }, "shift+tab");
	check({ ...plain, name: "enter", alt: true }, "alt+enter");
	check({ name: "left", ctrl: true, alt: true, shift: true }, "ctrl+alt+shift+left");
});

describe("insertsText", () => {
	const check = (id: string, expected: boolean) =>
		it(`${id}: ${expected}`, () => expect(insertsText(id)).toBe(expected));

	check("f", true);
	check("space", true);
	check("é", true);
	check("ctrl+f", false);
	check("enter", false);
	check("f1", false);
});
