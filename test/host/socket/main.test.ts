import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { execa } from "execa";
import { expect, test } from "vitest";
import { temporaryDirectory } from "../scene.ts";
import { serveSocket } from "./server.ts";

const program = fileURLToPath(new URL("../../../src/host/socket/main.ts", import.meta.url));

/** Runs the program to its end, on its own or behind another command. */
async function run(words: readonly string[], behind: readonly string[] = []) {
	const [file = "", ...args] = [...behind, process.execPath, program, ...words];
	const options = { reject: false, stdin: "ignore", timeout: 15_000 } as const;
	const { exitCode, stdout, stderr } = await execa(file, args, options);
	return { exitCode, stdout, stderr };
}

test("frames go to stdout, what became of the connection to stderr, and a clean close is no failure", async () => {
	const url = await serveSocket((socket) => {
		socket.send("one");
		socket.send(Buffer.alloc(3));
		socket.close(1000, "done");
	});
	expect(await run([url, "chat"])).toEqual({
		exitCode: 0,
		stdout: "one\n[binary frame, 3 bytes]",
		stderr: 'ws: connected, speaking chat\nws: closed by the server with 1000 (normal): "done"',
	});
});

test("the last lines of a long output come before the end", async () => {
	const url = await serveSocket((socket) => {
		for (let index = 0; index < 5000; index += 1) socket.send(`${index} ${"x".repeat(200)}`);
		socket.close(1011);
	});
	const { exitCode, stdout } = await run([url]);
	expect([exitCode, stdout.split("\n").length, stdout.split("\n").at(-1)?.split(" ")[0]]).toEqual([1, 5000, "4999"]);
});

test("without arguments it ends with a reason", async () => {
	expect(await run([])).toEqual({ exitCode: 1, stdout: "", stderr: "ws: Invalid URL" });
});

test("a name that leads to a refused address is not connected to", async () => {
	const hosts = join(temporaryDirectory(), "hosts");
	writeFileSync(hosts, "127.0.0.1 mixed.test\n169.254.169.254 mixed.test\nfd00:ec2::254 metadata.test\n");
	const behind = ["bwrap", "--dev-bind", "/", "/", "--ro-bind", hosts, "/etc/hosts"];
	for (const [host, address] of [
		["mixed.test", "169.254.169.254"],
		["metadata.test", "fd00:ec2::254"],
	]) {
		const { exitCode, stderr } = await run([`ws://${host}:9/`], behind);
		const words = "which is a link-local or cloud metadata address: monmux does not connect there";
		expect([exitCode, stderr]).toEqual([1, `ws: ${host} is at ${address}, ${words}`]);
	}
});
