import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { cpSync, symlinkSync } from "node:fs";
import { expect, onTestFinished, test } from "vitest";
import { root as project } from "../repository/run-tool.ts";
import { tempCheckout } from "./temp-checkout.ts";

const packaged = `node_modules/node-${process.platform}-${process.arch}`;

/** What stands for the program: it tells how it was started, and ends as its first argument says. */
const program = `
const [how, ...rest] = process.argv.slice(2);
process.on("SIGTERM", () => process.exit(33));
console.log("started with", JSON.stringify(rest), process.env.VIA ?? "directly");
if (how === "exit") process.exitCode = 7;
if (how === "kill") process.kill(process.pid, "SIGKILL");
if (how === "wait") setInterval(() => {}, 1000);
`;

/** An installed monmux with that program in it, and perhaps a packaged Node. */
function installed(files: Record<string, string> = {}): string {
	const root = tempCheckout({ "package.json": '{ "type": "module" }', "dist/main.js": program, ...files });
	cpSync(`${project}/bin`, `${root}bin`, { recursive: true });
	return root;
}

/** A packaged Node that shows in the environment that it was used. */
const withNode = {
	[`${packaged}/package.json`]: "{}",
	[`${packaged}/bin/node`]: `#!/bin/sh\nVIA=handed-over exec "${process.execPath}" "$@"\n`,
};

function run(args: readonly string[]): {
	status: number | null;
	signal: string | null;
	stdout: string;
	stderr: string;
} {
	return spawnSync(process.execPath, args, { encoding: "utf8", timeout: 10_000, env: { PATH: "" } });
}

test("a Node that is new enough runs the program, through a link as well", () => {
	const root = installed(withNode);
	symlinkSync(`${root}bin/monmux.js`, `${root}link`);
	const result = run([`${root}link`, "exit", "a b", ""]);
	expect(result.stdout).toBe('started with ["a b",""] directly\n');
	expect(result.status).toBe(7);
});

test("a Node that is too old hands over, with the arguments and the exit code", () => {
	const result = run([`${installed(withNode)}bin/old-node.js`, "exit", "a b", ""]);
	expect(result.stdout).toBe('started with ["a b",""] handed-over\n');
	expect(result.status).toBe(7);
});

test("a signal that ends the program ends the one that stands in for it", () => {
	expect(run([`${installed(withNode)}bin/old-node.js`, "kill"]).signal).toBe("SIGKILL");
});

test("a signal is passed on, and the program decides", async () => {
	const child = spawn(process.execPath, [`${installed(withNode)}bin/old-node.js`, "wait"], { timeout: 10_000 });
	onTestFinished(() => void child.kill("SIGKILL"));
	await firstOutput(child);
	child.kill("SIGTERM");
	const [code] = await once(child, "exit");
	expect(code).toBe(33);
});

test.each([
	["there is none", {}],
	["it does not start", { ...withNode, [`${packaged}/bin/node`]: "not a program" }],
])("one line tells what is needed when %s", (_, files) => {
	const result = run([`${installed(files)}bin/old-node.js`, "exit"]);
	expect(result.stderr).toMatch(/^monmux needs Node 24 or newer, and .*\.\n$/);
	expect(result.stdout).toBe("");
	expect(result.status).toBe(1);
});

async function firstOutput(child: ChildProcess): Promise<void> {
	if (child.stdout === null) throw new Error("no output to read");
	await once(child.stdout, "data");
}
