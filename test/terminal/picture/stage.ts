import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { openTerminal, type TestTerminal } from "../harness/open-terminal.ts";
import { screenToSvg } from "../harness/screen-to-svg.ts";

/** What a picture is taken of: a screen of this size, in a project with these files. */
export type Setting = {
	readonly cols: number;
	readonly rows: number;
	/** Added to a small environment; from the home, which is empty. */
	readonly env?: (home: string) => Readonly<Record<string, string>>;
	/** Files of the project by their paths; those of `node_modules/.bin` can be run. */
	readonly files?: Readonly<Record<string, string>>;
	/** Options of the program. */
	readonly args?: readonly string[];
};

/** The program at work in a terminal. */
export type Stage = {
	readonly terminal: TestTerminal;
	/** The directory of the session. */
	readonly project: string;
	/** Runs a command of the program beside the screen. */
	cli(...args: string[]): void;
};

/** Opens the built program, plays what is to be seen, and writes the screen as an SVG; everything else is taken away. */
export async function drawStage(
	target: string,
	setting: Setting,
	play: (stage: Stage) => Promise<void>,
): Promise<void> {
	const home = mkdtempSync(join(tmpdir(), "monmux-picture-"));
	const project = join(home, "shop");
	layFiles(project, setting.files ?? {});
	const base = { HOME: home, XDG_RUNTIME_DIR: home, LANG: "C.UTF-8", PATH: process.env.PATH ?? "", TZ: "UTC" };
	const env = { ...base, ...setting.env?.(home) };
	const program = resolve("bin/monmux.js");
	const cli = (...args: string[]): void => {
		execFileSync(process.execPath, [program, ...args], { cwd: project, env, stdio: "pipe", timeout: 30_000 });
	};
	const { cols, rows, args = [] } = setting;
	const terminal = openTerminal({ cols, rows, command: process.execPath, args: [program, ...args], env, cwd: project });
	try {
		await play({ terminal, project, cli });
		writeFileSync(target, screenToSvg(terminal.emulator));
	} finally {
		cli("stop");
		await terminal.close();
		rmSync(home, { recursive: true, force: true, maxRetries: 5 });
	}
}

function layFiles(project: string, files: Readonly<Record<string, string>>): void {
	mkdirSync(project);
	for (const [path, text] of Object.entries(files)) {
		mkdirSync(dirname(join(project, path)), { recursive: true });
		writeFileSync(join(project, path), text, { mode: path.includes("/.bin/") ? 0o755 : 0o644 });
	}
}
