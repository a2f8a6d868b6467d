import type { Preferences } from "../../wire/protocol.ts";
import { agents } from "../agent/catalogue/agents.ts";
import { builtIn } from "../agent/catalogue/built-in.ts";
import { findProgram } from "../agent/catalogue/detect-agents.ts";
import { modelServer } from "../agent/catalogue/model-server.ts";
import type { Config } from "../config.ts";

/** How the session was started; who named its agent then need not be asked. */
type Start = { readonly env: { readonly PATH?: string | undefined }; readonly agent?: object | undefined };

/** What a screen is told of the person's configuration and of the agents on this machine. Only looks at files. */
export function preferencesOf(config: Config, { env, agent }: Start): Preferences {
	const programs = agents.map(({ id, name, command, install }) => ({
		...{ id, name, install },
		installed: findProgram(command, env.PATH ?? "") !== undefined,
	}));
	// Whether a model server runs is asked when it is chosen and not before, so it alone is nothing to ask a newcomer for.
	const firstRun = agent === undefined && !config.hasAgent() && programs.some(({ installed }) => installed);
	const catalogue = [{ ...builtIn, installed: true }, ...programs, { ...modelServer, installed: true }];
	return { mouse: config.mouse, keys: config.keys, firstRun, catalogue };
}
