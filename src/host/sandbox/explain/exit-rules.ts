import type { MonitorSpec } from "../../../model/monitor.ts";
import { isCredential } from "../mounts/credential-paths.ts";
import { isGuardedName } from "../mounts/guarded-names.ts";
import { isInside } from "../paths.ts";
import { pathIn } from "./path-in.ts";

/** One line of a failed script's output, with the spec it ran under. */
export type ExitEvidence = { readonly line: string; readonly spec: MonitorSpec };

type ExitRule = (evidence: ExitEvidence) => string | undefined;

/** From the surest sign to the weakest; the first that speaks counts. */
export const exitRules: readonly ExitRule[] = [
	explainNetwork,
	explainWrite,
	explainWorktree,
	explainVariable,
	explainHidden,
	explainLocal,
	explainFull,
];

const networkSigns =
	/could not resolve|couldn't resolve|EAI_AGAIN|ENETUNREACH|ENOTFOUND|network is unreachable|temporary failure (in name resolution|resolving)|name or service not known|no such host|failed to resolve|UnknownHostException|unable to resolve host|unable to look up|network unreachable|couldn't connect to server/i;

/** What is said of a service on this machine, not of the network. */
const localSigns = /ECONNREFUSED|connection refused|connect to (localhost|127\.\d|\[?::1)/i;

function explainNetwork({ line, spec }: ExitEvidence): string | undefined {
	if (spec.sandbox.net || localSigns.test(line) || !networkSigns.test(line)) return undefined;
	return "The sandbox has no network; --net on would allow it.";
}

function explainLocal({ line, spec }: ExitEvidence): string | undefined {
	if (spec.sandbox.net || !localSigns.test(line)) return undefined;
	return "The sandbox has a localhost of its own, without the services of this machine; --net on would reach them.";
}

function explainWrite({ line, spec }: ExitEvidence): string | undefined {
	const isRefused = /EROFS|read-only file ?system/i.test(line);
	if (!isRefused && !/EBUSY|device or resource busy/i.test(line)) return undefined;
	const path = pathIn(line);
	if (path === undefined) return isRefused ? refusedSomewhere(spec) : undefined;
	const absolute = absoluteOf(path, spec.cwd);
	if (isPinned(absolute, spec)) {
		return `${absolute} stays read-only because it would run code later; --write ${absolute} would allow it.`;
	}
	if (!isRefused) return undefined;
	if (spec.sandbox.readOnly && isInside(absolute, spec.cwd)) {
		return `The working directory is read-only; start without --read-only, or --write ${absolute} would allow it.`;
	}
	return `The sandbox does not let ${absolute} be written; --write ${absolute} would allow it.`;
}

function refusedSomewhere({ sandbox }: MonitorSpec): string {
	const without = sandbox.readOnly ? "start without --read-only, or " : "";
	return `The sandbox refused a write; ${without}--write PATH would allow it.`;
}

function isPinned(path: string, spec: MonitorSpec): boolean {
	if (spec.sandbox.readOnly) return false;
	return [spec.cwd, ...spec.sandbox.write].some(
		(root) => isInside(path, root) && isGuardedName(path.slice(root.length + 1)),
	);
}

/** Where the `.git` of a worktree or a submodule points. The file is the project's own, so nothing is shown on its word alone. */
function explainWorktree({ line, spec }: ExitEvidence): string | undefined {
	const pointed = /not a git repository: (\S.*\/(?:worktrees|modules)\/[^\s:]+)/.exec(line)?.[1];
	if (pointed === undefined) return undefined;
	const repository = absoluteOf(pointed.replace(/\/worktrees\/[^/]+$/, ""), spec.cwd);
	if (isInside(repository, spec.cwd) || spec.sandbox.read.includes(repository)) return undefined;
	return `The git directory of this worktree lies outside of it; --read ${repository} would show it.`;
}

const variableName = /\b[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+\b/g;
const variableSigns =
	/not set|unset|isn't set|is required|must be (set|defined|provided)|missing|undefined|unbound variable|not defined|not found in env|KeyError|environment variable|required/i;
/** Codes of errors, and a switch that git names whenever it finds no repository. */
const noVariables = /^(ERR|E)_|_ERROR$|^GIT_DISCOVERY_ACROSS_FILESYSTEM$/;

function explainVariable({ line, spec }: ExitEvidence): string | undefined {
	if (!variableSigns.test(line)) return undefined;
	const passed = new Set(spec.sandbox.env.map((item) => item.split("=")[0]));
	const name = line.match(variableName)?.find((word) => !passed.has(word) && !noVariables.test(word));
	return name === undefined ? undefined : `The sandbox passes no ${name} on; --env ${name} would.`;
}

/** Where nothing of the host shows. */
const hiddenPlaces = "/home /root /var /srv /mnt /media /run /tmp /boot /sys /etc".split(" ");

const missingSigns = /ENOENT|no such file|not found|cannot find|can't open|does not exist|cannot access|doesn't exist/i;

function explainHidden({ line, spec }: ExitEvidence): string | undefined {
	const isMissing = missingSigns.test(line);
	if (!isMissing && !/EACCES|permission denied/i.test(line)) return undefined;
	const path = pathIn(line);
	if (path === undefined || !path.startsWith("/")) return undefined;
	const { read, write } = spec.sandbox;
	if (isCredentialPath(path) && ![...read, ...write].includes(path)) {
		return `The sandbox hides ${path}, a place for credentials; only --read ${path} would show it.`;
	}
	if (!isMissing || isInside(path, spec.cwd) || [...read, ...write].some((root) => isInside(path, root)))
		return undefined;
	if (isInside(path, "/home/monitor")) {
		return "The sandbox has an empty home of its own; --read PATH shows a file at its real path.";
	}
	if (!hiddenPlaces.some((place) => isInside(path, place))) return undefined;
	return `The sandbox hides ${path}; --read ${path} would show it.`;
}

/** The home is not known here: any tail of the path may be what follows it. */
function isCredentialPath(path: string): boolean {
	const below = /^\/(?:root|home\/[^/]+)\/(.+)$/.exec(path)?.[1];
	return below !== undefined && isCredential(below);
}

function explainFull({ line }: ExitEvidence): string | undefined {
	if (!/ENOSPC|no space left on device/i.test(line)) return undefined;
	return "The sandbox's /tmp and home are small; --write DIR with --env TMPDIR=DIR gives it room.";
}

function absoluteOf(path: string, cwd: string): string {
	return path.startsWith("/") ? path : `${cwd}/${path.replace(/^(\.\/)+/, "")}`;
}
