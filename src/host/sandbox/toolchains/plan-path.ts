import { basename, dirname, isAbsolute, join, normalize } from "node:path";
import type { Files } from "../files.ts";
import { depthOf, isBelow, isInside } from "../paths.ts";
import { type KnownRoot, knownRoots, neverShown, wideHomePlaces } from "./known-roots.ts";

/** What the search path of a sandbox is planned from. All paths but PATH itself are real. */
export type PathRequest = {
	readonly hostEnv: Readonly<Record<string, string | undefined>>;
	readonly home: string;
	/** Directories that scripts can write: nothing in them may lead to a mount. */
	readonly writable: readonly string[];
	/** Paths that may not become visible: credentials and monmux's own. */
	readonly forbidden: readonly string[];
	/** What is visible already. */
	readonly isVisible: (path: string) => boolean;
};

/** The PATH of the inside, what to mount read-only for it, and the variables its programs need. */
export type PathPlan = {
	readonly entries: readonly string[];
	readonly roots: readonly string[];
	readonly variables: Readonly<Record<string, string>>;
};

type Draft = { entries: Set<string>; roots: Set<string>; variables: Record<string, string> };

/** Bound on the entries of one directory whose links are followed. */
const linkLimit = 2000;

const fallback = ["/usr/local/bin", "/usr/bin", "/bin"];

/**
 * Keeps the directories of the host's PATH that are visible, and makes toolchains visible that PATH names.
 * Reads the disk through `files` only, so a plan can be made from an invented one.
 */
export function planPath(request: PathRequest, files: Files): PathPlan {
	const draft: Draft = { entries: new Set(), roots: new Set(), variables: {} };
	for (const entry of (request.hostEnv.PATH ?? "").split(":")) addEntry(entry, draft, { request, files });
	for (const entry of fallback) draft.entries.add(entry);
	return { entries: [...draft.entries], roots: [...draft.roots], variables: draft.variables };
}

type Context = { readonly request: PathRequest; readonly files: Files };

function addEntry(entry: string, draft: Draft, context: Context): void {
	const { request, files } = context;
	if (!isAbsolute(entry)) return;
	const real = files.realpath(entry);
	if (real === undefined || files.kind(real) !== "directory") return;
	if (request.isVisible(real)) {
		draft.entries.add(real);
		return;
	}
	// A link that a script planted in a directory of its own must not open anything.
	if (request.writable.some((root) => isInside(normalize(entry), root))) return;
	if (!isSafe(real, request)) return;
	draft.entries.add(real);
	showProgramsOf(real, draft, context);
}

function showProgramsOf(directory: string, draft: Draft, context: Context): void {
	if (showKnownRoot(directory, draft, context)) return;
	const { request, files } = context;
	const prefix = prefixOf(directory, request);
	draft.roots.add(prefix ?? directory);
	if (prefix !== undefined) return;
	for (const name of files.list(directory).slice(0, linkLimit)) {
		const path = join(directory, name);
		if (files.kind(path) === "link") showLinkTarget(files.realpath(path), draft, context);
	}
}

function showLinkTarget(target: string | undefined, draft: Draft, context: Context): void {
	const { request } = context;
	if (target === undefined || request.isVisible(target) || !isSafe(target, request)) return;
	if (request.writable.some((root) => isInside(target, root))) return;
	if ([...draft.roots].some((root) => isInside(target, root))) return;
	if (showKnownRoot(target, draft, context)) return;
	draft.roots.add(packageOf(target, request));
}

/** The package a program belongs to: its tree of modules, or the directory above its `bin`; else the file alone. */
function packageOf(target: string, request: PathRequest): string {
	const modules = outermostModules(target);
	if (modules !== undefined) return modules;
	const folder = dirname(target);
	const root = dirname(folder);
	return basename(folder) === "bin" && isPrefix(root, request) ? root : target;
}

/** Outside the home: the directory above `bin`. Anywhere: the outermost `node_modules`. */
function prefixOf(directory: string, request: PathRequest): string | undefined {
	const modules = outermostModules(directory);
	if (modules !== undefined) return modules;
	const root = dirname(directory);
	const isBin = ["bin", "sbin"].includes(basename(directory));
	return isBin && !isInside(root, request.home) && isPrefix(root, request) ? root : undefined;
}

function outermostModules(path: string): string | undefined {
	const at = `${path}/`.indexOf("/node_modules/");
	return at < 0 ? undefined : path.slice(0, at + "/node_modules".length);
}

function isPrefix(root: string, request: PathRequest): boolean {
	if (depthOf(root) < 2 || !isSafe(root, request)) return false;
	if (request.writable.some((directory) => isInside(directory, root))) return false;
	return !isBelow(root, request.home) || !wideHomePlaces.has(root.slice(request.home.length + 1));
}

function showKnownRoot(path: string, draft: Draft, context: Context): boolean {
	const known = knownRoots.find((root) => {
		const place = placeOf(root, context);
		return place !== undefined && isInside(path, place);
	});
	if (known === undefined) return false;
	for (const root of [known, ...(known.companions ?? [])]) {
		const place = placeOf(root, context);
		if (place === undefined) continue;
		draft.roots.add(place);
		if (root.variable !== undefined) draft.variables[root.variable] = place;
	}
	return true;
}

/** Where a root is: where its variable says, else at its usual place. */
function placeOf(root: KnownRoot, { request, files }: Context): string | undefined {
	const named = root.variable === undefined ? undefined : request.hostEnv[root.variable];
	const place = files.realpath(named !== undefined && isAbsolute(named) ? named : join(request.home, root.directory));
	if (place === undefined || !isPrefix(place, request)) return undefined;
	return request.writable.some((directory) => isInside(place, directory)) ? undefined : place;
}

/** Neither the home nor anything that contains it, nor a credential or what monmux keeps for itself. */
function isSafe(path: string, request: PathRequest): boolean {
	if (path === "/" || isInside(request.home, path)) return false;
	if (neverShown.some((place) => isInside(path, place))) return false;
	return !request.forbidden.some((hidden) => isInside(path, hidden));
}
