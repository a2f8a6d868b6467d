import { join } from "node:path";
import type { Files } from "../files.ts";

/** What is kept read-only in a writable directory, and what cannot be because it is not there. */
export type Guards = {
	/** Paths that exist and become read-only. */
	readonly paths: readonly string[];
	/** Paths that would run code later if the script made or replaced them. */
	readonly unguarded: readonly string[];
};

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
 * Only names that exist and are no links are guarded: making a mount point for a missing one would leave a file behind,
 * and following a planted link would lead out of the directory.
 */
export function guardDirectory(directory: string, files: Files): Guards {
	const children = autoRunNames.map((name) => join(directory, name));
	const own = split(children, files);
	const git = guardGit(join(directory, ".git"), files);
	const bare = isBareRepository(directory, files) ? split(within(directory), files) : { paths: [], unguarded: [] };
	return {
		paths: [...own.paths, ...git.paths, ...bare.paths],
		unguarded: [...own.unguarded, ...git.unguarded, ...bare.unguarded],
	};
}

/** True when a path relative to a working directory is one that stays read-only. */
export function isGuardedName(relative: string): boolean {
	const [first = "", second = ""] = relative.split("/");
	return autoRunNames.includes(first) || (first === ".git" && (second === "" || gitNames.includes(second)));
}

/** The guarded paths that did not exist at the start and do now; for a report once the script ended. */
export function findAppeared(unguarded: readonly string[], files: Files): readonly string[] {
	return unguarded.filter((path) => files.kind(path) !== undefined);
}

/** A git directory without its own hooks and settings, or with links in their place, is kept read-only as a whole. */
function guardGit(git: string, files: Files): Guards {
	const kind = files.kind(git);
	if (kind === undefined || kind === "link") return { paths: [], unguarded: [git] };
	const whole = kind !== "directory" || files.kind(join(git, "hooks")) !== "directory";
	if (whole || files.kind(join(git, "config")) !== "file") return { paths: [git], unguarded: [] };
	return split(within(git), files);
}

function within(git: string): readonly string[] {
	return gitNames.map((name) => join(git, name));
}

function isBareRepository(directory: string, files: Files): boolean {
	return ["HEAD", "objects", "refs"].every((name) => files.kind(join(directory, name)) !== undefined);
}

function split(paths: readonly string[], files: Files): Guards {
	const isSafe = (path: string) => ["directory", "file"].includes(files.kind(path) ?? "");
	return { paths: paths.filter(isSafe), unguarded: paths.filter((path) => !isSafe(path)) };
}
