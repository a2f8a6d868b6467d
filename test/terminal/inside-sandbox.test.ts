import { existsSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { describe, expect, test } from "vitest";
import { placeNode, placePackage } from "./drivers/packages.ts";
import { withSession } from "./drivers/session.ts";

const allowed =
	/^(USER|LOGNAME|LANG|LANGUAGE|TZ|LC_\w+|PATH|HOME|PWD|SHLVL|SHELL|TERM|COLORTERM|TMPDIR|XDG_\w+|TRACEPARENT|MONITOR_\w+|COLUMNS|LINES|container)$/;

describe("a monitor", () => {
	test("sees its own processes and variables only", () =>
		withSession(async (s) => {
			const script = "cat /proc/[0-9]*/comm | sort | uniq; echo --; tr '\\0' '\\n' </proc/1/environ";
			const run = s.startIn({ env: { SECRET_TOKEN: "s3cret" } }, "run", "--wait", "--", "bash", "-c", script);
			const { code, stdout } = await run.ended;
			expect(code).toBe(0);
			const [processes = "", variables = ""] = stdout.split("--\n");
			expect(
				processes
					.trim()
					.split("\n")
					.filter((name) => !/^(bash|bwrap|cat|sort|uniq)$/.test(name)),
			).toEqual([]);
			const names = variables
				.trim()
				.split("\n")
				.map((line) => line.replace(/=.*/, ""));
			expect(names).toContain("PATH");
			expect(names.filter((name) => !allowed.test(name))).toEqual([]);
			expect(stdout).not.toContain("s3cret");
		}));

	test("writes to its project and to nothing else", () =>
		withSession(async (s) => {
			const { home, project, root } = s.place;
			mkdirSync(join(project, ".git/hooks"), { recursive: true });
			writeFileSync(join(project, ".git/config"), "");
			const hostTmp = `/tmp/${basename(root)}-outside`;
			const etc = `/etc/${basename(root)}`;
			const refused = [`${home}/x`, etc, ".git/hooks/post-commit", ".git/config"];
			const script = `touch fine; touch ${hostTmp}; for f in ${refused.join(" ")}; do echo x >>$f && echo wrote $f; done; true`;
			const first = await s.cli("run", "--wait", "--", "bash", "-c", script);
			expect(first.stdout.replaceAll(`wrote ${home}/x\n`, "")).toBe("");
			expect(existsSync(join(project, "fine"))).toBe(true);
			for (const path of [hostTmp, etc, `${home}/x`, join(project, ".git/hooks/post-commit")]) {
				expect(existsSync(path), path).toBe(false);
			}
			const second = await s.cli("run", "--read-only", "--wait", "--", "bash", "-c", "touch refused");
			expect(second.code).toBe(1);
			expect(second.stderr).toContain("Read-only file system");
			expect((await s.events("bash-2")).at(-1)?.text).toContain("--read-only");
		}));

	test("writes neither git hooks nor settings behind a link, and what it leaves for others to run is named", () =>
		withSession(async (s) => {
			const { project } = s.place;
			for (const path of ["data/hooks", "conf"]) mkdirSync(join(project, path), { recursive: true });
			for (const path of ["data/config", "conf/envrc"]) writeFileSync(join(project, path), "");
			symlinkSync("data", join(project, ".git"));
			symlinkSync("conf/envrc", join(project, ".envrc"));
			const targets = ".git/hooks/pre-commit data/config .envrc data/objects .npmrc";
			const script = `for f in ${targets}; do echo x >>$f && echo wrote $f; done; true`;
			expect((await s.cli("run", "--wait", "--", "bash", "-c", script)).stdout).toBe(
				"wrote data/objects\nwrote .npmrc\n",
			);
			expect((await s.events("bash")).at(-1)?.text).toMatch(/^exit 0 .*\n.*obeyed .* later: \.npmrc\. /);
		}));

	test("has no network, and its exit names the option", () =>
		withSession(async (s) => {
			await s.run("fetch", "exec 3<>/dev/tcp/198.51.100.7/80");
			await s.ended("fetch");
			const [exit] = await s.events("fetch");
			expect(exit?.text).toMatch(/^exit 1 after .*unreachable.*--net on/s);
			const screen = await s.open();
			await screen.paneShows("fetch", /exit 1 after/);
		}));
});

describe("npm test runs without any option", () => {
	test("with the Node of the system", () =>
		withSession(async (s) => {
			placePackage(s.place);
			const { code, stdout, stderr } = await s.cli("run", "--wait", "--", "npm", "test");
			expect(`${code} ${stdout}${stderr}`).toMatch(/^0 .*pass 1/s);
		}));

	test("with a Node below the home", () =>
		withSession(async (s) => {
			placePackage(s.place);
			const bin = placeNode(s.place);
			const env = { PATH: `${bin}:/usr/bin:/bin` };
			const run = s.startIn({ env }, "run", "--wait", "--", "npm", "test");
			const { code, stdout, stderr } = await run.ended;
			expect(`${code} ${stdout}${stderr}`).toMatch(/^0 .*pass 1/s);
			const where = await s.startIn({ env }, "run", "--wait", "--", "bash", "-c", "command -v node").ended;
			expect(where.stdout).toBe(`${bin}/node\n`);
		}));
});
