import { failed, ok, type Result } from "../../../model/failure.ts";
import { globSource } from "../paths.ts";
import { allowedNames, allowedPrefixes, certificateNames, launcherNames } from "./allowed-names.ts";
import { isDenied } from "./denied-names.ts";

/** What an environment is made from. */
export type EnvironmentRequest = {
	readonly hostEnv: Readonly<Record<string, string | undefined>>;
	/** `NAME`, `NAME=value`, or a pattern such as `RAILS_*`. */
	readonly passed: readonly string[];
	/** Set by the sandbox: PATH, HOME, toolchain roots. A person may override these by name. */
	readonly fixed: Readonly<Record<string, string>>;
	readonly run: RunIdentity;
	/** Whether the script can see a path. */
	readonly isVisible: (path: string) => boolean;
};

/** Who runs: ends up in `MONITOR_*` and in the trace context. */
export type RunIdentity = {
	/** The monitor's id. */
	readonly id: string;
	readonly name: string;
	/** W3C trace context; its span id names this run. */
	readonly traceparent: string;
	/** The mark of the host; see `OrphanWatch`. */
	readonly host: string;
};

/** `spawn` starts the launcher; `inner` is set for the script alone, because the launcher would obey it. */
export type Environment = {
	readonly spawn: Readonly<Record<string, string>>;
	readonly inner: Readonly<Record<string, string>>;
};

/**
 * Builds an environment from nothing: what is not allowed by name does not exist.
 * It is what the launcher is spawned with, since a scrub at a later point leaves the secrets in `/proc/1/environ`.
 */
export function buildEnvironment(request: EnvironmentRequest): Result<Environment> {
	const passed = passOn(request.passed, request.hostEnv);
	if (!passed.ok) return passed;
	const spawn: Record<string, string> = {
		...inherited(request),
		SHELL: "/bin/bash",
		TERM: "xterm-256color",
		COLORTERM: "truecolor",
		...request.fixed,
		TRACEPARENT: request.run.traceparent,
	};
	const inner: Record<string, string> = {};
	for (const [name, value] of Object.entries(passed.value)) {
		if (launcherNames.test(name)) inner[name] = value;
		else spawn[name] = value;
	}
	Object.assign(spawn, identity(request.run));
	return ok({ spawn, inner });
}

function inherited(request: EnvironmentRequest): Record<string, string> {
	const kept: Record<string, string> = {};
	for (const [name, value] of Object.entries(request.hostEnv)) {
		if (value === undefined || !isAllowed(name)) continue;
		if (certificateNames.has(name) && !request.isVisible(value)) continue;
		kept[name] = value;
	}
	return kept;
}

function isAllowed(name: string): boolean {
	return allowedNames.has(name) || allowedPrefixes.some((prefix) => name.startsWith(prefix));
}

function identity(run: RunIdentity): Record<string, string> {
	return {
		MONITOR_ID: run.id,
		MONITOR_NAME: run.name,
		MONITOR_RUN: run.traceparent.split("-")[2] ?? run.id,
		MONITOR_HOST: run.host,
	};
}

const namePattern = /^[A-Za-z_][A-Za-z0-9_]*$/;
const globPattern = /^[A-Za-z0-9_*]*\*[A-Za-z0-9_*]*$/;

function passOn(items: readonly string[], hostEnv: EnvironmentRequest["hostEnv"]): Result<Record<string, string>> {
	const values: Record<string, string> = {};
	for (const item of items) {
		const named = valuesOf(item, hostEnv);
		if (named === undefined) return refuseName(item);
		Object.assign(values, named);
	}
	return ok(values);
}

/** What one item passes on; `undefined` when it names no variable. */
function valuesOf(item: string, hostEnv: EnvironmentRequest["hostEnv"]): Record<string, string> | undefined {
	const [name = "", ...rest] = item.split("=");
	if (rest.length > 0) return namePattern.test(name) && !item.includes("\0") ? { [name]: rest.join("=") } : undefined;
	if (globPattern.test(name)) return matching(name, hostEnv);
	if (!namePattern.test(name)) return undefined;
	const value = hostEnv[name];
	return value === undefined ? {} : { [name]: value };
}

/** A pattern passes everything it matches but what looks like a secret or loads code. */
function matching(glob: string, hostEnv: EnvironmentRequest["hostEnv"]): Record<string, string> {
	const pattern = new RegExp(`^${globSource(glob)}$`);
	const hits: Record<string, string> = {};
	for (const [name, value] of Object.entries(hostEnv)) {
		if (value !== undefined && namePattern.test(name) && pattern.test(name) && !isDenied(name, value)) {
			hits[name] = value;
		}
	}
	return hits;
}

function refuseName(item: string) {
	const shown = JSON.stringify(item.split("=")[0]);
	return failed("bad-usage", `${shown} is not the name of a variable.`, "Write --env NAME or --env NAME=value.");
}
