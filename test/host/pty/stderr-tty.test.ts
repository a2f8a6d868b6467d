import { spawn } from "node:child_process";
import { closeSync, openSync, readdirSync, readlinkSync, writeSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { openStderrTty } from "../../../src/host/pty/stderr-tty.ts";
import { until } from "../scene.ts";

const size = { cols: 80, rows: 24 };

function open(): { tty: ReturnType<typeof openStderrTty>; text: () => string } {
	const chunks: Uint8Array[] = [];
	const tty = openStderrTty(size, (chunk) => chunks.push(chunk));
	return { tty, text: () => Buffer.concat(chunks).toString() };
}

describe("the second terminal", () => {
	test("gives what was written to it, to the last byte", async () => {
		const { tty, text } = open();
		const slave = openSync(tty.path, "w");
		writeSync(slave, "one\n");
		writeSync(slave, "two");
		closeSync(slave);
		await tty.drain(2000);
		expect(text()).toBe("one\r\ntwo");
	});

	test("gives it also when it was paused", async () => {
		const { tty, text } = open();
		tty.pause();
		const slave = openSync(tty.path, "w");
		writeSync(slave, "late\n");
		closeSync(slave);
		await tty.drain(2000);
		expect(text()).toBe("late\r\n");
	});

	test("is not waited for when somebody keeps it open", async () => {
		const { tty, text } = open();
		const keeper = spawn("/bin/bash", ["-c", 'exec 3>"$0"; echo said >&3; read', tty.path], { stdio: "pipe" });
		await until("what it says", () => text() === "said\r\n");
		await tty.drain(50);
		expect(keeper.exitCode).toBeNull();
		keeper.kill();
	});

	test("does not mind a size after its end", async () => {
		const { tty } = open();
		tty.resize(100, 30);
		await tty.drain(2000);
		tty.resize(120, 30);
		await tty.drain(10);
		expect(tty.path).toMatch(/^\/dev\/pts\/\d+$/);
	});

	test("leaves no descriptor behind", async () => {
		const before = terminals();
		for (let n = 0; n < 5; n += 1) await open().tty.drain(2000);
		expect(terminals()).toBe(before);
	});
});

/** Descriptors of this process that are pseudo-terminals. */
function terminals(): number {
	return readdirSync("/proc/self/fd").filter((name) => {
		try {
			return /^\/dev\/(pts|ptmx)/.test(readlinkSync(`/proc/self/fd/${name}`));
		} catch {
			return false;
		}
	}).length;
}
