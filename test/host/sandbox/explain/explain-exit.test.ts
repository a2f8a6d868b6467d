import { describe, expect, test } from "vitest";
import { pathIn } from "../../../../src/host/sandbox/explain/path-in.ts";
import { explainExit } from "../../../../src/host/sandbox/explain-exit.ts";
import { monitorSpecSchema, type SandboxSpec } from "../../../../src/model/monitor.ts";

function hint(lines: string | readonly string[], sandbox: Partial<SandboxSpec> = {}, exitCode: number | undefined = 1) {
	const spec = monitorSpecSchema.parse({ name: "x", command: ["x"], cwd: "/home/ann/shop", sandbox });
	return explainExit({ spec, exitCode, stderrTail: typeof lines === "string" ? [lines] : lines, stdoutTail: [] });
}

function check(line: string, option: string | undefined, sandbox: Partial<SandboxSpec> = {}) {
	test(line, () => {
		const said = hint(line, sandbox);
		if (option === undefined) expect(said).toBeUndefined();
		else expect(said).toContain(option);
	});
}

test("what a server says to a monitor that listens is no sign of the sandbox", () => {
	const line = "ws: closed by the server with 1011: open '/root/.ssh/id': no such file or directory";
	const about = { name: "x", cwd: "/home/ann/shop", socket: { url: "ws://h/" } };
	const end = { exitCode: 1, stderrTail: [line], stdoutTail: [line] };
	expect(explainExit({ spec: monitorSpecSchema.parse(about), ...end })).toBeUndefined();
	expect(hint(line)).toContain("/root/.ssh/id");
});

describe("the network", () => {
	check("curl: (6) Could not resolve host: example.org", "--net on");
	check("Error: getaddrinfo EAI_AGAIN example.com", "--net on");
	check("connect ENETUNREACH 1.1.1.1:443", "--net on");
	check("ping: connect: Network is unreachable", "--net on");
	check("fatal: unable to access: Temporary failure in name resolution", "--net on");
	check("dial tcp: lookup x: no such host", "--net on");
	const curl7 = "curl: (7) Failed to connect to";
	check(`${curl7} 198.51.100.1 port 80 after 0 ms: Couldn't connect to server`, "no network; --net on");
	check(`${curl7} localhost port 80 after 0 ms: Couldn't connect to server`, "localhost of its own");
	check(`${curl7} 127.0.0.1 port 80 after 0 ms: Couldn't connect to server`, "localhost of its own");
	check("connect ECONNREFUSED 127.0.0.1:5432", "--net on");
	check("curl: (6) Could not resolve host: example.org", undefined, { net: true });
});

describe("writing", () => {
	check("Error: EROFS: read-only file system, open '/etc/x y'", "--write /etc/x y");
	check("bash: line 1: /usr/x: Read-only file system", "--write /usr/x");
	check("touch: cannot touch '/opt/x': Read-only file system", "--write /opt/x");
	check("OSError: [Errno 30] Read-only file system: '/opt/p'", "--write /opt/p");
	check("touch: cannot touch '.git/hooks/pre-commit': Read-only file system", "run code later");
	check("error: could not lock config file .git/config: Read-only file system", "run code later");
	check("bash: CLAUDE.md: Read-only file system", "--write");
	check("mv: cannot move '.git' to 'x': Device or resource busy", "run code later");
	check("umount: '/x/y': Device or resource busy", undefined);
	check("touch: cannot touch 'dist/a': Read-only file system", "--read-only", { readOnly: true });
	check("Read-only file system", "--write PATH");
});

describe("what is hidden", () => {
	check("cat: /home/ann/other/file: No such file or directory", "--read /home/ann/other/file");
	check("Error: ENOENT: no such file or directory, open '/var/lib/app/db'", "--read /var/lib/app/db");
	check("cat: /home/ann/.ssh/id: Permission denied", "credentials");
	check("cat: /home/monitor/.foo: No such file or directory", "home of its own");
	check("cat: /home/ann/shop/missing: No such file or directory", undefined);
	check("cat: /usr/share/missing: No such file or directory", undefined);
	check("cat: /home/ann/data/x: No such file or directory", undefined, { read: ["/home/ann/data"] });
	check("cat: notes: No such file or directory", undefined);
});

describe("a git worktree", () => {
	const fatal = "fatal: not a git repository";
	check(`${fatal}: /home/ann/main/.git/worktrees/wt`, "--read /home/ann/main/.git would");
	check(`${fatal}: /home/ann/bare.git/worktrees/wt`, "--read /home/ann/bare.git would");
	check(`${fatal}: /home/ann/main/.git/modules/lib`, "--read /home/ann/main/.git/modules/lib would");
	check(`${fatal}: /home/ann/main/.git/worktrees/wt`, undefined, { read: ["/home/ann/main/.git"] });
	check(`${fatal} (or any of the parent directories): .git`, undefined);
});

describe("variables", () => {
	check("Error: STRIPE_API_KEY is not set", "--env STRIPE_API_KEY");
	check("KeyError: 'DATABASE_URL'", "--env DATABASE_URL");
	check("bash: MY_TOKEN: unbound variable", "--env MY_TOKEN");
	check("Missing required environment variable APP_SECRET", "--env APP_SECRET");
	check("Error: STRIPE_API_KEY is not set", undefined, { env: ["STRIPE_API_KEY=x"] });
	check("ERR_MODULE_NOT_FOUND is required", undefined);
	check("Stopping at filesystem boundary (GIT_DISCOVERY_ACROSS_FILESYSTEM not set).", undefined);
});

describe("when it is silent", () => {
	const line = "Could not resolve host: x";
	test("success", () => expect(hint(line, {}, 0)).toBeUndefined());
	test("a signal", () => {
		const spec = monitorSpecSchema.parse({ name: "x", command: ["x"], cwd: "/p" });
		expect(explainExit({ spec, exitCode: undefined, stderrTail: [line], stdoutTail: [] })).toBeUndefined();
	});
	test("no sandbox", () => expect(hint(line, { mode: "off" })).toBeUndefined());
	test("an ordinary failure", () => expect(hint("Tests 1 failed | 211 passed")).toBeUndefined());
	test("nothing was said", () => expect(hint([])).toBeUndefined());
});

test("stderr counts before stdout, and the last line before the first", () => {
	const spec = monitorSpecSchema.parse({ name: "x", command: ["x"], cwd: "/p" });
	const stderrTail = ["cat: /srv/a: No such file or directory", "cat: /srv/b: No such file or directory"];
	expect(explainExit({ spec, exitCode: 1, stderrTail, stdoutTail: ["Could not resolve host"] })).toContain("/srv/b");
	expect(explainExit({ spec, exitCode: 1, stderrTail: [], stdoutTail: ["Could not resolve host"] })).toContain("--net");
});

test("no space left", () => expect(hint("write /tmp/x: No space left on device")).toContain("TMPDIR"));

test("a very long line is no burden", () => {
	const start = performance.now();
	hint(Array.from({ length: 500 }, () => `${"/a ".repeat(20_000)}: Read-only file system`));
	expect(performance.now() - start).toBeLessThan(2000);
});

test("paths in messages", () => {
	expect(pathIn("open '/a b/c'")).toBe("/a b/c");
	expect(pathIn("sh: 1: cannot create /x/y: Directory nonexistent")).toBe("/x/y");
	expect(pathIn("bash: /x y/z: No such file")).toBe("/x y/z");
	expect(pathIn("nothing here")).toBeUndefined();
	expect(pathIn("see https://example.org")).toBeUndefined();
});
