import { chmodSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readConfig } from "../../../src/host/config.ts";
import { preferencesOf } from "../../../src/host/serve/preferences.ts";
import { temporaryDirectory, unwrap } from "../scene.ts";

test("a newcomer is asked only when an agent is installed; the built-in one and a model server can always be chosen", () => {
	const home = temporaryDirectory();
	const config = unwrap(readConfig(home, { XDG_CONFIG_HOME: home }, home));
	const told = (agent?: { id: string }) => preferencesOf(config, { env: { PATH: home }, agent });
	const ready = () => told().catalogue.filter(({ installed }) => installed);
	expect(told().firstRun).toBe(false);
	expect(ready().map(({ id }) => id)).toEqual(["playbook", "direct"]);
	writeFileSync(join(home, "kimi"), "#!/bin/sh\n");
	chmodSync(join(home, "kimi"), 0o755);
	expect(told().firstRun).toBe(true);
	expect(ready().map(({ id }) => id)).toEqual(["playbook", "kimi", "direct"]);
	expect(told({ id: "kimi" }).firstRun).toBe(false);
	unwrap(config.saveAgent({ id: "kimi" }));
	expect(told().firstRun).toBe(false);
});
