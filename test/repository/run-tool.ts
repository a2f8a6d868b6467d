import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

/** The root of the checkout, without a slash at its end. */
export const root: string = fileURLToPath(new URL("../..", import.meta.url)).replace(/\/$/, "");

/** Runs a program of node_modules/.bin in `cwd`, for 60 s at most, and returns its exit code and its whole output. */
export function runTool(name: string, args: readonly string[], cwd: string): { code: number | null; output: string } {
	const path = `${root}/node_modules/.bin/${name}`;
	const result = spawnSync(path, args, { cwd, encoding: "utf8", timeout: 60_000, stdio: ["ignore", "pipe", "pipe"] });
	return { code: result.status, output: `${result.stdout}${result.stderr}` };
}
