import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync } from "node:fs";
import { expect, onTestFinished, test, vi } from "vitest";
import { bubblewrap, installCommand } from "../../bin/setup/bubblewrap.js";
import { root as project } from "../repository/run-tool.ts";
import { listen, tempCheckout } from "./temp-checkout.ts";

test.each([
	["ID=debian\n", false, "Install it with: sudo apt-get install bubblewrap"],
	["NAME=x\nID=debian\n", true, "Install it with: apt-get install bubblewrap"],
	['ID=linuxmint\nID_LIKE="ubuntu debian"\n', false, "Install it with: sudo apt-get install bubblewrap"],
	["ID=fedora\n", false, "Install it with: sudo dnf install bubblewrap"],
	['ID="rocky"\nID_LIKE="rhel centos fedora"\n', true, "Install it with: dnf install bubblewrap"],
	["ID=arch\n", false, "Install it with: sudo pacman -S bubblewrap"],
	['ID="opensuse-leap"\nID_LIKE="suse opensuse"\n', false, "Install it with: sudo zypper install bubblewrap"],
	["ID=alpine\n", true, "Install it with: apk add bubblewrap"],
	["VERSION_ID=debian\n", false, "Install the package `bubblewrap` of your distribution, then try again."],
	["", false, "Install the package `bubblewrap` of your distribution, then try again."],
])("%j, root %s: %s", (release, isRoot, expected) => {
	expect(installCommand(release, isRoot)).toBe(expected);
});

/** A checkout whose PATH holds these programs and nothing else. */
function pathWith(programs: Record<string, string>): { root: string; env: { PATH: string } } {
	const root = tempCheckout(programs);
	return { root, env: { PATH: root } };
}

function beRoot(): void {
	const spy = vi.spyOn(process, "getuid").mockReturnValue(0);
	onTestFinished(() => spy.mockRestore());
}

test("bwrap on PATH is all that is asked", () => {
	expect(bubblewrap.isDone(pathWith({ bwrap: "#!/bin/sh\n" }))).toBe(true);
	expect(bubblewrap.isDone(pathWith({ bwrap: "cannot be run" }))).toBe(false);
	expect(bubblewrap.isDone(pathWith({}))).toBe(false);
});

test("root with apt-get gets it installed, without a question", () => {
	const said = listen();
	beRoot();
	const script = '#!/bin/sh\ncase "$DEBIAN_FRONTEND $*" in noninteractive*install*) /bin/cp apt-get bwrap;; esac\n';
	const checkout = pathWith({ "apt-get": script });
	bubblewrap.run(checkout);
	expect(bubblewrap.isDone(checkout)).toBe(true);
	expect(said.join("")).toContain("installing bubblewrap (apt-get)");
});

test("an apt-get that fails is a failure with its reason", () => {
	listen();
	beRoot();
	const checkout = pathWith({ "apt-get": '#!/bin/sh\necho "E: Unable to locate package bubblewrap" >&2\nexit 100\n' });
	expect(() => bubblewrap.run(checkout)).toThrow("could not be installed: E: Unable to locate package bubblewrap");
	expect(() => bubblewrap.run(checkout)).toThrow(expect.objectContaining({ exitCode: 5 }));
});

test("root without apt-get is told what to do", () => {
	beRoot();
	expect(() => bubblewrap.run(pathWith({}))).toThrow(expect.objectContaining({ exitCode: 5 }));
});

test("set-up ends with 5 and two lines for somebody who may not install", () => {
	const { root } = pathWith({});
	mkdirSync(`${root}path`);
	cpSync(`${project}/bin`, `${root}bin`, { recursive: true });
	cpSync(`${project}/package.json`, `${root}package.json`);
	const identity = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
	const result = spawnSync(process.execPath, [`${root}bin/setup.js`], {
		env: { PATH: `${root}path` },
		encoding: "utf8",
		timeout: 10_000,
		...identity,
	});
	expect(result.stderr).toMatch(/^monmux set-up: bubblewrap \(bwrap\) is missing.*\nInstall .*bubblewrap.*\n$/);
	expect(result.stdout).toBe("");
	expect(result.status).toBe(5);
});
