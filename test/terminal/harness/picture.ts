/** Makes a PNG of an SVG with a headless Chromium: `node test/terminal/harness/picture.ts in.svg out.png`. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const browsers = ["chromium", "chromium-browser", "google-chrome"];

function main([source, target]: readonly string[]): number {
	if (source === undefined || target === undefined) return complain("usage: picture.ts in.svg out.png", 2);
	const size = /<svg[^>]* width="(\d+)" height="(\d+)"/.exec(readFileSync(source, "utf8"));
	if (size === null) return complain(`${source} names no width and height`, 1);
	const profile = mkdtempSync(join(tmpdir(), "picture-"));
	try {
		for (const browser of browsers) {
			const { status, error } = spawnSync(browser, browserArguments({ source, target, profile, size }), {
				timeout: 60_000,
			});
			if (status === 0) return 0;
			if (error === undefined) return complain(`${browser} failed with ${status}`, 1);
		}
	} finally {
		rmSync(profile, { recursive: true, force: true });
	}
	return complain(`none of these runs here: ${browsers.join(", ")}`, 1);
}

type Picture = { source: string; target: string; profile: string; size: RegExpExecArray };

function browserArguments({ source, target, profile, size }: Picture): string[] {
	return [
		"--headless",
		"--no-sandbox",
		"--disable-gpu",
		"--hide-scrollbars",
		"--force-device-scale-factor=2",
		"--default-background-color=00000000",
		`--user-data-dir=${profile}`,
		`--window-size=${size[1]},${size[2]}`,
		`--screenshot=${resolve(target)}`,
		pathToFileURL(resolve(source)).href,
	];
}

function complain(message: string, code: number): number {
	process.stderr.write(`${message}\n`);
	return code;
}

process.exitCode = main(process.argv.slice(2));
