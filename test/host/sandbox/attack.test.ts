import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Playground } from "./support/playground.ts";
import { pidsWith } from "./support/until.ts";

const place = new Playground();

beforeAll(() => {
	execFileSync("git", ["init", "-q", place.project]);
	place.write("home/project/.git/hooks/keep", "");
	place.write("home/project/.vscode/tasks.json", "{}");
	place.write("home/project/CLAUDE.md", "hello");
	place.write("home/project/notes.txt", "hello");
	place.write("home/.npmrc", "TOKEN");
	place.write("home/.config/gh/hosts.yml", "TOKEN");
	place.write("home/.config/app/settings", "fine");
});
afterAll(() => place.dispose());

describe("writes that must fail", () => {
	const targets: readonly (readonly [string, () => string])[] = [
		["/etc", () => "/etc/planted-by-test"],
		["/usr", () => "/usr/planted-by-test"],
		["the root", () => "/planted-by-test"],
		["git hooks", () => join(place.project, ".git/hooks/pre-commit")],
		["git settings", () => join(place.project, ".git/config")],
		["editor tasks", () => join(place.project, ".vscode/tasks.json")],
		["agent instructions", () => join(place.project, "CLAUDE.md")],
		["kernel settings", () => "/proc/sys/kernel/core_pattern"],
	];
	for (const [name, target] of targets) {
		test(name, async () => {
			const before = existsSync(target()) ? readFileSync(target(), "utf8") : undefined;
			const { stdout } = await place.run([
				"/bin/bash",
				"-c",
				'(echo evil >>"$1") 2>&1; echo "exit $?"',
				"sh",
				target(),
			]);
			expect(stdout).toMatch(/exit [1-9]/);
			expect(existsSync(target()) ? readFileSync(target(), "utf8") : undefined).toBe(before);
		});
	}

	test("the home stays as it is", async () => {
		await place.run(["/bin/bash", "-c", 'echo evil > "$1/.bashrc"; rm -rf "$1/.ssh"', "sh", place.home]);
		expect(existsSync(join(place.home, ".bashrc"))).toBe(false);
		expect(readFileSync(join(place.home, ".ssh/id_test"), "utf8")).toBe("PRIVATE");
	});

	test("the project itself can be written", async () => {
		await place.shell("echo made > made.txt; mkdir -p deep/er; echo x > .git/description");
		expect(readFileSync(join(place.project, "made.txt"), "utf8")).toBe("made\n");
	});

	test("the git directory cannot be moved away and replaced", async () => {
		const { stdout } = await place.shell("mv .git .g2 2>&1; rm -rf .git/hooks 2>&1; ls .git/hooks");
		expect(stdout).toContain("busy");
		expect(existsSync(join(place.project, ".git/hooks/keep"))).toBe(true);
		expect(existsSync(join(place.project, ".g2"))).toBe(false);
	});

	test("git still commits", async () => {
		const { exitCode } = await place.shell(
			"echo more >> notes.txt; git add notes.txt && git -c user.name=a -c user.email=a@b commit -qm test",
		);
		expect(exitCode).toBe(0);
		expect(execFileSync("git", ["-C", place.project, "log", "--format=%s"], { encoding: "utf8" })).toBe("test\n");
	});

	test("host's /tmp is another", async () => {
		const name = `/tmp/planted-${process.pid}`;
		expect((await place.run(["/bin/bash", "-c", 'echo x > "$1" && cat "$1"', "sh", name])).stdout).toBe("x");
		expect(existsSync(name)).toBe(false);
	});

	test("a read-only project", async () => {
		const { stdout } = await place.shell("touch new.txt 2>&1; cat notes.txt", { sandbox: { readOnly: true } });
		expect(stdout).toContain("Read-only file system");
		expect(stdout).toContain("hello");
		expect(existsSync(join(place.project, "new.txt"))).toBe(false);
	});

	test("a path opened for writing in a read-only project", async () => {
		mkdirSync(join(place.project, "dist"), { recursive: true });
		const write = [join(place.project, "dist")];
		const { stdout } = await place.shell("touch dist/out && touch other 2>&1", { sandbox: { readOnly: true, write } });
		expect(stdout).toContain("Read-only file system");
		expect(existsSync(join(place.project, "dist/out"))).toBe(true);
	});

	test("a guarded file that the person opened by name", async () => {
		const file = join(place.project, "CLAUDE.md");
		expect((await place.shell("echo allowed > CLAUDE.md", { sandbox: { write: [file] } })).exitCode).toBe(0);
		expect(readFileSync(file, "utf8")).toBe("allowed\n");
	});
});

