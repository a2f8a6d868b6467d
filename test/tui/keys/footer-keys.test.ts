import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Where } from "../../../src/tui/keys/binding.ts";
import type { FooterKey } from "../../../src/tui/keys/footer-keys.ts";
import { footerKeys, footerWidth } from "../../../src/tui/keys/footer-keys.ts";
import type { BindingId } from "../../../src/tui/keys/key-table.ts";
import { rebind } from "../../../src/tui/keys/rebind.ts";

const line = (keys: readonly FooterKey[]) => ` ${keys.map(({ key, label }) => `${key} ${label}`).join("  ")}`;
const places: readonly Where[] = [
	...(["composer", "card", "panes", "attach", "search"] as const),
	...(["help", "palette", "agents", "logins", "leave", "confirm"] as const),
];

/** Most of the time the monitor runs, nothing can be taken back, no search is on, and there is one page. */
const usual: ReadonlySet<BindingId> = new Set<BindingId>(["clear", "undo", "next-match", "follow", "page-on"]);

describe("footerKeys", () => {
	const check = (where: Where, width: number, expected: string) =>
		it(`${where} at ${width}`, () => expect(line(footerKeys(where, width, { skip: usual }))).toBe(expected));

	check("panes", 85, " f forward  m mute  x kill  a auto  d drop  z zoom  / search  Tab panes  ? help");
	check("panes", 60, " f forward  m mute  x kill  z zoom  Tab panes  ? help");
	check("panes", 20, " f forward  ? help");
	check("panes", 8, " ? help");
	check("panes", 6, " ");
	check("card", 60, " a run  f forward  A always  r refuse  Tab panes  ? help");
	check("composer", 60, " Enter send  Ctrl+g KEY pane-key  Tab panes  Ctrl+g ? help");
	check("help", 60, " Down scroll  Esc q close");
	check("attach", 40, " Ctrl+] back");
	check("leave", 60, " d Enter detach  s stop  Esc stay");
	check("logins", 60, " Enter choose  1…9 number  Up up  Down down  Esc close");
	check("confirm", 60, " y yes  n Esc no");

	it("shows in the composer how to get help, since ? is text there", () => {
		expect(line(footerKeys("composer", 200))).toMatch(/^ Enter send .* Ctrl\+g \? help$/);
		expect(line(footerKeys("composer", 20))).toBe(" Ctrl+g ? help");
	});

	it("leaves keys out that mean nothing, and takes better words", () => {
		const keys = footerKeys("panes", 40, {
			skip: new Set<BindingId>([...usual, "forward"]),
			labels: { mute: "unmute" },
		});
		expect(line(keys)).toBe(" m unmute  x kill  Tab panes  ? help");
	});

	it("shows the person's own keys", () => {
		const bindings = rebind({ forward: "p", help: "F2", chord: "Ctrl+T" });
		if (!bindings.ok) throw new Error(bindings.failure.message);
		expect(line(footerKeys("panes", 20, { bindings: bindings.value }))).toBe(" p forward  F2 help");
		expect(line(footerKeys("composer", 20, { bindings: bindings.value }))).toBe(" Ctrl+T F2 help");
	});

	it("always fits, and never loses a key at a larger width", () => {
		fc.assert(
			fc.property(fc.constantFrom(...places), fc.integer({ min: 0, max: 250 }), (where, width) => {
				const keys = footerKeys(where, width);
				if (keys.length > 0) expect(line(keys).length).toBe(footerWidth(keys));
				if (keys.length > 0) expect(footerWidth(keys)).toBeLessThanOrEqual(width);
				const wider = new Set(footerKeys(where, width + 1).map((key) => key.id));
				expect(keys.every((key) => wider.has(key.id))).toBe(true);
				if (where === "panes" && width >= 8) expect(keys.at(-1)?.id).toBe("help");
			}),
		);
	});
});
