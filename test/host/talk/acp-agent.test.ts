import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { noQuirks } from "../../../src/host/agent/catalogue/profile.ts";
import { AcpAgent } from "../../../src/host/talk/acp-agent.ts";
import { HubSlot } from "../../../src/host/talk/hub-slot.ts";
import { hubTools } from "../../../src/host/talk/hub-tools.ts";
import { temporaryDirectory } from "../scene.ts";
import { Rig } from "../serve/rig.ts";

test("an agent that is closed while it starts starts nothing", async () => {
	const rig = new Rig();
	const directory = temporaryDirectory();
	const [started, log] = [join(directory, "started"), join(directory, "log")];
	const tools = hubTools({ session: rig.session, monitors: rig.monitors, now: Date.now });
	const hub = new HubSlot({ tools, runtime: directory, version: "1.0.0" });
	onTestFinished(() => hub.close());
	const profile = {
		id: "x",
		name: "X",
		command: "touch",
		args: [started],
		install: "",
		login: "",
		env: {},
		quirks: noQuirks,
	};
	const agent = new AcpAgent({
		...{ id: "x", profile, program: "/usr/bin/touch", cwd: directory },
		env: {},
		log,
		hub,
		nameOf: String,
	});
	const starting = agent.start({ said: () => undefined });
	await agent.close();
	await expect(starting).rejects.toThrow("closed while it started");
	expect(existsSync(started)).toBe(false);
});
