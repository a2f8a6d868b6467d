import { describe, expect, it } from "vitest";
import { helpSections } from "../../../src/tui/keys/help-sections.ts";
import { lookup } from "../../../src/tui/keys/lookup.ts";
import type { Overrides } from "../../../src/tui/keys/rebind.ts";
import { rebind } from "../../../src/tui/keys/rebind.ts";

const press = (name: string, ctrl = false) => ({ name, ctrl, alt: false, shift: false });

describe("rebind", () => {
	it("gives a command another key, and takes the old one away", () => {
		const bindings = rebind({ forward: "p", "go-to": ["q"], chord: "Ctrl+T" });
		if (!bindings.ok) throw new Error(bindings.failure.message);
		expect(lookup("panes", press("p"), bindings.value)?.id).toBe("forward");
		expect(lookup("panes", press("f"), bindings.value)).toBeUndefined();
		expect(lookup("composer", press("t", true), bindings.value)?.id).toBe("chord");
		const help = helpSections(bindings.value).flatMap((section) => section.lines);
		expect(help.find((line) => line.help.startsWith("Forward the chosen"))?.keys).toBe("p");
		expect(help.find((line) => line.help.startsWith("Go to the monitor"))?.keys).toBe("q");
	});

	it("lets two commands change places", () => {
		const bindings = rebind({ forward: "d", drop: ["f"] });
		expect(bindings.ok && lookup("panes", press("d"), bindings.value)?.id).toBe("forward");
	});

	const refuses = (overrides: Overrides, message: string) =>
		it(`refuses ${JSON.stringify(overrides)}`, () => {
			const bindings = rebind(overrides);
			expect(bindings.ok ? "accepted" : bindings.failure.message).toBe(message);
			expect(bindings.ok ? "" : bindings.failure.code).toBe("bad-usage");
			expect(bindings.ok ? "" : bindings.failure.remedy).toBeTruthy();
		});

	refuses({ fly: "f" }, 'keys: there is no command "fly"');
	refuses({ toString: "f" } as Overrides, 'keys: there is no command "toString"');
	refuses({ forward: "Hyper+f" }, 'keys: "forward": there is no key "Hyper+f"');
	refuses({ forward: [] }, 'keys: "forward" needs at least one key');
	refuses({ forward: "m" }, 'keys: "m" is both "forward" and "mute"');
	refuses({ forward: "Tab" }, 'keys: "Tab" is both "forward" and "next-area"');
	refuses({ send: "s" }, 'keys: "send": "s" is text there');
	refuses({ "next-area": "n" }, 'keys: "next-area": "n" is text there');
	refuses({ detach: "q" }, 'keys: "detach": "q" is text there');
	refuses({ "search-end": "Space" }, 'keys: "search-end": "Space" is text there');
});
