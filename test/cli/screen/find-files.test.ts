import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { findFiles } from "../../../src/cli/screen/find-files.ts";

function project(files: readonly string[], git: boolean): string {
	const cwd = mkdtempSync(join(tmpdir(), "monmux-files-"));
	for (const path of files) {
		mkdirSync(dirname(join(cwd, path)), { recursive: true });
		writeFileSync(join(cwd, path), path === ".gitignore" ? "dist\n" : "");
	}
	if (git) execFileSync("git", ["init", "-q"], { cwd });
	return cwd;
}

const files = [
	"src/cart.ts",
	"src/cart.test.ts",
	"src/deep/car.ts",
	"README.md",
	"dist/cart.js",
	"a b.txt",
	".gitignore",
];

describe("in a repository", () => {
	const cwd = project(files, true);

	test.each([
		["src/c", ["src/cart.ts", "src/cart.test.ts"]],
		["cart", ["src/cart.ts", "src/cart.test.ts"]],
		["read", ["README.md"]],
		["dist/", []],
		["nothing", []],
		["../", []],
		["/etc/pass", []],
	])("%s", async (prefix, expected) => expect(await findFiles(cwd, prefix)).toEqual(expected));

	test("only so many, and no name that could not be written behind an @", async () => {
		const many = project(
			Array.from({ length: 50 }, (_, index) => `f${index}`),
			true,
		);
		expect(await findFiles(many, "f")).toHaveLength(20);
		expect(await findFiles(cwd, "a")).not.toContain("a b.txt");
	});

	test("a monitor of the file system that the repository names is not started", async () => {
		const evil = project(["a.ts"], true);
		const mark = join(evil, "mark");
		writeFileSync(join(evil, "hook"), `#!/bin/sh\ntouch ${mark}\n`, { mode: 0o755 });
		execFileSync("git", ["add", "a.ts"], { cwd: evil });
		execFileSync("git", ["config", "core.fsmonitor", join(evil, "hook")], { cwd: evil });
		expect(await findFiles(evil, "a")).toEqual(["a.ts"]);
		expect(existsSync(mark)).toBe(false);
	});
});

describe("elsewhere", () => {
	const cwd = project(files, false);

	test.each([
		["", ["src/", "dist/", "README.md", ".gitignore"]],
		["s", ["src/"]],
		["src/", ["src/deep/", "src/cart.ts", "src/cart.test.ts"]],
		["src/deep/c", ["src/deep/car.ts"]],
		["nowhere/x", []],
	])("%s", async (prefix, expected) => expect(await findFiles(cwd, prefix)).toEqual(expected));
});
