import { cpSync, mkdirSync, symlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Playground } from "./support/playground.ts";

const place = new Playground();
const nvm = join(place.home, ".nvm/versions/node/v1/bin");

beforeAll(() => {
	mkdirSync(nvm, { recursive: true });
	cpSync(process.execPath, join(nvm, "node"), { dereference: true });
	place.write("home/.cargo/credentials.toml", "TOKEN");
	place.write(
		"home/.cargo/bin/greet",
		'#!/bin/sh\ncat "$CARGO_HOME/credentials.toml" 2>&1; echo "$CARGO_HOME"\n',
		0o755,
	);
	place.write("tools/bin/hello", "#!/bin/sh\ncat $(dirname $0)/../lib/word\n", 0o755);
	place.write("tools/lib/word", "hello");
	place.write("home/apps/far/bin/far", "#!/bin/sh\necho far\n", 0o755);
	mkdirSync(join(place.home, ".local/bin"), { recursive: true });
	symlinkSync(join(place.home, "apps/far/bin/far"), join(place.home, ".local/bin/far"));
});
afterAll(() => place.dispose());

test("node of a toolchain below the home runs, and cannot be changed", async () => {
	const hostEnv = { PATH: `${nvm}:/usr/bin` };
	const { stdout } = await place.shell(`node -p process.execPath; (echo x >> ${nvm}/node) 2>&1`, { hostEnv });
	expect(stdout).toContain(join(nvm, "node"));
	expect(stdout).toContain("Read-only file system");
});

test("a toolchain is found by its variable, its credentials are not", async () => {
	const { stdout } = await place.run(["greet"], { hostEnv: { PATH: `${place.home}/.cargo/bin` } });
	expect(stdout).toContain(join(place.home, ".cargo"));
	expect(stdout).not.toContain("TOKEN");
});

test("a prefix elsewhere", async () => {
	const { stdout } = await place.run(["hello"], { hostEnv: { PATH: `${place.root}/tools/bin:/usr/bin` } });
	expect(stdout).toBe("hello");
});

test("a link in an unknown directory", async () => {
	const { stdout } = await place.run(["far"], { hostEnv: { PATH: `${place.home}/.local/bin:/usr/bin` } });
	expect(stdout).toBe("far");
});

test("npm test of a small project", async () => {
	place.write("home/project/package.json", JSON.stringify({ name: "shop", scripts: { test: "node --test" } }));
	place.write("home/project/sum.test.js", 'require("node:test")("sum", () => require("node:assert").equal(1 + 1, 2));');
	const hostEnv = { PATH: `${dirname(process.execPath)}:/usr/bin:/bin` };
	const { exitCode, stdout } = await place.run(["npm", "test"], { hostEnv });
	expect(stdout).toContain("pass 1");
	expect(exitCode).toBe(0);
});
