import type { Preferences } from "../../wire/protocol.ts";
import { agents } from "../agent/catalogue/agents.ts";
import { findProgram } from "../agent/catalogue/detect-agents.ts";
import { modelServer } from "../agent/catalogue/model-server.ts";
import type { Config } from "../config.ts";

/** What a screen is told of the person's configuration and of the agents on this machine. Only looks at files. */
export function preferencesOf(config: Config, path: string): Preferences {
	const programs = agents.map(({ id, name, command, install }) => ({
		...{ id, name, install },
		installed: findProgram(command, path) !== undefined,
	}));
	// Whether a model server runs is asked when it is chosen and not before, so it alone is nothing to ask a newcomer for.
	const firstRun = !config.hasAgent() && programs.some(({ installed }) => installed);
	const catalogue = [...programs, { ...modelServer, installed: true }];
	return { mouse: config.mouse, keys: config.keys, firstRun, catalogue };
}
