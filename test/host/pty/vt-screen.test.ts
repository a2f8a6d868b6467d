import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { VtScreen } from "../../../src/host/pty/vt-screen.ts";

type Noted = { screen: VtScreen; replies: string[]; changes: () => number };

function open(size: { cols?: number; rows?: number; scrollback?: number } = {}): Noted {
	const replies: string[] = [];
	let changes = 0;
	const screen = new VtScreen({
		...{ cols: 20, rows: 4, scrollback: 100, ...size },
		onChange: () => {
			changes += 1;
		},
		onReply: (data) => replies.push(data),
	});
	return { screen, replies, changes: () => changes };
}

async function shown(bytes: string | Uint8Array, size: Parameters<typeof open>[0] = {}): Promise<readonly string[]> {
	const { screen } = open(size);
	screen.write(typeof bytes === "string" ? Buffer.from(bytes) : bytes);
	await screen.settled();
	return screen.frame(0).rows;
}

const e = "\u001b";
const cases: [name: string, bytes: string, rows: string[]][] = [
	["plain text", "one\r\ntwo", ["one", "two", "", ""]],
	["no trailing blanks", "one   \r\n   two", ["one", "   two", "", ""]],
	["a carriage return", "50%\r99%", ["99%", "", "", ""]],
	["colours of the palette", `${e}[31mred${e}[0m plain`, [`${e}[0;38;5;1mred${e}[0m plain`, "", "", ""]],
	["bright and 256 colours", `${e}[91ma${e}[38;5;200mb`, [`${e}[0;38;5;9ma${e}[0;38;5;200mb${e}[0m`, "", "", ""]],
	["true colours", `${e}[38;2;1;2;3;48;2;4;5;6mx`, [`${e}[0;38;2;1;2;3;48;2;4;5;6mx${e}[0m`, "", "", ""]],
	["attributes", `${e}[1;2;3;4;7;8;9mx`, [`${e}[0;1;2;3;4;7;8;9mx${e}[0m`, "", "", ""]],
	["blanks with a background stay", `${e}[41m  ${e}[0m`, [`${e}[0;48;5;1m  ${e}[0m`, "", "", ""]],
	["wide characters take two cells and are told once", "日本", ["日本", "", "", ""]],
	["a cluster", "👍e\u0301x", ["👍e\u0301x", "", "", ""]],
	["a cleared screen", `gone${e}[2J${e}[Hnew`, ["new", "", "", ""]],
	[
		"a title and a bell leave no trace, a hyperlink is underlined",
		`${e}]0;title\u0007a\u0007${e}]8;;http://x${e}\\b${e}]8;;${e}\\`,
		[`a${e}[0;4mb${e}[0m`, "", "", ""],
	],
	["the other screen", `first${e}[?1049hfull`, ["     full", "", "", ""]],
	["and back", `first${e}[?1049hfull${e}[?1049l!`, ["first!", "", "", ""]],
];
for (const [name, bytes, rows] of cases) {
	test(`rows: ${name}`, async () => {
		expect(await shown(bytes)).toEqual(rows);
	});
}

test("whatever a script prints, rows hold text and SGR sequences and nothing else", async () => {
	const piece = fc.oneof(
		fc.string({ unit: "binary", maxLength: 8 }),
		fc.constantFrom(
			`${e}[`,
			`${e}]`,
			`${e}P`,
			"\u009b",
			"\u0090",
			`${e}[31m`,
			`${e}[?1049h`,
			"\u0007",
			"\u007f",
			"\r\n",
		),
		fc.string({ unit: "grapheme", maxLength: 8 }),
	);
	const sgr = new RegExp(`${e}\\[[0-9;]*m`, "g");
	await fc.assert(
		fc.asyncProperty(fc.array(piece, { maxLength: 20 }), async (pieces) => {
			for (const row of await shown(pieces.join(""))) expect(row.replaceAll(sgr, "")).not.toMatch(/\p{Cc}/u);
		}),
		{ numRuns: 60 },
	);
});

test("bytes that are no text do no harm", async () => {
	const bytes = Uint8Array.from({ length: 4096 }, (_, n) => (n * 167 + (n >> 3)) % 256);
	const rows = await shown(bytes);
	expect(rows).toHaveLength(4);
});

describe("scrolled back", () => {
	async function ten(): Promise<VtScreen> {
		const { screen } = open();
		screen.write(Buffer.from(Array.from({ length: 10 }, (_, n) => `line ${n}`).join("\r\n")));
		await screen.settled();
		return screen;
	}

	test("the newest rows have the cursor, older ones have none", async () => {
		const screen = await ten();
		expect(screen.frame(0)).toMatchObject({ offset: 0, scrollback: 6, cursor: { x: 6, y: 3 } });
		expect(screen.frame(2)).toEqual({
			cols: 20,
			rows: ["line 4", "line 5", "line 6", "line 7"],
			scrollback: 6,
			offset: 2,
		});
	});

	test("an offset beyond the oldest row shows the oldest", async () => {
		expect((await ten()).frame(99)).toMatchObject({ offset: 6, rows: ["line 0", "line 1", "line 2", "line 3"] });
	});

	test("a dash that comes in two pieces is shown", async () => {
		const { screen } = open();
		screen.write(Buffer.from([0x61, 0xe2, 0x80]));
		screen.write(Buffer.from([0x94, 0x62]));
		await screen.settled();
		expect(screen.frame(0).rows[0]).toContain("a—b");
	});

	test("what is over a new bound goes at once, and a larger one is filled again", async () => {
		const { screen } = open({ scrollback: 100 });
		const print = async (lines: number): Promise<number> => {
			screen.write(Buffer.from("x\r\n".repeat(lines)));
			await screen.settled();
			return screen.frame(0).scrollback;
		};
		await print(50);
		screen.keep(10);
		expect([screen.frame(0).scrollback, await print(30)]).toEqual([10, 10]);
		screen.keep(40);
		expect(await print(50)).toBe(40);
	});

	test("no more is kept than was asked for", async () => {
		const { screen } = open({ scrollback: 5 });
		screen.write(Buffer.from("x\r\n".repeat(100)));
		await screen.settled();
		expect(screen.frame(0).scrollback).toBe(5);
	});

	test("matches are found with their offsets, newest first", async () => {
		const screen = await ten();
		expect(screen.search((text) => /line [159]/.test(text))).toEqual([0, 1, 5]);
		expect(screen.search(() => false)).toEqual([]);
	});
});

