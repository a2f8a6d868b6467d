import { expect, test } from "vitest";
import { diskFiles } from "../../../../src/host/sandbox/files.ts";
import { credentialPaths, isCredential } from "../../../../src/host/sandbox/mounts/credential-paths.ts";
import { findAppeared, guardDirectory, isGuardedName } from "../../../../src/host/sandbox/mounts/guarded-names.ts";
import { surveySystem } from "../../../../src/host/sandbox/mounts/system-root.ts";
import { inventFiles } from "../support/invented-files.ts";

const git = { "/p/.git/HEAD": "x", "/p/.git/hooks": null, "/p/.git/config": "x" };

function check(tree: Record<string, string | null>, expected: readonly string[]) {
	expect([...guardDirectory("/p", inventFiles(tree)).paths].sort()).toEqual([...expected].sort());
}

test("nothing there", () => check({ "/p": null }, []));
test("names that exist", () =>
	check({ "/p/.npmrc": "x", "/p/.vscode": null, "/p/readme": "x" }, ["/p/.npmrc", "/p/.vscode"]));
test("links are not followed out of the directory", () => check({ "/p/.npmrc": "-> /etc/x", "/etc/x": "x" }, []));
test("what a link leads to in the directory", () =>
	check({ "/p/CLAUDE.md": "-> /p/docs/agents.md", "/p/docs/agents.md": "x" }, ["/p/docs/agents.md"]));
test("a link to the directory itself, or to nothing", () =>
	check({ "/p/.vscode": "-> /p", "/p/.npmrc": "-> /p/nothing" }, []));
test("only direct children", () => check({ "/p/a/.npmrc": "x" }, []));
test("a git directory", () => check(git, ["/p/.git/hooks", "/p/.git/config"]));
test("more of a git directory", () =>
	check({ ...git, "/p/.git/info/attributes": "x", "/p/.git/worktrees": null }, [
		"/p/.git/hooks",
		"/p/.git/config",
		"/p/.git/info",
		"/p/.git/worktrees",
	]));
test("a git file of a worktree", () => check({ "/p/.git": "gitdir: /x" }, ["/p/.git"]));
test("a git directory without hooks is closed as a whole", () => check({ "/p/.git/config": "x" }, ["/p/.git"]));
test("a git directory whose hooks are a link is closed as a whole", () =>
	check({ "/p/.git/config": "x", "/p/.git/hooks": "-> /p/h", "/p/h": null }, ["/p/.git"]));
test("a git directory that is a link", () => check({ "/p/.git": "-> /x", "/x": null }, []));
test("a git directory that a link leads to", () =>
	check({ "/p/.git": "-> /p/g", "/p/g/HEAD": "x", "/p/g/hooks": null, "/p/g/config": "x" }, [
		"/p/g/hooks",
		"/p/g/config",
	]));
test("a git directory that a file names", () =>
	check({ "/p/.git": "gitdir: deep/g\n", "/p/deep/g/HEAD": "x", "/p/deep/g/hooks": null, "/p/deep/g/config": "x" }, [
		"/p/.git",
		"/p/deep/g/hooks",
		"/p/deep/g/config",
	]));
test("a bare repository", () =>
	check({ "/p/HEAD": "x", "/p/objects": null, "/p/refs": null, "/p/hooks": null, "/p/config": "x" }, [
		"/p/hooks",
		"/p/config",
	]));

test("what was absent and appeared is reported", () => {
	const { unguarded } = guardDirectory("/p", inventFiles({ ...git, "/p/AGENTS.md": "x" }));
	const after = inventFiles({ ...git, "/p/.git/commondir": "../evil", "/p/.envrc": "x", "/p/AGENTS.md": "y" });
	expect([...findAppeared(unguarded, after)].sort()).toEqual([".envrc", ".git/commondir"]);
});

test("a link is reported when it leads elsewhere or is none any more, and not when it stays", () => {
	const targets = { "/p/a": "x", "/p/b": "x" };
	const links = (npmrc: string, envrc: string) =>
		inventFiles({ ...targets, "/p/.npmrc": npmrc, "/p/.envrc": envrc, "/p/.zshrc": "-> /p/a" });
	const { unguarded } = guardDirectory("/p", links("-> /p/a", "-> /p/b"));
	expect(findAppeared(unguarded, links("-> /p/b", "evil"))).toEqual([".envrc", ".npmrc"]);
});

test("guarded names, relative", () => {
	const names = [".git", ".git/hooks/pre-commit", ".git/config", ".github/x", "AGENTS.md", ".git/index", "src/.npmrc"];
	expect(names.map(isGuardedName)).toEqual([true, true, true, true, true, false, false]);
});

test("credentials that exist, by their real path", () => {
	const files = inventFiles({
		"/h/.ssh": "-> /h/dot/ssh",
		"/h/dot/ssh/id": "x",
		"/h/.cargo/credentials.toml": "x",
		"/h/.cargo/config.toml": "x",
		"/h/.bash_history": "x",
		"/h/.config/gh/hosts.yml": "x",
		"/h/.config/other": null,
	});
	expect([...credentialPaths("/h", files)].sort()).toEqual([
		"/h/.bash_history",
		"/h/.cargo/credentials.toml",
		"/h/.config/gh",
		"/h/dot/ssh",
	]);
});

test("credentials, relative to the home", () => {
	const names = [
		".ssh",
		".ssh/id",
		".cargo/credentials",
		".zsh_history",
		".config/gh/x",
		".config",
		".cargo/bin",
		"a.ssh",
	];
	expect(names.map(isCredential)).toEqual([true, true, true, true, true, false, false, false]);
});

test("the minimal root of an invented system", () => {
	const files = inventFiles({
		"/usr/bin": null,
		"/usr/lib": null,
		"/bin": "-> /usr/bin",
		"/lib": null,
		"/nix": null,
		"/etc/shadow": "x",
		"/etc/passwd": "x",
		"/etc/python3.13": null,
		"/etc/ssl/private": null,
		"/etc/ssh": null,
	});
	expect(surveySystem(files)).toEqual({
		directories: ["/usr", "/lib", "/nix"],
		links: [{ path: "/bin", target: "/usr/bin" }],
		settings: ["/etc/passwd", "/etc/python3.13", "/etc/ssl"],
		secrets: ["/etc/ssl/private"],
	});
});

test("a path that is not there is no error on the real disk", () => {
	expect(diskFiles.kind("/nowhere")).toBeUndefined();
	expect(diskFiles.realpath("/nowhere")).toBeUndefined();
	expect(diskFiles.list("/nowhere")).toEqual([]);
	expect(diskFiles.executable("/nowhere")).toBe(false);
	expect(diskFiles.executable("/usr")).toBe(false);
});
