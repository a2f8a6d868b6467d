import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { openTerminal } from "../harness/open-terminal.ts";
import { screenToSvg } from "../harness/screen-to-svg.ts";
import { monitors } from "./monitors.ts";

/** Draws the picture of the README from the built program at work: `node test/terminal/picture/draw.ts docs/screen.svg`. */
async function main(target: string): Promise<void> {
	const home = mkdtempSync(join(tmpdir(), "monmux-picture-"));
	const project = join(home, "shop");
	mkdirSync(project);
	const env = { HOME: home, XDG_RUNTIME_DIR: home, LANG: "C.UTF-8", PATH: process.env.PATH ?? "", TZ: "UTC" };
	const program = resolve("bin/monmux.js");
	const cli = (...args: string[]): void => {
		execFileSync(process.execPath, [program, ...args], { cwd: project, env, stdio: "pipe", timeout: 30_000 });
	};
	const terminal = openTerminal({ cols: 168, rows: 42, command: process.execPath, args: [program], env, cwd: project });
	try {
		await terminal.waitFor("No monitor yet");
		for (const [name, { options, script }] of Object.entries(monitors)) {
			cli("run", "--name", name, ...options, "--", "bash", "-c", script);
		}
		await terminal.waitFor("look at");
		await terminal.waitFor("health check failed");
		terminal.type("when /502/ in logs then restart deploy");
		terminal.key("Enter");
		await terminal.waitFor("Rule 1");
		await terminal.waitFor("POST /order");
		terminal.key("Tab");
		terminal.key("2");
		await terminal.waitFor("f forward");
		// The conversation is drawn a moment after the footer.
		await terminal.waitIdle(150);
		writeFileSync(target, screenToSvg(terminal.emulator));
	} finally {
		cli("stop");
		await terminal.close();
		rmSync(home, { recursive: true, force: true });
	}
}

await main(process.argv[2] ?? "docs/screen.svg");
