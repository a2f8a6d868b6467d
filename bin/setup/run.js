import { spawnSync } from "node:child_process";
import { stripVTControlCharacters } from "node:util";

/**
 * Runs a program to its end, or kills it after `seconds`. Its output is kept back for the case that it fails.
 * @param {readonly string[]} command program and arguments
 * @param {{ cwd: string, env: NodeJS.ProcessEnv, seconds: number }} options
 * @returns {{ ok: boolean, output: string }}
 */
export function run(command, options) {
	const [program = "", ...args] = command;
	const result = spawnSync(program, args, {
		cwd: options.cwd,
		env: options.env,
		timeout: options.seconds * 1000,
		stdio: ["ignore", "pipe", "pipe"],
		encoding: "utf8",
		maxBuffer: 64 * 1024 * 1024,
	});
	const output = `${result.stdout ?? ""}${result.stderr ?? ""}`;
	if (result.error === undefined) return { ok: result.status === 0, output };
	const timedOut = /** @type {NodeJS.ErrnoException} */ (result.error).code === "ETIMEDOUT";
	return { ok: false, output: `${output}\n${timedOut ? `no end after ${options.seconds} s` : result.error.message}` };
}

/**
 * The line of a failed program's output that says most: the first one that tells of an error, or else the last.
 * @param {string} output
 */
export function reason(output) {
	const lines = stripVTControlCharacters(output)
		.split("\n")
		.map((line) => line.trim())
		.filter((line) => line !== "");
	const error = lines.find((line) => /^\[[A-Z_]+\]|error code|^E:|[Dd]enied|[Rr]ead-only|no end after/.test(line));
	return (error ?? lines.find((line) => /error/i.test(line)) ?? lines.at(-1) ?? "no output").slice(0, 300);
}
