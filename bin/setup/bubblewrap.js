import { accessSync, constants, readFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { SetupFailure } from "./failure.js";
import { reason, run } from "./run.js";
import { say } from "./say.js";

const noSandbox = 5;
const timeLimitSeconds = 300;

/** Bubblewrap, which puts each script into its sandbox. Root on a Debian gets it installed, others are told how. */
export const bubblewrap = { name: "bubblewrap", isDone, run: install };

/** @param {import("./prepare.js").Checkout} checkout */
function isDone({ env }) {
	return isOnPath("bwrap", env);
}

/** @param {import("./prepare.js").Checkout} checkout */
function install({ root, env }) {
	const isRoot = process.getuid?.() === 0;
	const command = installCommand(readRelease(), isRoot);
	if (!isRoot || !isOnPath("apt-get", env)) {
		throw new SetupFailure("bubblewrap (bwrap) is missing, and no script runs without it.", command, noSandbox);
	}
	say("installing bubblewrap (apt-get); once, up to a minute.");
	const options = { cwd: root, env: { ...env, DEBIAN_FRONTEND: "noninteractive" }, seconds: timeLimitSeconds / 2 };
	run(["apt-get", "-qq", "update"], options);
	const result = run(["apt-get", "-qq", "install", "-y", "--no-install-recommends", "bubblewrap"], options);
	if (!result.ok) {
		throw new SetupFailure(`bubblewrap could not be installed: ${reason(result.output)}`, command, noSandbox);
	}
}

/**
 * What to type on this distribution.
 * @param {string} release the text of /etc/os-release
 * @param {boolean} isRoot
 */
export function installCommand(release, isRoot) {
	const ids = [...release.matchAll(/^ID(?:_LIKE)?="?([^"\n]*)"?$/gm)].flatMap((match) => (match[1] ?? "").split(" "));
	const known = commands.find(([names]) => names.some((name) => ids.includes(name)));
	if (known === undefined) return "Install the package `bubblewrap` of your distribution, then try again.";
	return `Install it with: ${isRoot ? "" : "sudo "}${known[1]}`;
}

/** @type {readonly (readonly [readonly string[], string])[]} */
const commands = [
	[["debian", "ubuntu"], "apt-get install bubblewrap"],
	[["fedora", "rhel", "centos"], "dnf install bubblewrap"],
	[["arch"], "pacman -S bubblewrap"],
	[["opensuse", "suse"], "zypper install bubblewrap"],
	[["alpine"], "apk add bubblewrap"],
];

function readRelease() {
	try {
		return readFileSync("/etc/os-release", "utf8");
	} catch {
		return "";
	}
}

/**
 * @param {string} program
 * @param {NodeJS.ProcessEnv} env
 */
function isOnPath(program, env) {
	return (env.PATH ?? "").split(delimiter).some((folder) => isExecutable(join(folder, program)));
}

/** @param {string} path */
function isExecutable(path) {
	try {
		accessSync(path, constants.X_OK);
		return true;
	} catch {
		return false;
	}
}
