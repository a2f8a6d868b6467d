import { expect, test } from "vitest";
import type { Colours, Turn } from "../../../../src/host/agent/playbook/colours.ts";
import { recolour, redSince, worstRed } from "../../../../src/host/agent/playbook/colours.ts";
import type { Family } from "../../../../src/host/agent/playbook/signatures/signature.ts";

const bad = (family: Family) => ({ family, tone: "red", title: `${family} is bad`, more: 0 }) as const;
const good = (family: Family) => ({ family, tone: "green", title: `${family} is good`, more: 0 }) as const;
const red = (family: Family, since: number) => ({ [family]: { title: `${family} is bad`, since } });

test.each<[string, Colours, Parameters<typeof recolour>[1], Colours, Turn]>([
	["nothing known", { reds: {} }, [], { reds: {} }, { type: "none" }],
	["first good news", { reds: {} }, [good("up")], { reds: {}, greenSince: 9 }, { type: "none" }],
	["more good news", { reds: {}, greenSince: 1 }, [good("test")], { reds: {}, greenSince: 1 }, { type: "none" }],
	["first bad news", { reds: {} }, [bad("test")], { reds: red("test", 9) }, { type: "none" }],
	["bad after good", { reds: {}, greenSince: 4 }, [bad("exit")], { reds: red("exit", 9) }, { type: "to-red", ms: 5 }],
	["bad after bad", { reds: red("test", 2) }, [bad("test")], { reds: red("test", 2) }, { type: "still-red", ms: 7 }],
	[
		"good after bad",
		{ reds: red("test", 2) },
		[good("test")],
		{ reds: {}, greenSince: 9 },
		{ type: "to-green", ms: 7, was: "test is bad" },
	],
	[
		"good for a part",
		{ reds: { ...red("test", 2), ...red("compile", 3) } },
		[good("compile")],
		{ reds: red("test", 2) },
		{ type: "partly-green", left: "test is bad" },
	],
	["good for another", { reds: red("test", 2) }, [good("up")], { reds: red("test", 2) }, { type: "none" }],
	["what passes", { reds: {}, greenSince: 4 }, [bad("http")], { reds: {}, greenSince: 4 }, { type: "none" }],
])("%s", (_, before, ...[findings, colours, turn]) => {
	expect(recolour(before, findings, 9)).toEqual({ colours, turn });
});

test("the worst of several failures is the one that explains most, and red counts from the first", () => {
	const colours = { reds: { ...red("exit", 2), ...red("compile", 3), ...red("test", 4) } };
	expect(worstRed(colours)?.title).toBe("compile is bad");
	expect(redSince(colours)).toBe(2);
	expect([worstRed({ reds: {} }), redSince({ reds: {} })]).toEqual([undefined, undefined]);
});
