import { execFileSync } from "node:child_process";
import { mkdirSync, realpathSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import type { Place } from "./place.ts";

/** Makes the project an npm package with one test. */
export function placePackage({ project }: Place): void {
	writeFileSync(join(project, "package.json"), JSON.stringify({ name: "shop", scripts: { test: "node --test" } }));
	writeFileSync(join(project, "cart.test.js"), 'require("node:test")("adds up", () => {});\n');
}

/** Puts Node and npm where nvm would. Gives the directory of the programs. */
export function placeNode({ home }: Place): string {
	const version = join(home, `.nvm/versions/node/v${process.versions.node}`);
	for (const folder of ["bin", "lib/node_modules"]) mkdirSync(join(version, folder), { recursive: true });
	copy(process.execPath, join(version, "bin/node"));
	copy(npmPackage(), join(version, "lib/node_modules/npm"));
	execFileSync("ln", ["-s", "../lib/node_modules/npm/bin/npm-cli.js", join(version, "bin/npm")]);
	return join(version, "bin");
}

/** The same files once more where the file system allows it, else copies. */
function copy(from: string, to: string): void {
	try {
		execFileSync("cp", ["-rL", "--link", from, to], { stdio: "ignore" });
	} catch {
		execFileSync("cp", ["-rL", from, to]);
	}
}

/** Where the npm of this machine is, links followed. */
function npmPackage(): string {
	for (const folder of (process.env.PATH ?? "").split(delimiter)) {
		try {
			return dirname(dirname(realpathSync(join(folder, "npm"))));
		} catch {
			// Not in this directory.
		}
	}
	throw new Error("there is no npm in PATH");
}
