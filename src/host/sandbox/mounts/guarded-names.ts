import { join, relative, resolve } from "node:path";
import type { Files } from "../files.ts";
import { isBelow } from "../paths.ts";

/** What is kept read-only in a writable directory, and what cannot be. */
export type Guards = {
	/** Paths that exist and become read-only. */
	readonly paths: readonly string[];
	/** What would run code later if the script made or replaced it. */
	readonly unguarded: readonly Unguarded[];
};

/** A name that no mount can hold, and what was there when the directory was looked at. */
export type Unguarded = { readonly directory: string; readonly name: string; readonly was: string | undefined };

/** Direct children that a shell, an editor, an agent, a package tool or a forge runs or obeys. */
const autoRunNames: readonly string[] = [
	...".gitmodules .husky .envrc .npmrc .yarnrc .yarnrc.yml .yarnrc.yaml .pnpmfile.cjs".split(" "),
	...".vscode .idea .cursor .zed .claude .codex .gemini .mcp.json AGENTS.md CLAUDE.md".split(" "),
	...".devcontainer .devcontainer.json .github monmux.json".split(" "),
	...".bashrc .bash_profile .bash_login .bash_logout .profile .zshrc .zshenv .zprofile .zlogin .inputrc".split(" "),
];

/** Children of a git directory that name programs to run, or lead git to other settings. */
const gitNames: readonly string[] = ["hooks", "config", "config.worktree", "commondir", "info", "modules", "worktrees"];

/**
 * Looks at a writable directory right before a start.
 * Only what exists is guarded: making a mount point for a missing name would leave a file behind.
 * A link cannot be held; what it leads to is guarded by its real path when that lies in the directory.
 */
export function guardDirectory(directory: string, files: Files): Guards {
	const place = { directory, files };
	const isBare = ["HEAD", "objects", "refs"].every((name) => files.kind(join(directory, name)) !== undefined);
	return together([
		...autoRunNames.map((name) => guard(name, place)),
		guardGit(place),
		...(isBare ? gitNames.map((name) => guard(name, place)) : []),
	]);
}

/** True when a path relative to a working directory is one that stays read-only. */
export function isGuardedName(relative: string): boolean {
	const [first = "", second = ""] = relative.split("/");
	return autoRunNames.includes(first) || (first === ".git" && (second === "" || gitNames.includes(second)));
}

/** The unguarded names that are there and are something else than at the start; for a report once the script ended. */
export function findAppeared(unguarded: readonly Unguarded[], files: Files): readonly string[] {
	const appeared = unguarded.filter(({ directory, name, was }) => {
		const now = whatIs(join(directory, name), files);
		return now !== undefined && now !== was;
	});
	return appeared.map(({ name }) => name);
}

type Place = { readonly directory: string; readonly files: Files };

function guard(name: string, { directory, files }: Place): Guards {
	const path = join(directory, name);
	const real = files.kind(path) === "link" ? realBelow(path, { directory, files }) : path;
	const isHeld = real !== undefined && ["directory", "file"].includes(files.kind(real) ?? "");
	return {
		paths: isHeld ? [real] : [],
		unguarded: isHeld && real === path ? [] : [{ directory, name, was: whatIs(path, files) }],
	};
}

/** Git writes into its directory all the time, so only parts of it are held; one that lacks these parts is held whole. */
function guardGit(place: Place): Guards {
	const own = guard(".git", place);
	const git = gitDirectory(place);
	if (git === undefined) return own;
	const { directory, files } = place;
	const isWhole = files.kind(join(git, "hooks")) !== "directory" || files.kind(join(git, "config")) !== "file";
	const parts = gitNames.map((name) => guard(join(relative(directory, git), name), place));
	const inside = isWhole ? { paths: [git], unguarded: [] } : together(parts);
	return together([{ ...own, paths: own.paths.filter((path) => path !== git) }, inside]);
}

/** The git directory that `.git` is, links to, or names as a file, when it lies in the directory. */
function gitDirectory(place: Place): string | undefined {
	const { directory, files } = place;
	const path = join(directory, ".git");
	const named = files.kind(path) === "file" ? /^gitdir: (.+)$/m.exec(files.text(path) ?? "")?.[1] : ".git";
	const real = named === undefined ? undefined : realBelow(resolve(directory, named), place);
	return real !== undefined && files.kind(real) === "directory" ? real : undefined;
}

function realBelow(path: string, { directory, files }: Place): string | undefined {
	const real = files.realpath(path);
	return real !== undefined && isBelow(real, directory) ? real : undefined;
}

/** In words that differ whenever a name has become something else. */
function whatIs(path: string, files: Files): string | undefined {
	const kind = files.kind(path);
	return kind === "link" ? `link to ${files.realpath(path) ?? "nothing"}` : kind;
}

function together(guards: readonly Guards[]): Guards {
	return { paths: guards.flatMap(({ paths }) => paths), unguarded: guards.flatMap(({ unguarded }) => unguarded) };
}