describe("what must not be seen", () => {
	test("home, state, other temporary files, shadow", async () => {
		const paths = [join(place.home, ".ssh/id_test"), join(place.state, "token"), "/etc/shadow", place.root];
		const { stdout } = await place.run(["/bin/bash", "-c", 'for p; do cat "$p/../x" "$p" 2>&1; done', "sh", ...paths]);
		expect(stdout).not.toMatch(/PRIVATE|OWN|root:/);
		expect((await place.shell(`ls -A ${place.home}`)).stdout).toBe("project");
	});

	test("credentials below an opened home", async () => {
		const { stdout } = await place.shell(
			`cd ${place.home}; cat .config/app/settings .npmrc .ssh/id_test .config/gh/hosts.yml .local/state/monmux/token 2>&1`,
			{ sandbox: { read: [place.home] } },
		);
		expect(stdout).toContain("fine");
		expect(stdout).not.toMatch(/TOKEN|PRIVATE|OWN/);
	});

	test("credentials below a directory opened for writing", async () => {
		const write = [join(place.home, ".config")];
		const { stdout } = await place.shell(
			`cat ${write[0]}/gh/hosts.yml; mv ${write[0]}/gh ${write[0]}/x 2>&1; ls ${write[0]}`,
			{
				sandbox: { write },
			},
		);
		expect(stdout).not.toContain("TOKEN");
		expect(readFileSync(join(place.home, ".config/gh/hosts.yml"), "utf8")).toBe("TOKEN");
	});

	test("a file that the person opened by name", async () => {
		const read = [join(place.home, ".config/gh/hosts.yml")];
		expect((await place.shell(`cat ${read[0]}`, { sandbox: { read } })).stdout).toBe("TOKEN");
	});

	test("a link in the project does not lead out", async () => {
		symlinkSync(join(place.home, ".ssh"), join(place.project, ".claude"));
		const { stdout } = await place.shell("cat .claude/id_test 2>&1");
		expect(stdout).not.toContain("PRIVATE");
		rmSync(join(place.project, ".claude"));
	});

	test("the environment of the launcher holds only what is allowed", async () => {
		const hostEnv = {
			PATH: "/usr/bin",
			LANG: "C.UTF-8",
			HOME: "/h",
			SECRET_X: "s1",
			AWS_PROFILE: "s2",
			GREETING: "s3",
		};
		const { stdout } = await place.shell("tr '\\0' '\\n' < /proc/1/environ | cut -d= -f1 | sort", { hostEnv });
		expect(stdout.split("\n")).toEqual(
			"COLORTERM HOME LANG MONITOR_HOST MONITOR_ID MONITOR_NAME MONITOR_RUN PATH PWD SHELL SHLVL TERM TMPDIR TRACEPARENT".split(
				" ",
			),
		);
	});

	test("a preloaded library acts inside only", () => {
		const plan = place.planned(["true"], { sandbox: { env: ["LD_PRELOAD=/x.so"] } });
		expect(plan.env).not.toHaveProperty("LD_PRELOAD");
		expect(plan.args.join(" ")).toContain("--setenv LD_PRELOAD /x.so");
	});

	test("processes of the host", async () => {
		const { stdout } = await place.shell("for p in /proc/[0-9]*; do cat $p/comm; done");
		const names = new Set(stdout.split("\n"));
		expect([...names].every((name) => ["bwrap", "bash", "cat"].includes(name))).toBe(true);
		expect((await place.shell(`kill -0 ${process.pid} 2>&1; echo $?`)).stdout).toContain("1");
	});

	test("open files of the launcher's parent", async () => {
		const { stdout } = await place.shell("readlink /proc/self/fd/* /proc/1/fd/*");
		expect(stdout).not.toMatch(/^\/(?!dev\/null|proc(?:\/|$))/m);
	});

	test("capabilities and the filter", async () => {
		const { stdout } = await place.shell("grep -E '^(CapEff|CapBnd|NoNewPrivs|Seccomp):' /proc/self/status");
		expect(stdout.replace(/\s+/g, " ")).toContain("CapEff: 0000000000000000");
		expect(stdout).toMatch(/NoNewPrivs:\s1/);
		expect(stdout).toMatch(process.arch === "x64" ? /Seccomp:\s2/ : /Seccomp:\s[02]/);
	});
});

describe("the network", () => {
	const script = "(exec 3<>/dev/tcp/127.0.0.1/PORT) 2>&1 && echo reached";

	async function reach(net: boolean): Promise<string> {
		const server = createServer((socket) => socket.end());
		await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
		const address = server.address();
		const port = typeof address === "object" && address !== null ? address.port : 0;
		try {
			return (await place.shell(script.replace("PORT", String(port)), { sandbox: { net } })).stdout;
		} finally {
			server.close();
		}
	}

	test("is off", async () => expect(await reach(false)).not.toContain("reached"));
	test("is there when asked for", async () => expect(await reach(true)).toContain("reached"));
});

describe("limits", () => {
	test("private places are small", async () => {
		const { stdout } = await place.shell(
			"df --output=size -k /tmp /dev/shm /run /home/monitor | tail -n +2 | tr -d ' '",
		);
		expect(stdout.split("\n")).toEqual(["262144", "65536", "16384", "65536"]);
	});

	test("resources are bounded", async () => {
		expect((await place.shell("ulimit -d; ulimit -f; ulimit -c; ulimit -u")).stdout.split("\n")).toEqual([
			"2097152",
			"1048576",
			"0",
			"256",
		]);
	});
});

describe("working directories in odd places", () => {
	test("below /var/tmp, with spaces and other letters", async () => {
		const cwd = join("/var/tmp", `odd place ü ${process.pid}`);
		mkdirSync(cwd, { recursive: true });
		try {
			expect((await place.shell("pwd; echo hi > out", { cwd })).stdout).toBe(cwd);
			expect(readFileSync(join(cwd, "out"), "utf8")).toBe("hi\n");
		} finally {
			rmSync(cwd, { recursive: true });
		}
	});

	test("every word of a command arrives as it is", async () => {
		const words = ["-n", "", "two words", "ü€😀", "$(id)", "--", "*", "a'b\"c\\", "new\nline"];
		const { stdout } = await place.run(["/usr/bin/printf", "<%s>", ...words]);
		expect(stdout).toBe(words.map((word) => `<${word}>`).join(""));
	});

	test("a program whose name starts with a dash", async () => {
		writeFileSync(join(place.project, "-odd"), "#!/bin/sh\necho ran\n", { mode: 0o755 });
		expect((await place.run(["-odd"], { hostEnv: { PATH: `${place.project}:/usr/bin` } })).stdout).toBe("ran");
	});
});

test("nothing of the runs above is left", () => expect(pidsWith(place.root)).toEqual([]));
