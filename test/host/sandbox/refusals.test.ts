import { existsSync, mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { checkDirectory } from "../../../src/host/sandbox/check-directory.ts";
import { Playground, type RunOptions } from "./support/playground.ts";

const place = new Playground();
afterAll(() => place.dispose());

describe("a working directory", () => {
	const bounds = { home: place.home, privatePaths: [place.state] };
	const refused: readonly (readonly [string, () => string, RegExp])[] = [
		["the root", () => "/", /root of all files/],
		["the home", () => place.home, /is your home/],
		["what contains the home", () => place.root, /contains your home/],
		["what contains monmux's state", () => join(place.home, ".local"), /monmux itself/],
		["monmux's state", () => place.state, /monmux itself/],
		["a file", () => place.write("home/file", "x"), /not a directory/],
		["nothing", () => join(place.home, "nothing"), /does not exist/],
		["a relative path", () => "here", /absolute/],
		["a link to the home", () => link("to-home", place.home), /is your home/],
		["credentials", () => join(place.home, ".ssh"), /credentials/],
		["/tmp", () => "/tmp", /shared|contains/],
		["/usr", () => "/usr", /shared/],
		["/proc", () => "/proc/self", /system/],
	];
	for (const [name, path, message] of refused) {
		test(`refused: ${name}`, () => {
			const result = checkDirectory(path(), bounds);
			expect(result).toMatchObject({ ok: false, failure: { code: "bad-directory" } });
			if (!result.ok) expect(result.failure.message).toMatch(message);
			if (!result.ok) expect(result.failure.remedy).toMatch(/\w/);
		});
	}

	test("a link gives the real path", () =>
		expect(checkDirectory(link("to-project", place.project), bounds)).toEqual({ ok: true, value: place.project }));
});

function link(name: string, target: string): string {
	const path = join(place.root, name);
	symlinkSync(target, path);
	return path;
}

describe("further paths", () => {
	const refused: readonly (readonly [string, RunOptions["sandbox"], string])[] = [
		["reading everything", { read: ["/"] }, "not-allowed"],
		["reading kernel files", { read: ["/proc/1"] }, "not-allowed"],
		["reading monmux's state", { read: [place.state] }, "not-allowed"],
		["writing monmux's state", { write: [join(place.home, ".local")] }, "not-allowed"],
		["writing the home", { write: [place.home] }, "not-allowed"],
		["writing the system", { write: ["/usr"] }, "not-allowed"],
		["a relative path", { read: ["docs"] }, "not-allowed"],
		["a path that is not there", { read: [join(place.home, "nope")] }, "bad-usage"],
		["a bad variable", { env: ["A B"] }, "bad-usage"],
	];
	for (const [name, sandbox, code] of refused) {
		test(`refused: ${name}`, () =>
			expect(place.plan(["true"], { sandbox: sandbox ?? {} })).toMatchObject({ ok: false, failure: { code } }));
	}

	test("a link in the project leads to nothing outside, and what it leads to can be named", async () => {
		const outside = join(place.root, "outside");
		mkdirSync(outside);
		symlinkSync(outside, join(place.project, "planted"));
		for (const path of ["planted", "planted/", "../project/planted"]) {
			const named = join(place.project, path);
			for (const sandbox of [{ read: [named] }, { write: [named] }]) {
				const plan = place.plan(["true"], { sandbox });
				expect(plan).toMatchObject({ ok: false, failure: { code: "not-allowed" } });
				if (!plan.ok) expect(plan.failure.remedy).toContain(outside);
			}
			const elsewhere = place.plan(["true"], { cwd: named });
			expect(elsewhere).toMatchObject({ ok: false, failure: { code: "bad-directory" } });
		}
		expect(place.plan(["true"], { cwd: outside, sandbox: { write: [outside] } }).ok).toBe(true);
	});

	test("a link within the project is fine", () => {
		mkdirSync(join(place.project, "packages"), { recursive: true });
		symlinkSync("packages", join(place.project, "linked"));
		expect(place.plan(["true"], { cwd: join(place.project, "linked") }).ok).toBe(true);
	});

	test("a link that the person names works by its own name", async () => {
		place.write("data/real/x", "seen");
		symlinkSync(join(place.root, "data/real"), join(place.root, "alias"));
		const read = [join(place.root, "alias")];
		expect((await place.shell(`cat ${read[0]}/x`, { sandbox: { read } })).stdout).toBe("seen");
	});
});

describe("a command", () => {
	function check(word: string, options: RunOptions, [message, remedy]: readonly [RegExp, RegExp]) {
		const plan = place.plan([word], options);
		expect(plan).toMatchObject({ ok: false, failure: { code: "command-not-found" } });
		if (!plan.ok) expect(plan.failure.message).toMatch(message);
		if (!plan.ok) expect(plan.failure.remedy).toMatch(remedy);
	}

	test("unknown", () => check("no-such-program", {}, [/PATH: \/usr\/bin/, /Install/]));
	test("empty", () => check("", {}, [/empty/, /--/]));
	test("a missing file", () => check("./nope.sh", {}, [/does not exist/, /path/]));
	test("a file without the bit", () => {
		place.write("home/project/plain.sh", "echo");
		check("./plain.sh", {}, [/not an executable/, /chmod/]);
	});
	test("a directory", () => check("./", {}, [/not an executable/, /chmod/]));
	test("hidden by the sandbox", () => {
		const path = place.write("home/tools/run", "#!/bin/sh\n", 0o755);
		check(path, {}, [/hides/, /--read/]);
	});
	test("with a null character", () =>
		expect(place.plan(["true", "a\0b"])).toMatchObject({ ok: false, failure: { code: "bad-usage" } }));
	test("without a sandbox, unknown too", () =>
		check("no-such-program", { sandbox: { mode: "off" } }, [/no program/, /Install/]));
});

test("without a sandbox the environment is scrubbed and temporary files are private", async () => {
	const hostEnv = { PATH: "/usr/bin:/bin", MY_SECRET: "s", LANG: "C" };
	const { stdout } = await place.shell('echo "$MY_SECRET|$HOME|$MONITOR_ID"; stat -c %a "$TMPDIR"; ulimit -c', {
		hostEnv,
		sandbox: { mode: "off" },
	});
	expect(stdout.split("\n")).toEqual([`|${place.home}|m7`, "700", "0"]);
	const plan = place.planned(["true"], { sandbox: { mode: "off" } });
	expect(existsSync(plan.env.TMPDIR ?? "")).toBe(true);
	plan.cleanup();
	expect(existsSync(plan.env.TMPDIR ?? "")).toBe(false);
});

test("a plan names what would run code and has appeared", () => {
	const plan = place.planned(["true"]);
	expect(plan.appeared()).toEqual([]);
	place.write("home/project/.npmrc", "");
	expect(plan.appeared()).toEqual([".npmrc"]);
});

test("a home that is a link keeps its name", async () => {
	const real = join(place.root, "real-home");
	mkdirSync(join(real, "work"), { recursive: true });
	const home = link("moved-home", real);
	const { stdout } = await place.shell(`cd ${home}/work && pwd -P`, { home, cwd: join(home, "work") });
	expect(stdout).toBe(join(real, "work"));
});
