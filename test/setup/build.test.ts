import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { build } from "../../bin/setup/build.js";
import { root as project } from "../repository/run-tool.ts";
import { listen, tempCheckout } from "./temp-checkout.ts";

/** A tiny project with the real configuration: its entries, and a chunk that is loaded later. */
function tinyProject(): string {
	const root = tempCheckout({
		"package.json": '{ "type": "module" }',
		"package-lock.json": "{}",
		"tsconfig.json": "{}",
		"rolldown.config.ts": readFileSync(`${project}/rolldown.config.ts`, "utf8"),
		"src/cli/main.ts": 'const { text } = await import("../base/text.ts");\nconsole.log(text, process.env.NODE_ENV);\n',
		"src/host/main.ts": 'console.log("host");\n',
		"src/host/hub/bridge.ts": 'console.log("bridge");\n',
		"src/host/socket/main.ts": 'import { text } from "../../base/text.ts";\nconsole.log("listener", text);\n',
		"src/base/text.ts": 'export const text: string = "first";\n',
	});
	symlinkSync(`${project}/node_modules`, `${root}node_modules`);
	return root;
}

function outputOf(root: string, entry: string): string {
	return execFileSync(process.execPath, [`${root}dist/${entry}`], { encoding: "utf8", timeout: 10_000 });
}

function chunksOf(root: string): string[] {
	return readdirSync(`${root}dist`).filter((name) => name.startsWith("text-"));
}

test("builds when a source has changed, and only then", () => {
	listen();
	const root = tinyProject();
	const checkout = { root, env: process.env };
	expect(build.isDone(checkout)).toBe(false);
	build.run(checkout);
	expect(build.isDone(checkout)).toBe(true);
	expect(outputOf(root, "main.js")).toBe("first production\n");
	expect(outputOf(root, "host.js")).toBe("host\n");
	expect(outputOf(root, "listener.mjs")).toBe("listener first\n");

	writeFileSync(`${root}src/base/text.ts`, 'export const text = "second";\n');
	expect(build.isDone(checkout)).toBe(false);
	build.run(checkout);
	expect(build.isDone(checkout)).toBe(true);
	expect(outputOf(root, "main.js")).toBe("second production\n");
	expect(existsSync(`${root}dist/.new`)).toBe(false);
});

test("a chunk of an earlier build stays for a day, for programs that still run", () => {
	listen();
	const root = tinyProject();
	const checkout = { root, env: process.env };
	build.run(checkout);
	const [first = ""] = chunksOf(root);
	writeFileSync(`${root}src/base/text.ts`, 'export const text = "second";\n');
	build.run(checkout);
	expect(chunksOf(root)).toContain(first);
	expect(chunksOf(root)).toHaveLength(2);

	utimesSync(`${root}dist/${first}`, new Date(0), new Date(0));
	build.run(checkout);
	expect(chunksOf(root)).not.toContain(first);
	expect(chunksOf(root)).toHaveLength(1);
});

test("a build that fails says where, and leaves the last one alone", () => {
	listen();
	const root = tinyProject();
	const checkout = { root, env: process.env };
	build.run(checkout);
	writeFileSync(`${root}src/cli/main.ts`, 'import { gone } from "../base/gone.ts";\nconsole.log(gone);\n');
	expect(() => build.run(checkout)).toThrow(/^The build failed: \[UNRESOLVED_IMPORT\].*gone\.ts/);
	expect(build.isDone(checkout)).toBe(false);
	expect(outputOf(root, "main.js")).toBe("first production\n");
});
