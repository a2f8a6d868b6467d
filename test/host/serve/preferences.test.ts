import { chmodSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readConfig } from "../../../src/host/config.ts";
import { preferencesOf } from "../../../src/host/serve/preferences.ts";
import { temporaryDirectory, unwrap } from "../scene.ts";

test("a newcomer is asked only when an agent is installed; a model server can be chosen at any time", () => {
	const home = temporaryDirectory();
	const config = unwrap(readConfig(home, { XDG_CONFIG_HOME: home }, home));
	const ready = () => preferencesOf(config, home).catalogue.filter(({ installed }) => installed);
	expect(preferencesOf(config, home).firstRun).toBe(false);
	expect(ready().map(({ id }) => id)).toEqual(["direct"]);
	writeFileSync(join(home, "kimi"), "#!/bin/sh\n");
	chmodSync(join(home, "kimi"), 0o755);
	expect(preferencesOf(config, home).firstRun).toBe(true);
	expect(ready().map(({ id }) => id)).toEqual(["kimi", "direct"]);
	unwrap(config.saveAgent({ id: "kimi" }));
	expect(preferencesOf(config, home).firstRun).toBe(false);
});
