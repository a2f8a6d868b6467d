import { dirname } from "node:path";
import { expect, test } from "vitest";
import { folderOf } from "../../.imports.mjs";
import { countLines, filesUnder, readText } from "./source-files.ts";

const sources = filesUnder("src");
const code = [...sources, ...filesUnder("bin"), ...filesUnder("test")].filter((path) =>
	/\.(ts|tsx|js|mjs)$/.test(path),
);

test("every source file is in a folder that the import table knows", () => {
	expect(sources.filter((path) => folderOf(path.slice("src/".length)) === undefined)).toEqual([]);
});

test("no rule of the linter or the compiler is suppressed", () => {
	const suppression = new RegExp(
		["biome" + "-ignore", "@ts-" + "(ignore|nocheck|expect-error)", "eslint" + "-disable"].join("|"),
	);
	expect(code.filter((path) => suppression.test(readText(path)))).toEqual([]);
});

test("no source file has more than 300 lines", () => {
	expect(sources.filter((path) => countLines(path) > 300)).toEqual([]);
});

test("no source folder has more than 12 files", () => {
	const folders = Map.groupBy(sources, (path) => dirname(path));
	expect([...folders].filter(([, files]) => files.length > 12).map(([folder]) => folder)).toEqual([]);
});

test("file names say what is inside", () => {
	const vague = /(^|[/-])(utils?|helpers?|common|types|managers?|misc|index)\.tsx?$/;
	expect(sources.filter((path) => vague.test(path))).toEqual([]);
});

test("of the screen, only the terminal's output and the last words of its guard write", () => {
	const writes = /import \{[^}]*\bwrite(Sync)?\b[^}]*\} from "node:fs"|\bconsole\.|\bstd(out|err)\.write\b/;
	const screen = sources.filter((path) => path.startsWith("src/tui/"));
	expect(screen.filter((path) => writes.test(readText(path))).sort()).toEqual([
		"src/tui/screen/exit-hooks.ts",
		"src/tui/screen/terminal-output.ts",
	]);
});

test("at most one React context", () => {
	const calls = sources.flatMap((path) => readText(path).match(/\bcreateContext\b\(/g) ?? []);
	expect(calls.length).toBeLessThanOrEqual(1);
});

test("the starter has at most ten lines", () => {
	expect(countLines("bin/monmux.js")).toBeLessThanOrEqual(10);
});
