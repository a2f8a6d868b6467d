import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { recognise } from "../../../../../src/host/agent/playbook/signatures/recognise.ts";

// The tables are written after what tools print; these run the ones that are always there.
let folder = "";
beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), "playbook-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What a program of node's prints, both streams, in a clean environment. */
function run(name: string, program: string, ...options: readonly string[]): string {
	const file = join(folder, name);
	writeFileSync(file, program);
	const env = { PATH: process.env.PATH ?? "" };
	const { stdout, stderr } = spawnSync(process.execPath, [...options, file], {
		encoding: "utf8",
		timeout: 15_000,
		env,
	});
	return `${stdout}${stderr}`;
}

test("an uncaught error of node's", () => {
	const text = run("crash.mjs", "function total() {\n\treturn undefined.price;\n}\n\ntotal();\n");
	expect(recognise({ kind: "output", text })[0]).toMatchObject({
		family: "crash",
		title: expect.stringMatching(/^TypeError: Cannot read properties of undefined/),
		place: expect.stringMatching(/crash\.mjs:2$/),
	});
});

test("a missing module of node's", () => {
	const text = run("missing.cjs", 'require("no-such-module");\n');
	expect(recognise({ kind: "output", text })[0]).toMatchObject({
		family: "missing",
		title: "module no-such-module is missing",
	});
});

test("a port in use", () => {
	const text = run(
		"port.mjs",
		'import { createServer } from "node:net";\nconst one = createServer().listen(0, () => createServer().listen(one.address().port));\n',
	);
	expect(recognise({ kind: "output", text })[0]).toMatchObject({
		family: "port",
		title: expect.stringMatching(/^port \d+ is already in use$/),
	});
});

const suite = (wanted: number) =>
	`import test from "node:test";\nimport assert from "node:assert";\ntest("adds up", () => {\n\tassert.equal(1 + 1, ${wanted});\n});\n`;

test.each(["spec", "tap"])("a failing and a passing run of node's test runner, as %s", (reporter) => {
	const failed = run("sum.test.mjs", suite(3), "--test", `--test-reporter=${reporter}`);
	expect(recognise({ kind: "output", text: failed })[0]).toMatchObject({
		family: "test",
		tone: "red",
		title: "adds up fails",
		place: expect.stringMatching(/sum\.test\.mjs:\d+$/),
	});
	const passed = run("sum.test.mjs", suite(2), "--test", `--test-reporter=${reporter}`);
	expect(recognise({ kind: "output", text: passed })[0]).toMatchObject({ family: "test", tone: "green" });
});

test("a command that the shell does not find", () => {
	const { stderr } = spawnSync("/bin/sh", ["-c", "no-such-command"], { encoding: "utf8", timeout: 15_000 });
	expect(recognise({ kind: "output", text: stderr })[0]?.title).toBe("command no-such-command is not found");
});
