import { chmodSync, chownSync, existsSync, mkdirSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import {
	homeOf,
	makeDirectories,
	makeDirectory,
	realDirectory,
	runtimeHome,
	sessionPaths,
	stateHome,
} from "../../src/host/session-paths.ts";
import { failureOf, temporaryDirectory, unwrap } from "./scene.ts";

function pathsIn(directory: string) {
	return sessionPaths(
		"/srv/shop",
		{ XDG_STATE_HOME: join(directory, "state"), XDG_RUNTIME_DIR: join(directory, "run") },
		"/home/x",
	);
}

function modeOf(path: string): number {
	return statSync(path).mode & 0o777;
}

test("a home that is empty or relative is none", () => {
	expect(homeOf({ HOME: "/home/x" })).toBe("/home/x");
	for (const env of [{}, { HOME: "" }, { HOME: "home" }]) expect(homeOf(env)).toBe(userInfo().homedir);
});

describe("places", () => {
	const rows: [name: string, env: Record<string, string>, state: string, runtime: string][] = [
		["as the person's session says", { XDG_STATE_HOME: "/s", XDG_RUNTIME_DIR: "/r" }, "/s/monmux", "/r/monmux"],
		["without one", {}, "/home/x/.local/state/monmux", join(tmpdir(), `monmux-${process.getuid?.()}`)],
		[
			"empty ones do not count",
			{ XDG_STATE_HOME: "", XDG_RUNTIME_DIR: "" },
			"/home/x/.local/state/monmux",
			join(tmpdir(), `monmux-${process.getuid?.()}`),
		],
		[
			"relative ones neither: host and client have different directories",
			{ XDG_STATE_HOME: "s", XDG_RUNTIME_DIR: "./r" },
			"/home/x/.local/state/monmux",
			join(tmpdir(), `monmux-${process.getuid?.()}`),
		],
	];
	for (const [name, env, state, runtime] of rows) {
		test(name, () => {
			expect(stateHome(env, "/home/x")).toBe(state);
			expect(runtimeHome(env)).toBe(runtime);
		});
	}

	test("are the directory's own, and readable ones", () => {
		const one = sessionPaths("/a/shop", { XDG_STATE_HOME: "/s", XDG_RUNTIME_DIR: "/r" }, "/h");
		const other = sessionPaths("/b/shop", { XDG_STATE_HOME: "/s", XDG_RUNTIME_DIR: "/r" }, "/h");
		expect(one.state).toMatch(/^\/s\/monmux\/shop-[0-9a-f]{12}$/);
		expect(one.runtime).toMatch(/^\/r\/monmux\/[0-9a-f]{12}$/);
		expect(new Set([...Object.values(one), ...Object.values(other)]).size).toBe(2 * Object.keys(one).length);
	});

	test("of a strange name stay within theirs", () => {
		const paths = sessionPaths(`/a/${"ä b/../".repeat(3)}${"x".repeat(100)}`, { XDG_STATE_HOME: "/s" }, "/h");
		expect(paths.state).toMatch(/^\/s\/monmux\/[\w.-]{1,40}-[0-9a-f]{12}$/);
	});
});

describe("the directory itself", () => {
	test("is known without links", () => {
		const directory = temporaryDirectory();
		mkdirSync(join(directory, "real"));
		symlinkSync(join(directory, "real"), join(directory, "link"));
		expect(unwrap(realDirectory(join(directory, "link")))).toBe(unwrap(realDirectory(join(directory, "real"))));
	});

	test("that is gone is a failure", () => {
		expect(failureOf(realDirectory("/no/such/directory"))).toMatchObject({ code: "bad-directory" });
	});
});

describe("making the directories", () => {
	test("makes them private, also those that were not", () => {
		const directory = temporaryDirectory();
		const paths = pathsIn(directory);
		mkdirSync(paths.runtime, { recursive: true, mode: 0o777 });
		chmodSync(paths.runtime, 0o777);
		unwrap(makeDirectories(paths));
		for (const made of [paths.state, paths.logs, paths.runtime, join(paths.runtime, "..")])
			expect(modeOf(made)).toBe(0o700);
		unwrap(makeDirectories(paths));
	});

	test("refuses a socket's path that is too long, before it makes anything", () => {
		const directory = temporaryDirectory();
		const paths = pathsIn(join(directory, "x".repeat(100)));
		const failure = failureOf(makeDirectories(paths));
		expect(failure.code).toBe("runtime-directory");
		expect(failure.message).toContain("too long");
		expect(failure.remedy).toContain("XDG_RUNTIME_DIR");
		expect(existsSync(paths.state)).toBe(false);
	});

	test("counts bytes, not characters", () => {
		expect(failureOf(makeDirectories(pathsIn(`/tmp/${"ü".repeat(40)}`))).message).toContain("too long");
	});

	const places: [name: string, place: (paths: ReturnType<typeof pathsIn>) => string][] = [
		["the runtime directory", (paths) => paths.runtime],
		["the directory of all runtime directories", (paths) => join(paths.runtime, "..")],
		["the state directory", (paths) => paths.state],
	];
	for (const [name, place] of places) {
		test(`refuses a link in place of ${name}`, () => {
			const directory = temporaryDirectory();
			const paths = pathsIn(directory);
			mkdirSync(join(directory, "elsewhere"), { mode: 0o755 });
			chmodSync(join(directory, "elsewhere"), 0o755);
			mkdirSync(join(place(paths), ".."), { recursive: true });
			symlinkSync(join(directory, "elsewhere"), place(paths));
			expect(failureOf(makeDirectories(paths))).toMatchObject({
				code: "runtime-directory",
				message: `${place(paths)} is not a directory of yours`,
			});
			expect(modeOf(join(directory, "elsewhere"))).toBe(0o755);
		});

		test(`refuses a file in place of ${name}`, () => {
			const paths = pathsIn(temporaryDirectory());
			mkdirSync(join(place(paths), ".."), { recursive: true });
			writeFileSync(place(paths), "");
			expect(failureOf(makeDirectories(paths)).code).toBe("runtime-directory");
		});
	}

	test("refuses a directory of somebody else", () => {
		const paths = pathsIn(temporaryDirectory());
		mkdirSync(paths.runtime, { recursive: true });
		const amRoot = process.getuid?.() === 0;
		if (amRoot) chownSync(paths.runtime, 12_345, 12_345);
		const runtime = amRoot ? paths.runtime : "/usr/lib";
		expect(failureOf(makeDirectories({ ...paths, runtime })).message).toContain("not a directory of yours");
	});

	test("names the directory that cannot be made", () => {
		const directory = temporaryDirectory();
		writeFileSync(join(directory, "state"), "in the way");
		const failure = failureOf(makeDirectories(pathsIn(directory)));
		expect(failure.message).toContain(`cannot make ${directory}/state/monmux/`);
		expect(failure.message).toContain("ENOTDIR");
		expect(failure.remedy).toContain("XDG_STATE_HOME");
	});
});

describe("one directory", () => {
	test("makes all that is missing, for its owner alone", () => {
		const path = join(temporaryDirectory(), "a", "b", "c");
		makeDirectory(path);
		makeDirectory(path);
		for (const made of [path, join(path, "..")]) expect(modeOf(made)).toBe(0o700);
	});

	test("leaves what is there as it is", () => {
		const path = join(temporaryDirectory(), "open");
		mkdirSync(path, { mode: 0o755 });
		makeDirectory(join(path, "new"));
		expect(modeOf(path)).toBe(0o755);
	});

	test.each(["/proc/1/monmux/x", "/proc/monmux"])("comes back from %s", (path) => {
		expect(() => makeDirectory(path)).toThrow(/ENOENT|EACCES/);
	});

	test("a file in the way is told", () => {
		const file = join(temporaryDirectory(), "file");
		writeFileSync(file, "");
		expect(() => makeDirectory(join(file, "x"))).toThrow(/ENOTDIR/);
	});
});
