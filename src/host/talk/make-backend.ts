import { join } from "node:path";
import { ownMonitor } from "../../core/session/select.ts";
import type { Result } from "../../model/failure.ts";
import { failed, ok } from "../../model/failure.ts";
import type { AgentBackend } from "../agent/backend.ts";
import { agentBy, agentFor } from "../agent/catalogue/agent-for.ts";
import { builtIn } from "../agent/catalogue/built-in.ts";
import { findProgram } from "../agent/catalogue/detect-agents.ts";
import { modelServer } from "../agent/catalogue/model-server.ts";
import type { AgentProfile } from "../agent/catalogue/profile.ts";
import { isServerAddress } from "../agent/direct/server/read-wish.ts";
import { createPlaybook } from "../agent/playbook/playbook.ts";
import type { Desk } from "../agent/playbook/talk/desk.ts";
import type { Session } from "../session.ts";
import { AcpAgent } from "./acp-agent.ts";
import type { MakeBackend } from "./agents.ts";
import { DirectAgent } from "./direct-agent.ts";
import type { HubSlot } from "./hub-slot.ts";

/** What agents are made from. */
export type BackendParts = {
	readonly session: Session;
	readonly desk: Desk;
	readonly cwd: string;
	readonly env: Readonly<Record<string, string | undefined>>;
	/** Where agents' own logs go. */
	readonly logs: string;
	readonly hub: HubSlot;
};

/** Makes the built-in agent, a model server's, one of the catalogue, or any that speaks the protocol by its command line. */
export function backendMaker(parts: BackendParts): MakeBackend {
	const { session, cwd, env, hub, logs } = parts;
	const nameOf = (monitor: string): string => ownMonitor(session.state, monitor)?.spec.name ?? monitor;
	return ({ id, kind, command, session: resume, login }) => {
		if (kind === builtIn.id) return ok(createPlaybook(parts.desk));
		if (kind === modelServer.id || (command !== undefined && isServerAddress(command)))
			return ok(new DirectAgent({ id, command, cwd, env, tools: hub.tools, nameOf }));
		const profile = profileOf(kind, command);
		if (!profile.ok) return profile;
		const program = programOf(profile.value, env.PATH ?? "");
		if (!program.ok) return program;
		const log = join(logs, `agent-${id.replaceAll(/[^\w.-]/g, "_")}.log`);
		return ok<AgentBackend>(
			new AcpAgent({ id, profile: profile.value, program: program.value, cwd, env, log, hub, nameOf, resume, login }),
		);
	};
}

function profileOf(kind: string, command: string | undefined): Result<AgentProfile> {
	return command === undefined ? agentFor(kind) : agentBy(command);
}

function programOf(profile: AgentProfile, path: string): Result<string> {
	if (profile.command.includes("/")) return ok(profile.command);
	const found = findProgram(profile.command, path);
	if (found) return ok(found);
	return failed(
		"agent-unavailable",
		`${profile.name} is not installed: there is no ${profile.command} on PATH`,
		`Install it: ${profile.install}`,
	);
}
