import { type ChildProcess, spawn } from "node:child_process";
import { expect, onTestFinished, test } from "vitest";
import { awaitReady } from "../../../src/cli/connect/await-ready.ts";
import { failed } from "../../../src/model/failure.ts";

/** A host that is a shell script, in a group of its own as the real one. */
function host(script: string): ChildProcess {
	const child = spawn("/bin/bash", ["-c", script], { detached: true, stdio: ["ignore", "ignore", "ignore", "pipe"] });
	onTestFinished(() => void child.kill("SIGKILL"));
	return child;
}

const how = { log: "/tmp/host.log", ms: 5000 };

test("a host that is ready", async () => {
	expect(await awaitReady(host(`echo '{"ok":true}' >&3; exec sleep 30`), how)).toEqual({ ok: true, value: undefined });
});

test("a host that cannot begin says why", async () => {
	const words = failed("journal", "the disk is full");
	expect(await awaitReady(host(`echo '${JSON.stringify(words)}' >&3`), how)).toEqual(words);
});

test("a host that ends at once", async () => {
	const found = await awaitReady(host("exit 3"), how);
	expect(found).toMatchObject({ ok: false, failure: { message: expect.stringContaining("ended at once") } });
});

test("a host that spins is killed, whatever it ignores", async () => {
	const child = host("trap '' TERM; while :; do sleep 1; done");
	const ended = new Promise((resolve) => child.once("exit", (_code, signal) => resolve(signal)));
	const found = await awaitReady(child, { ...how, ms: 200 });
	expect(found).toMatchObject({ ok: false, failure: { message: "the host did not start: not ready after 0.2 s" } });
	expect(await ended).toBe("SIGKILL");
});