describe("the cursor", () => {
	const rows: [name: string, bytes: string, shows: boolean][] = [
		["is shown at first", "x", true],
		["is hidden by the script", `${e}[?25l`, false],
		["among other modes", `${e}[?7;25l`, false],
		["and shown again", `${e}[?25l${e}[?25h`, true],
		["after a soft reset", `${e}[?25l${e}[!p`, true],
		["after a reset", `${e}[?25l${e}c`, true],
		["another mode does not matter", `${e}[?7l`, true],
	];
	for (const [name, bytes, shows] of rows) {
		test(name, async () => {
			const { screen } = open();
			screen.write(Buffer.from(bytes));
			await screen.settled();
			expect(screen.frame(0).cursor !== undefined).toBe(shows);
		});
	}

	test("stays on the screen when a row is full", async () => {
		const { screen } = open({ cols: 5 });
		screen.write(Buffer.from("12345"));
		await screen.settled();
		expect(screen.frame(0).cursor).toEqual({ x: 4, y: 0 });
	});
});

describe("errors", () => {
	test("are dimmed, and a character may come in pieces", async () => {
		const { screen } = open();
		const bytes = Buffer.from("é!");
		screen.writeStderr(bytes.subarray(0, 1));
		screen.write(Buffer.from("out"));
		screen.writeStderr(bytes.subarray(1));
		await screen.settled();
		expect(screen.frame(0).rows[0]).toBe(`out${e}[0;2mé!${e}[0m`);
	});
});

describe("between two runs", () => {
	const leftovers: [name: string, bytes: string][] = [
		["a colour", `${e}[41;5mred`],
		["the other screen", `${e}[?1049hfull`],
		["a hidden cursor", `${e}[?25lx`],
		["half a sequence", `x${e}[38;5`],
		["half a title", `x${e}]0;title`],
		["a scroll region and a cursor at the top", `a\r\nb${e}[1;2r${e}[H`],
		["origin mode", `${e}[2;3r${e}[?6h`],
	];
	for (const [name, bytes] of leftovers) {
		test(`${name} ends there`, async () => {
			const { screen } = open();
			screen.write(Buffer.from(bytes));
			screen.separate("run again");
			screen.write(Buffer.from("next"));
			await screen.settled();
			const { rows, cursor } = screen.frame(0);
			const rule = rows.indexOf(`${e}[0;2m── run again ──${e}[0m`);
			expect(rows.slice(rule + 1)).toEqual(["next", ...Array(rows.length - rule - 2).fill("")]);
			expect(rows.slice(0, rule)).not.toContain("");
			expect(cursor).toEqual({ x: 4, y: rule + 1 });
		});
	}

	test("the rule stands below the last row, on an empty screen at its top, and each time", async () => {
		const { screen } = open();
		screen.separate("one");
		screen.separate("two");
		screen.write(Buffer.from("a\r\nb"));
		screen.separate("three");
		screen.writeStderr(Buffer.from("c"));
		await screen.settled();
		const plain = (row: string) => row.replaceAll(new RegExp(`${e}\\[[\\d;]*m`, "g"), "");
		expect(screen.frame(0).rows.map(plain)).toEqual(["a", "b", "── three ──", "c"]);
		expect(screen.frame(2).rows.map(plain)).toEqual(["── one ──", "── two ──", "a", "b"]);
	});
});

describe("the script's terminal", () => {
	test("is told of by changes, and answers what it is asked", async () => {
		const { screen, replies, changes } = open();
		screen.write(Buffer.from(`${e}[6n`));
		await screen.settled();
		expect(replies).toEqual([`${e}[1;1R`]);
		expect(changes()).toBe(1);
	});

	test("has another size when it was given one", () => {
		const { screen, changes } = open();
		screen.resize(40, 10);
		screen.resize(40, 10);
		expect(screen.size).toEqual({ cols: 40, rows: 10 });
		expect(screen.frame(0).rows).toHaveLength(10);
		expect(changes()).toBe(1);
		screen.dispose();
	});
});

describe("what a script prints to overflow the terminal", () => {
	test("strings that are too long, or never end, are cut, and what comes after them is shown", async () => {
		const long = "x".repeat(100_000);
		for (const [begin, end] of [
			[`${e}]0;`, "\u0007"],
			[`${e}]0;`, `${e}\\`],
			[`${e}P+q`, `\u0007${long}${e}\\`],
			[`${e}_`, "\u0018"],
			["\u009d0;", "\u009c\u0007"],
		]) {
			expect(await shown(`a${begin}${long}${end}b`)).toEqual(["ab", "", "", ""]);
		}
	});

	test("marks without end do not pile up on one character", async () => {
		const [row = "", ...rest] = await shown(`e${"\u0301".repeat(20)}${e}[2;1Hnext`);
		expect(row).toBe(`e${"\u0301".repeat(20)}`);
		expect(rest[0]).toBe("next");
		const rows = await shown(`e${"\u0301".repeat(100_000)}`);
		expect(Math.max(...rows.map((text) => text.length))).toBeLessThan(20 * 18);
	});
});
