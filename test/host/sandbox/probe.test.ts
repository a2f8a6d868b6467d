import { chmodSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { classifyFailure, installHint, type ProbeEvidence } from "../../../src/host/sandbox/probe-failure.ts";
import { probeSandbox } from "../../../src/host/sandbox/probe-sandbox.ts";

const made: string[] = [];
afterAll(() => {
	for (const path of made) rmSync(path, { recursive: true, force: true });
});

function makeDirectory(): string {
	const path = mkdtempSync(join(tmpdir(), "sandbox-test-probe-"));
	made.push(path);
	return path;
}

/** A directory with a program named bwrap. */
function fakeBwrap(script: string, mode = 0o755): string {
	const directory = makeDirectory();
	writeFileSync(join(directory, "bwrap"), `#!/bin/sh\n${script}\n`);
	chmodSync(join(directory, "bwrap"), mode);
	return directory;
}

describe("on this machine", () => {
	test("the sandbox works, and is tried once", async () => {
		const first = probeSandbox({ path: "/usr/bin", cwd: "/usr/share" });
		expect(probeSandbox({ path: "/usr/bin", cwd: "/usr/share" })).toBe(first);
		const probe = await first;
		expect(probe).toMatchObject({ ok: true, bwrap: "/usr/bin/bwrap" });
		expect(probe.version).toMatch(/^\d+\.\d+/);
		expect(probe).not.toHaveProperty("failure");
	});

	test("without bwrap", async () => {
		const probe = await probeSandbox({ path: "/nowhere:relative", cwd: "/usr/share" });
		expect(probe).toMatchObject({ ok: false, bwrap: "", failure: { code: "sandbox-unavailable" } });
		expect(probe.failure?.remedy).toMatch(/nstall/);
	});

	test("a bwrap of the project does not count, nor a link to it", async () => {
		const project = fakeBwrap("exit 0");
		const elsewhere = makeDirectory();
		symlinkSync(join(project, "bwrap"), join(elsewhere, "bwrap"));
		const probe = await probeSandbox({ path: `${project}:${elsewhere}`, cwd: project });
		expect(probe).toMatchObject({ ok: false, bwrap: "" });
	});

	test("a setuid bwrap is refused", async () => {
		const probe = await probeSandbox({ path: fakeBwrap("echo bubblewrap 0.11.0", 0o4755), cwd: "/usr/share" });
		expect(probe.failure?.message).toContain("setuid");
	});

	test("an old bwrap is refused", async () => {
		const probe = await probeSandbox({ path: fakeBwrap("echo bubblewrap 0.4.1"), cwd: "/usr/share" });
		expect(probe).toMatchObject({ ok: false, version: "0.4.1" });
		expect(probe.failure?.remedy).toContain("0.8.0");
	});

	test("a bwrap that fails is classified by what it says", async () => {
		const script = '[ "$1" = --version ] && echo bubblewrap 0.9.0 && exit; echo "bwrap: Can\'t mount proc" >&2; exit 1';
		const probe = await probeSandbox({ path: fakeBwrap(script), cwd: "/usr/share" });
		expect(probe).toMatchObject({ ok: false, version: "0.9.0" });
		expect(probe.failure?.message).toContain("/proc");
	});
});

describe("symptoms", () => {
	const nothing: ProbeEvidence = {
		stderr: "",
		timedOut: false,
		distribution: "debian",
		apparmorRestricts: false,
		nested: false,
	};
	const cases: readonly (readonly [string, Partial<ProbeEvidence>, RegExp])[] = [
		["time", { timedOut: true }, /in time/],
		["AppArmor", { stderr: "bwrap: setting up uid map: Permission denied", apparmorRestricts: true }, /AppArmor/],
		["AppArmor, loopback", { stderr: "bwrap: loopback: Failed RTM_NEWADDR", apparmorRestricts: true }, /AppArmor/],
		["uid map alone", { stderr: "bwrap: setting up uid map: Permission denied" }, /security module/],
		["a container", { stderr: "bwrap: Creating new namespace failed: Operation not permitted" }, /namespaces/],
		["nested", { stderr: "bwrap: Operation not permitted", nested: true }, /another sandbox/],
		["a limit", { stderr: "nesting depth or max_user_namespaces exceeded (ENOSPC)" }, /limit/],
		["proc", { stderr: "bwrap: Can't mount proc on /newroot/proc" }, /container hides/],
		["an old bwrap", { stderr: "bwrap: Unknown option --disable-userns" }, /too old/],
		["an old env", { stderr: "/usr/bin/env: unrecognized option '--default-signal=INT'" }, /coreutils/],
		["something else", { stderr: "first\nbwrap: strange" }, /strange/],
		["silence", {}, /without a word/],
	];
	for (const [name, evidence, message] of cases) {
		test(name, () => {
			const failure = classifyFailure({ ...nothing, ...evidence });
			expect(failure.code).toBe("sandbox-unavailable");
			expect(failure.message).toMatch(message);
			expect(failure.remedy).toMatch(/\w/);
		});
	}
});

describe("installing", () => {
	const cases = {
		"ubuntu debian": "apt",
		fedora: "dnf",
		arch: "pacman",
		alpine: "apk",
		"opensuse-leap suse": "zypper",
	};
	for (const [distribution, tool] of Object.entries(cases)) {
		test(distribution, () => expect(installHint(distribution)).toContain(tool));
	}
	test("unknown", () => expect(installHint("plan9")).toContain("bubblewrap"));
});
