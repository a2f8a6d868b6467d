import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { pidsWith, until } from "../support/until.ts";

let count = 0;

/** A stand-in for a host with one script that nothing else would end. Resolves when the script runs. */
async function startHost(end: "in order" | "as it is", path = "/usr/bin:/bin") {
	count += 1;
	const mark = `orphan-${process.pid}-${count}-`;
	const command = `setsid perl -e 'sleep 300' ${mark}x & perl -e '$SIG{HUP}="IGNORE"; sleep 300' ${mark}y`;
	const file = fileURLToPath(new URL("../support/marked-host.ts", import.meta.url));
	const host = spawn(process.execPath, [file, path, command, end], { stdio: ["pipe", "ignore", "inherit"] });
	const scripts = () => pidsWith("perl\0").filter((pid) => pidsWith(mark).includes(pid));
	onTestFinished(() => {
		host.kill("SIGKILL");
		for (const pid of scripts()) process.kill(pid, "SIGKILL");
	});
	await until("two scripts", () => scripts().length === 2);
	return { host, scripts };
}

function ended(host: ChildProcess): Promise<void> {
	return new Promise((resolve) => host.once("exit", () => resolve()));
}

test("what a killed host leaves is ended", async () => {
	const { host, scripts } = await startHost("as it is");
	host.kill("SIGKILL");
	await until("no script left", () => scripts().length === 0);
});

test("so it is after an end without a last word", async () => {
	const { host, scripts } = await startHost("as it is");
	host.stdin?.write("end\n");
	await until("no script left", () => scripts().length === 0);
});

test("another host's scripts are left alone, and a host that ended in order is believed", async () => {
	const other = await startHost("as it is");
	const orderly = await startHost("in order");
	const killed = await startHost("as it is");
	const gone = ended(orderly.host);
	orderly.host.stdin?.write("end\n");
	killed.host.kill("SIGKILL");
	await Promise.all([gone, until("no script left", () => killed.scripts().length === 0)]);
	expect([other.scripts().length, orderly.scripts().length]).toEqual([2, 2]);
});
