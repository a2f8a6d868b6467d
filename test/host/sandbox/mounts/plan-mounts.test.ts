import { expect, test } from "vitest";
import { coverOf, type Mount, type MountWishes, planMounts } from "../../../../src/host/sandbox/mounts/plan-mounts.ts";

const nothing: MountWishes = {
	cwd: "/h/p",
	readOnly: false,
	read: [],
	write: [],
	toolchains: [],
	guarded: [],
	hidden: [],
	private: [],
	system: ["/usr", "/opt"],
};

/** One mount a line: `rw`, `ro` or `--`, and the path. */
function check(wishes: Partial<MountWishes>, expected: readonly string[]) {
	const short = { writable: "rw", "read-only": "ro", hidden: "--" } as const;
	const mounts = planMounts({ ...nothing, ...wishes });
	expect(mounts.map((mount) => `${short[mount.kind]} ${mount.path}`)).toEqual(expected);
}

test("the directory alone", () => check({}, ["rw /h/p"]));
test("read-only", () => check({ readOnly: true }, ["ro /h/p"]));
test("a guarded file lies on its directory", () => check({ guarded: ["/h/p/.npmrc"] }, ["rw /h/p", "ro /h/p/.npmrc"]));
test("guards need a writable directory", () => check({ readOnly: true, guarded: ["/h/p/.npmrc"] }, ["ro /h/p"]));
test("what is between is pinned", () =>
	check({ guarded: ["/h/p/.git/hooks", "/h/p/.git/config"] }, [
		"rw /h/p",
		"rw /h/p/.git",
		"ro /h/p/.git/config",
		"ro /h/p/.git/hooks",
	]));
test("a person opens a guarded path by its name", () =>
	check({ guarded: ["/h/p/.npmrc"], write: ["/h/p/.npmrc"] }, ["rw /h/p"]));
test("a person opens something below a guarded path", () =>
	check({ guarded: ["/h/p/.github"], write: ["/h/p/.github/x"] }, ["rw /h/p", "ro /h/p/.github", "rw /h/p/.github/x"]));
test("reading a guarded path leaves it guarded", () =>
	check({ guarded: ["/h/p/.npmrc"], read: ["/h/p/.npmrc"] }, ["rw /h/p", "ro /h/p/.npmrc"]));
test("what is visible already needs no mount", () =>
	check({ read: ["/usr/share", "/h/p/docs"], toolchains: ["/opt/go", "/h/p/node_modules"] }, ["rw /h/p"]));
test("an outer directory comes first", () => check({ read: ["/h"] }, ["ro /h", "rw /h/p"]));
test("credentials are hidden only where something shows them", () =>
	check({ read: ["/h/c"], hidden: ["/h/c/gh", "/h/.ssh"] }, ["ro /h/c", "rw /h/p", "-- /h/c/gh"]));
test("a credential that is named exactly is shown", () =>
	check({ read: ["/h/c", "/h/c/gh"], hidden: ["/h/c/gh"] }, ["ro /h/c", "rw /h/p"]));
test("a file in a hidden directory that is named exactly", () =>
	check({ read: ["/h/c", "/h/c/gh/x"], hidden: ["/h/c/gh"] }, ["ro /h/c", "rw /h/p", "-- /h/c/gh", "ro /h/c/gh/x"]));
test("own files stay hidden even when named", () =>
	check({ read: ["/h/s"], private: ["/h/s"], write: ["/h/s"] }, ["rw /h/p"]));
test("own files below an opened directory", () =>
	check({ read: ["/h"], private: ["/h/s"] }, ["ro /h", "rw /h/p", "-- /h/s"]));
test("a credential deep in a writable directory is pinned", () =>
	check({ write: ["/h/l"], hidden: ["/h/l/share/keys"] }, [
		"rw /h/l",
		"rw /h/p",
		"rw /h/l/share",
		"-- /h/l/share/keys",
	]));
test("a credential in a toolchain", () =>
	check({ toolchains: ["/h/.cargo"], hidden: ["/h/.cargo/credentials"] }, [
		"ro /h/.cargo",
		"rw /h/p",
		"-- /h/.cargo/credentials",
	]));
test("a secret of the system", () => check({ hidden: ["/usr/private"] }, ["rw /h/p", "-- /usr/private"]));

test("the cover of a path is its deepest mount", () => {
	const mounts: readonly Mount[] = [
		{ path: "/a", kind: "read-only" },
		{ path: "/a/b", kind: "writable" },
		{ path: "/a/b/c", kind: "hidden" },
	];
	const kinds = ["/a/x", "/a/b/x", "/a/b/c", "/a/bx", "/usr/x", "/z"].map((path) => coverOf(path, mounts, ["/usr"]));
	expect(kinds).toEqual(["read-only", "writable", "hidden", "read-only", "read-only", "absent"]);
});
