import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { root } from "./run-tool.ts";

/** The files below one folder of the checkout, as paths from its root. */
export function filesUnder(folder: string): string[] {
	const names = readdirSync(join(root, folder), { recursive: true, encoding: "utf8" });
	return names.map((name) => `${folder}/${name}`).filter((path) => statSync(join(root, path)).isFile());
}

/** The text of one file of the checkout. */
export function readText(path: string): string {
	return readFileSync(join(root, path), "utf8");
}

/** The number of lines of one file of the checkout. */
export function countLines(path: string): number {
	return readText(path).replace(/\n$/, "").split("\n").length;
}
