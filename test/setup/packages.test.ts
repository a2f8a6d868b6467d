import { readFileSync, writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { packages } from "../../bin/setup/packages.js";
import { listen, tempCheckout } from "./temp-checkout.ts";

type Entry = { version: string; optional?: boolean; os?: string | string[]; cpu?: string | string[]; libc?: string[] };
type Lock = Record<string, Entry>;

const here = { os: [process.platform], cpu: process.arch };
const elsewhere = { os: ["beos"], cpu: ["m68k"] };
const ink = { "node_modules/ink": { version: "8.0.0" } };

function lockText(entries: Lock): string {
	return JSON.stringify({ packages: { "": { version: "0.1.0" }, ...entries } });
}

function check(wanted: Lock, installed: Lock | undefined, expected: boolean): void {
	const record = installed && { "node_modules/.package-lock.json": JSON.stringify({ packages: installed }) };
	const root = tempCheckout({ "package-lock.json": lockText(wanted), ...record });
	expect(packages.isDone({ root, env: {} })).toBe(expected);
}

test("nothing is installed", () => check(ink, undefined, false));
test("all is installed", () => check(ink, ink, true));
test("an older version is installed", () => check(ink, { "node_modules/ink": { version: "7.9.9" } }, false));
test("one package is missing", () => check({ ...ink, "node_modules/zod": { version: "4.0.0" } }, ink, false));
test("a package for another machine may be missing", () => {
	check({ ...ink, "node_modules/x": { version: "1.0.0", optional: true, ...elsewhere } }, ink, true);
});
test("an optional package for this machine may not", () => {
	check({ ...ink, "node_modules/x": { version: "1.0.0", optional: true, ...here } }, ink, false);
});
test("which C library this machine has is left to npm", () => {
	check({ ...ink, "node_modules/x": { version: "1.0.0", optional: true, ...here, libc: ["musl"] } }, ink, true);
});

/** Stands in for npm: writes down how it was called, and does what `then` says. */
function fakeNpm(then: string): string {
	const record = 'require("node:fs").writeFileSync("called.json", JSON.stringify(process.argv.slice(2)));';
	return `${tempCheckout({ "npm-cli.cjs": `${record}\n${then}` })}npm-cli.cjs`;
}

test("installs with npm ci, without scripts, and then is done", () => {
	const said = listen();
	const root = tempCheckout({ "package-lock.json": lockText(ink) });
	const copy = 'require("node:fs").cpSync("package-lock.json", "node_modules/.package-lock.json");';
	const checkout = { root, env: { npm_execpath: fakeNpm(copy) } };
	packages.run(checkout);
	expect(packages.isDone(checkout)).toBe(true);
	expect(said).toEqual(["monmux set-up: installing the packages (npm ci); once, up to a minute.\n"]);
	expect(JSON.parse(readFileSync(`${root}called.json`, "utf8"))).toEqual(
		expect.arrayContaining(["ci", "--ignore-scripts"]),
	);

	writeFileSync(`${root}package-lock.json`, lockText({ "node_modules/ink": { version: "8.0.1" } }));
	expect(packages.isDone(checkout)).toBe(false);
});

test("says why npm failed and what to do", () => {
	listen();
	const root = tempCheckout({ "package-lock.json": lockText(ink) });
	const fail =
		'console.error("npm warn old lockfile\\nnpm error code ENOTFOUND\\nnpm error more"); process.exitCode = 1;';
	const env = { npm_execpath: fakeNpm(fail) };
	const install = () => packages.run({ root, env });
	expect(install).toThrow("npm ci failed: npm error code ENOTFOUND");
	expect(install).toThrow(expect.objectContaining({ exitCode: 1, remedy: expect.stringContaining("network") }));
});
