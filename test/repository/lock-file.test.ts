import { expect, test } from "vitest";
import { readText } from "./source-files.ts";

type Entry = { name?: string; resolved?: string; integrity?: string; hasInstallScript?: boolean; link?: boolean };
type Named = Partial<Record<"dependencies" | "devDependencies" | "optionalDependencies", Record<string, string>>>;

const entries = (JSON.parse(readText("package-lock.json")) as { packages: Record<string, Entry & Named> }).packages;
const { "": own, ...others } = entries;

test("names no registry", () => {
	expect(Object.keys(entries).filter((path) => entries[path]?.resolved !== undefined)).toEqual([]);
	expect(readText("package-lock.json")).not.toMatch(/"(resolved|registry)"/);
});

test("pins the content of every package", () => {
	expect(Object.keys(others).filter((path) => others[path]?.integrity === undefined)).toEqual([]);
});

test("needs no install script, so set-up runs none", () => {
	expect(Object.keys(others).filter((path) => others[path]?.hasInstallScript)).toEqual([]);
});

test("lists the packages of every platform, without which `npm ci` refuses it", () => {
	const wanted = Object.values(others).flatMap((entry) => Object.keys(entry.optionalDependencies ?? {}));
	const known = new Set(Object.keys(others).map((path) => path.replace(/^.*node_modules\//, "")));
	expect(wanted.filter((name) => !known.has(name))).toEqual([]);
});

test("agrees with package.json", () => {
	const { dependencies, devDependencies, optionalDependencies } = JSON.parse(readText("package.json")) as Named;
	expect(own).toMatchObject({ dependencies, devDependencies, optionalDependencies });
});
