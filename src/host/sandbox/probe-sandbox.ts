import { statSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { homedir, tmpdir } from "node:os";
import { isAbsolute, join } from "node:path";
import { execa } from "execa";
import type { Failure } from "../../model/failure.ts";
import { monitorSpecSchema } from "../../model/monitor.ts";
import { diskFiles } from "./files.ts";
import { isInside } from "./paths.ts";
import { classifyFailure, installHint, unavailable } from "./probe-failure.ts";
import { wrapCommand } from "./wrap-command.ts";

/** What the sandbox can do here. `failure` is there exactly when `ok` is false. */
export type SandboxProbe = {
	readonly ok: boolean;
	/** Path of bwrap; empty when there is none. */
	readonly bwrap: string;
	/** Such as `0.8.0`; empty when unknown. */
	readonly version: string;
	/** What works, but less well than it could. */
	readonly warnings: readonly string[];
	readonly failure?: Failure;
};

/** Where the probe looks. */
export type ProbePlace = {
	readonly path: string;
	/** The project: a bwrap inside it does not count. */
	readonly cwd: string;
};

/** Milliseconds for one trial; a busy machine needs more than an idle one. */
const trialTimeout = 10_000;

const cache = new Map<string, Promise<SandboxProbe>>();

/**
 * Tries the sandbox with the very arguments that monitors get, once per process and place.
 * Never rejects: what does not work is in `failure`, with the remedy for this system.
 */
export function probeSandbox(place: Partial<ProbePlace> = {}): Promise<SandboxProbe> {
	const where = { path: place.path ?? process.env.PATH ?? "", cwd: place.cwd ?? process.cwd() };
	const key = JSON.stringify(where);
	const known = cache.get(key) ?? probe(where);
	cache.set(key, known);
	return known;
}

async function probe(place: ProbePlace): Promise<SandboxProbe> {
	const bwrap = findBwrap(place);
	if (process.platform !== "linux") return failing("", "", notLinux);
	if (bwrap === undefined) return failing("", "", missing());
	if (isSetuid(bwrap)) return failing(bwrap, "", setuid(bwrap));
	const version = await versionOf(bwrap);
	if (isOlder(version, [0, 8, 0])) return failing(bwrap, version, tooOld(version));
	const failure = await trial(bwrap);
	if (failure !== undefined) return failing(bwrap, version, failure);
	return { ok: true, bwrap, version, warnings: warningsFor(version) };
}

/** The real path, so that what was probed is what will be run. */
function findBwrap(place: ProbePlace): string | undefined {
	const project = diskFiles.realpath(place.cwd) ?? place.cwd;
	for (const directory of place.path.split(":").filter((entry) => isAbsolute(entry))) {
		const path = join(directory, "bwrap");
		const real = diskFiles.realpath(path);
		if (real === undefined || !diskFiles.executable(path)) continue;
		if (![path, real].some((candidate) => isInside(candidate, project) || isInside(candidate, place.cwd))) return real;
	}
	return undefined;
}

async function versionOf(bwrap: string): Promise<string> {
	const result = await execa(bwrap, ["--version"], { timeout: trialTimeout, reject: false, stdin: "ignore" });
	return /\d+(\.\d+)+/.exec(result.stdout)?.[0] ?? "";
}

/** Runs `true` in an empty directory that is gone afterwards. */
async function trial(bwrap: string): Promise<Failure | undefined> {
	const directory = await mkdtemp(join(tmpdir(), "monmux-")).catch(() => undefined);
	if (directory === undefined) return unavailable(`${tmpdir()} cannot be written.`, "Set TMPDIR to one that can.");
	try {
		return await runTrue(bwrap, directory);
	} finally {
		await rm(directory, { recursive: true, force: true });
	}
}

async function runTrue(bwrap: string, directory: string): Promise<Failure | undefined> {
	const plan = wrapCommand({
		spec: monitorSpecSchema.parse({ name: "probe", command: ["true"], cwd: directory }),
		project: directory,
		hostEnv: {},
		home: homedir(),
		bwrap,
		run: { id: "probe", name: "probe", traceparent: "", host: "" },
		privatePaths: [],
	});
	if (!plan.ok) return plan.failure;
	const { file, args, env, cwd } = plan.value;
	const options = { env, cwd, extendEnv: false, timeout: trialTimeout, reject: false, stdin: "ignore" } as const;
	const result = await execa(file, args, { ...options, killSignal: "SIGKILL" });
	if (!result.failed) return undefined;
	return classifyFailure({ stderr: result.stderr, timedOut: result.timedOut, ...aboutSystem() });
}

function aboutSystem() {
	return {
		distribution: distribution(),
		apparmorRestricts: textOf("/proc/sys/kernel/apparmor_restrict_unprivileged_userns").trim() === "1",
		nested: process.env.SANDBOX_RUNTIME !== undefined,
	};
}

function warningsFor(version: string): readonly string[] {
	const warnings: string[] = [];
	if (isOlder(version, [0, 12, 0])) {
		warnings.push(
			`bwrap ${version} can be led outside by a link planted in a writable directory; install 0.12.0 or later.`,
		);
	}
	if (process.arch !== "x64") warnings.push(`There is no system-call filter for ${process.arch} yet.`);
	if (process.getuid?.() === 0) {
		warnings.push("monmux runs as root: the number of processes of a script is not bounded. Use an ordinary user.");
	}
	return warnings;
}

function isOlder(version: string, than: readonly number[]): boolean {
	const parts = version.split(".").map(Number);
	const index = than.findIndex((wanted, at) => (parts[at] ?? 0) !== wanted);
	return index >= 0 && (parts[index] ?? 0) < (than[index] ?? 0);
}

function isSetuid(path: string): boolean {
	return (statSync(path).mode & 0o4000) !== 0;
}

function failing(bwrap: string, version: string, failure: Failure): SandboxProbe {
	return { ok: false, bwrap, version, warnings: [], failure };
}

const notLinux = unavailable("The sandbox needs Linux.", "Run monmux on Linux, or in a Linux virtual machine.");

function missing(): Failure {
	return unavailable("There is no bwrap in PATH outside of the project.", installHint(distribution()));
}

function setuid(path: string): Failure {
	return unavailable(
		`${path} is setuid root, which lets a script gain rights through it.`,
		`Remove the bit: sudo chmod u-s ${path}. Unprivileged user namespaces are enough.`,
	);
}

function tooOld(version: string): Failure {
	return unavailable(`bwrap ${version || "of unknown version"} is too old.`, "Install bubblewrap 0.8.0 or later.");
}

function distribution(): string {
	const fields = textOf("/etc/os-release").matchAll(/^(?:ID|ID_LIKE)="?([^"\n]*)"?$/gm);
	return [...fields].map((field) => field[1]).join(" ");
}

function textOf(path: string): string {
	return diskFiles.text(path) ?? "";
}
