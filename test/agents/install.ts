import { execFile } from "node:child_process";
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);
/** The largest agents are half a gigabyte. */
const installMs = 600_000;

/**
 * Path of a pinned agent's program, installed into the user's cache when it is not there yet.
 * Throws with the line to run by hand when it cannot be installed.
 */
export async function installAgent(id: string, recipe: { pin: string; program: string }): Promise<string> {
	const version = recipe.pin.slice(recipe.pin.lastIndexOf("@") + 1);
	const cache = join(process.env.XDG_CACHE_HOME || join(homedir(), ".cache"), "monmux-agents");
	const folder = join(cache, `${id}-${version}`);
	const program = join(folder, "node_modules", ".bin", recipe.program);
	if (!existsSync(program)) await install(recipe.pin, folder);
	if (existsSync(program)) return program;
	throw new Error(`${recipe.pin} was installed into ${folder} and has no program ${recipe.program}`);
}

/** Into a folder beside, which takes the place only when it is whole; so a broken download leaves nothing half there. */
async function install(pin: string, folder: string): Promise<void> {
	const beside = `${folder}.${process.pid}`;
	mkdirSync(beside, { recursive: true });
	writeFileSync(join(beside, "package.json"), '{"private":true}');
	const line = ["install", "--prefix", beside, "--no-audit", "--no-fund", "--no-package-lock", pin];
	try {
		await run("npm", line, { timeout: installMs, cwd: beside, env: { ...process.env, PATH: nodePath() } });
		rmSync(folder, { recursive: true, force: true });
		renameSync(beside, folder);
	} catch (error) {
		rmSync(beside, { recursive: true, force: true });
		const why = error instanceof Error ? error.message.split("\n").slice(0, 4).join("\n") : String(error);
		throw new Error(`The agent of this test could not be installed.\n${why}\nBy hand: npm ${line.join(" ")}`);
	}
}

/** The node that runs this, before any other: agents refuse an old one. */
export function nodePath(): string {
	return `${dirname(process.execPath)}:${process.env.PATH ?? ""}`;
}
