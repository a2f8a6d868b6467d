import type { Prompt } from "../../core/session/effect.ts";
import type { NameOf } from "../../core/session/envelope.ts";
import type { AcpBackend } from "../agent/acp/acp-backend.ts";
import type { McpServerConfig } from "../agent/acp/handshake.ts";
import { ownNames } from "../agent/acp/updates/show-call.ts";
import type { AgentBackend, AgentSink, Agreed, TurnEnd } from "../agent/backend.ts";
import { serverName } from "../agent/catalogue/our-tool.ts";
import type { AgentProfile } from "../agent/catalogue/profile.ts";
import type { Hub } from "../hub/hub.ts";
import type { HubSlot } from "./hub-slot.ts";

/** One agent of the session that speaks the protocol, with our tools. */
export type AcpAgentOptions = {
	readonly id: string;
	readonly profile: AgentProfile;
	/** Path of what is run. */
	readonly program: string;
	readonly cwd: string;
	readonly env: Readonly<Record<string, string | undefined>>;
	readonly log: string;
	readonly hub: HubSlot;
	readonly nameOf: NameOf;
	/** The agent's own session to go on with. */
	readonly resume?: string | undefined;
	/** The way by which it logs itself in first, as the person chose. */
	readonly login?: string | undefined;
};

/** Agents load our tools in the background; the first turn waits for that so long at most. */
const toolsMs = 10_000;

/** Opens the hub, gives the agent its token, and then stands for its backend. */
export class AcpAgent implements AgentBackend {
	readonly label: string;
	readonly #options: AcpAgentOptions;
	#backend: AcpBackend | undefined;
	#hub: Hub | undefined;
	#closed = false;

	constructor(options: AcpAgentOptions) {
		this.label = options.profile.name;
		this.#options = options;
	}

	async start(sink: AgentSink): Promise<void> {
		const { id, profile, program, cwd, env, log, nameOf, resume, login } = this.#options;
		const { createAcpBackend } = await import("../agent/acp/acp-backend.ts");
		const hub = await this.#options.hub.open();
		// Who closed it meanwhile found nothing to end.
		if (this.#closed) throw new Error(`${profile.name} was closed while it started`);
		this.#hub = hub;
		const token = hub.issue(id);
		this.#backend = createAcpBackend({
			...{ label: profile.name, command: program, args: profile.args, cwd, log, nameOf },
			env: { ...env, ...profile.env },
			mcp: (transport) => [serverFor(hub, token, transport)],
			quirks: profile.quirks,
			showCall: ownNames({ quirks: profile.quirks, nameOf }),
			loginHint: profile.login,
			...(resume === undefined ? {} : { resume }),
			...(login === undefined ? {} : { login }),
		});
		await this.#backend.start(sink);
		if (resume !== undefined && this.#backend.session?.resumed === false) {
			sink.said(
				undefined,
				"The agent could not take its old session up again; it begins a new one and does not know what was said before.",
			);
		}
		if (!profile.quirks.lazyTools) await hub.waitForTools(id, toolsMs);
	}

	get agreed(): Agreed {
		const session = this.#backend?.session;
		return session ? { session: session.id, steers: this.#backend?.steers ?? false } : {};
	}

	prompt(prompt: Prompt): Promise<TurnEnd> {
		if (!this.#backend) return Promise.resolve({ stop: "failed", error: "the agent was not started" });
		return this.#backend.prompt(prompt);
	}

	cancel(): void {
		this.#backend?.cancel();
	}

	async steer(text: string): Promise<"taken" | "not-now"> {
		return (await this.#backend?.steer?.(text)) ?? "not-now";
	}

	async close(): Promise<void> {
		this.#closed = true;
		this.#hub?.revoke(this.#options.id);
		await this.#backend?.close();
	}
}

function serverFor(hub: Hub, token: string, transport: "http" | "stdio"): McpServerConfig {
	const name = serverName;
	if (transport === "http") {
		return { type: "http", name, url: hub.url, headers: [{ name: "Authorization", value: `Bearer ${token}` }] };
	}
	const { command, args, env } = hub.bridge;
	const variables = Object.entries(env(token)).map(([key, value]) => ({ name: key, value }));
	return { type: "stdio", name, command, args, env: variables };
}
