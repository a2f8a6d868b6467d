import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test, vi } from "vitest";
import { parseArguments } from "../../src/cli/arguments/parse-arguments.ts";
import { doctor } from "../../src/cli/doctor.ts";
import { agents } from "../../src/host/agent/catalogue/agents.ts";

const printed = vi.hoisted((): string[] => []);
vi.mock("../../src/cli/print.ts", () => ({ print: (line: string) => printed.push(line) }));

const folders: string[] = [];

afterEach(() => {
	vi.unstubAllEnvs();
	for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function folder(): string {
	const path = mkdtempSync(join(tmpdir(), "monmux-doctor-"));
	folders.push(path);
	return path;
}

/** Runs the doctor in places of its own; its exit code and its checks. */
async function examined(places: Readonly<Record<string, string>>) {
	const all = { XDG_STATE_HOME: folder(), XDG_RUNTIME_DIR: folder(), ...places };
	for (const [name, value] of Object.entries(all)) vi.stubEnv(name, value);
	printed.length = 0;
	const asked = parseArguments(["doctor", "--json"]);
	if (!asked.ok || asked.value.ask !== "run") throw new Error("doctor is no command");
	const code = await doctor(asked.value.parsed);
	return { code, checks: printed.map((one): Record<string, unknown> => JSON.parse(one)) };
}

test("an agent whose adapter is missing is named with its remedy, and is no failure", async () => {
	const half = agents.find((one) => one.product !== undefined);
	if (half?.product === undefined) throw new Error("no agent has an adapter");
	const bin = folder();
	writeFileSync(join(bin, half.product), "#!/bin/sh\n", { mode: 0o755 });
	const { code, checks } = await examined({ PATH: `${bin}:/usr/bin:/bin` });
	expect(checks).toContainEqual(expect.objectContaining({ what: "agent", ok: false, remedy: half.install }));
	expect(code).toBe(0);
});

test("a place that takes no directories is a failure", async () => {
	const { code, checks } = await examined({ XDG_STATE_HOME: "/proc/1" });
	expect(checks).toContainEqual(expect.objectContaining({ what: "places", ok: false }));
	expect(code).toBe(1);
});
