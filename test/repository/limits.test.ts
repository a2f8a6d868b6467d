import { expect, test } from "vitest";
import { runTool } from "./run-tool.ts";
import { tempProject } from "./temp-project.ts";

const lines = (count: number, line: string) => `${line}\n`.repeat(count);

const one = 'import { two } from "./two.ts";\nexport const one = () => two;\nexport type One = 1;\n';

/** A file that breaks one rule, by the rule that must name it. */
const planted: Record<string, readonly [path: string, text: string]> = {
	noExcessiveLinesPerFile: ["src/host/long-file.ts", lines(301, "console.log(1);")],
	noExcessiveLinesPerFunction: [
		"src/host/long-function.ts",
		`export function long(): number {\n\tlet sum = 0;\n${lines(60, "\tsum += 1;")}\treturn sum;\n}\n`,
	],
	useMaxParams: [
		"src/host/many.ts",
		"export const add = (a: number, b: number, c: number, d: number) => a + b + c + d;\n",
	],
	noExcessiveCognitiveComplexity: ["src/host/complex.ts", complex()],
	noBarrelFile: ["src/host/barrel.ts", 'export { one } from "./one.ts";\n'],
	noReExportAll: ["src/host/all.ts", 'export * from "./one.ts";\n'],
	noDefaultExport: ["src/host/default.ts", "export default 1;\n"],
	useFilenamingConvention: ["src/host/CamelCase.ts", "export const one = 1;\n"],
	noExplicitAny: ["src/host/any.ts", "export const one: any = 1;\n"],
	useImportType: ["src/host/import-type.ts", 'import { One } from "./one.ts";\nexport type Two = One;\n'],
	noUnusedImports: ["src/host/unused-import.ts", 'import { one } from "./one.ts";\n'],
	noUnusedVariables: ["src/host/unused-variable.ts", "const one = 1;\n"],
	noImportCycles: ["src/host/two.ts", 'import { one } from "./one.ts";\nexport const two = one;\n'],
	noRestrictedGlobals: ["src/core/session/clock.ts", "export const now = () => Date.now();\n"],
};

test.each(Object.entries(planted))("%s is caught", (rule, [path, text]) => {
	const project = tempProject({ [path]: text, "src/host/one.ts": one }, ["biome.json"]);
	const { code, output } = runTool("biome", ["lint", path], project);
	expect(output).toContain(`/${rule} `);
	expect(code).not.toBe(0);
});

test("a file at the limits passes", () => {
	const text = `export function full(): number {\n\tlet sum = 0;\n${lines(57, "\tsum += 1;")}\treturn sum;\n}\n${lines(238, "console.log(1);")}`;
	const { code, output } = runTool(
		"biome",
		["lint", "src/host/full.ts"],
		tempProject({ "src/host/full.ts": text }, ["biome.json"]),
	);
	expect(output).not.toContain("×");
	expect(code).toBe(0);
});

/** Conditions inside conditions, over the limit of 12. */
function complex(): string {
	const depth = 6;
	const open = Array.from({ length: depth }, (_, level) => `${"\t".repeat(level + 1)}if (n > ${level}) {\n`).join("");
	const close = Array.from({ length: depth }, (_, level) => `${"\t".repeat(depth - level)}}\n`).join("");
	return `export function complex(n: number): number {\n${open}return n;\n${close}\treturn 0;\n}\n`;
}
