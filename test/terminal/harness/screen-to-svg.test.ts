import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import xterm from "@xterm/headless";
import { describe, expect, test } from "vitest";
import { colourOf } from "./palette.ts";
import { screenToSvg } from "./screen-to-svg.ts";

async function draw(text: string): Promise<string> {
	const emulator = new xterm.Terminal({ cols: 20, rows: 2, allowProposedApi: true });
	await new Promise<void>((resolve) => emulator.write(text, resolve));
	return screenToSvg(emulator);
}

describe("a picture of the screen", () => {
	test("has the size of the screen and nothing of an empty one", async () => {
		const svg = await draw("");
		expect(svg).toMatch(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg" width="196" height="64"/);
		expect(svg).not.toContain("<text");
	});

	test("keeps text as text, at its column and in its width", async () => {
		const svg = await draw("\r\n  a <b> & c");
		expect(svg).toContain("\u00a0\u00a0a\u00a0&lt;b&gt;\u00a0&amp;\u00a0c");
		expect(svg).toMatch(/<text x="0" y="31.2" fill="#\w+" textLength="168"/);
	});

	const styles: readonly [string, string, string][] = [
		["colour", "\u001b[31mx", 'fill="#f2777a"'],
		["colour by number", "\u001b[38;5;196mx", 'fill="#ff0000"'],
		["true colour", "\u001b[38;2;1;2;3mx", 'fill="#010203"'],
		["background", "\u001b[48;2;1;2;3mx", 'width="8.4" height="18" fill="#010203"'],
		["bold", "\u001b[1mx", 'font-weight="bold"'],
		["italic", "\u001b[3mx", 'font-style="italic"'],
		["underline", "\u001b[4mx", 'text-decoration="underline"'],
		["dim", "\u001b[2mx", 'opacity="0.6"'],
		["inverse", "\u001b[7;31mx", 'height="18" fill="#f2777a"'],
	];
	for (const [name, text, expected] of styles) {
		test(`shows ${name}`, async () => expect(await draw(text)).toContain(expected));
	}

	test("draws boxes and bars as shapes that meet", async () => {
		const svg = await draw("╭──╮│┼▁█");
		expect(svg).not.toContain("<text");
		expect(svg.match(/<path/g)).toHaveLength(5);
		expect(svg).toContain('d="M4.2 18L4.2 13.2Q4.2 9 8.4 9"');
		expect(svg).toContain('y="15.75" width="8.4" height="2.25"');
	});

	test("draws a thin line that meets a heavy one", async () => {
		const svg = await draw("┠┨");
		expect(svg).not.toContain("<text");
		expect(svg.match(/stroke-width="2.6"/g)).toHaveLength(2);
		expect(svg.match(/stroke-width="1.3"/g)).toHaveLength(2);
	});

	test("puts wide characters alone at their columns", async () => {
		const svg = await draw("日本x");
		expect([...svg.matchAll(/<text x="([\d.]+)"/g)].map((match) => match[1])).toEqual(["0", "16.8", "33.6"]);
	});
});

describe("the palette", () => {
	const cases: readonly [number, string][] = [
		[16, "#000000"],
		[21, "#0000ff"],
		[208, "#ff8700"],
		[232, "#080808"],
		[255, "#eeeeee"],
	];
	for (const [index, colour] of cases) test(`${index} is ${colour}`, () => expect(colourOf(index, "")).toBe(colour));
});

describe("the script that makes a PNG", () => {
	const script = fileURLToPath(new URL("picture.ts", import.meta.url));
	function run(args: readonly string[]) {
		const { status, stderr } = spawnSync(process.execPath, [script, ...args], {
			encoding: "utf8",
			env: { PATH: "/nowhere" },
		});
		return { status, stderr };
	}

	test("says what it wants", () => {
		expect(run([])).toEqual({ status: 2, stderr: "usage: picture.ts in.svg out.png\n" });
	});

	test("says which browsers it looked for, and what is no picture", () => {
		const folder = mkdtempSync(join(tmpdir(), "svg-"));
		try {
			const path = join(folder, "in.svg");
			writeFileSync(path, '<svg xmlns="x" width="10" height="10"></svg>');
			expect(run([path, join(folder, "out.png")])).toMatchObject({
				status: 1,
				stderr: expect.stringContaining("none of these runs here: chromium"),
			});
			writeFileSync(path, "<svg/>");
			expect(run([path, join(folder, "out.png")]).stderr).toContain("names no width");
		} finally {
			rmSync(folder, { recursive: true });
		}
	});
});
