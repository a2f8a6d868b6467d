import type { Prompt } from "../../core/session/effect.ts";
import type { NameOf } from "../../core/session/envelope.ts";
import type { AgentBackend, AgentSink, TurnEnd } from "../agent/backend.ts";
import type { HubTools } from "../hub/hub-tools.ts";

/** One agent of the session that is a model behind an endpoint, with our tools. */
export type DirectAgentOptions = {
	readonly id: string;
	/** The server's URL, the model, or both, as the person wrote it. */
	readonly command?: string | undefined;
	readonly cwd: string;
	readonly env: Readonly<Record<string, string | undefined>>;
	readonly tools: HubTools;
	readonly nameOf: NameOf;
};

/** Bytes of a tool's answer: a local model sees less at once than the agents with a cloud behind them. */
const answerBytes = 12 * 1024;

/** Stands for the backend, which is loaded with all that it is made of when the first one starts. */
export class DirectAgent implements AgentBackend {
	readonly label = "Model server";
	readonly #options: DirectAgentOptions;
	#backend: AgentBackend | undefined;
	#closed = false;

	constructor(options: DirectAgentOptions) {
		this.#options = options;
	}

	async start(sink: AgentSink): Promise<void> {
		const backend = await load(this.label, this.#options);
		if (this.#closed) return;
		this.#backend = backend;
		await backend.start(sink);
	}

	prompt(prompt: Prompt): Promise<TurnEnd> {
		if (!this.#backend) return Promise.resolve({ stop: "failed", error: "the agent was not started" });
		return this.#backend.prompt(prompt);
	}

	cancel(): void {
		this.#backend?.cancel();
	}

	async close(): Promise<void> {
		this.#closed = true;
		await this.#backend?.close();
	}
}

async function load(
	label: string,
	{ id, command, cwd, env, tools, nameOf }: DirectAgentOptions,
): Promise<AgentBackend> {
	const [{ createDirectBackend }, { ToolCalls }, { hubLimits }, { catalogue }] = await Promise.all([
		import("../agent/direct/direct-backend.ts"),
		import("../hub/tool-calls.ts"),
		import("../hub/limits.ts"),
		import("../hub/tools/catalogue.ts"),
	]);
	const calls = new ToolCalls(tools, { ...hubLimits, answerBytes });
	return createDirectBackend({
		...{ label, command, cwd, nameOf, key: env.MONMUX_DIRECT_KEY || undefined },
		// A command reaches this place from the person's flag or configuration alone; a project's file cannot set one.
		allowRemote: true,
		tools: catalogue.map(({ listing: { name, title, description, inputSchema } }) => ({
			...{ name, title, description, schema: inputSchema },
		})),
		callTool: async (name, args) => {
			const result = await calls.call(id, { name, args });
			if (!result) return { text: "There is no such tool.", failed: true };
			return { text: result.content.map(({ text }) => text).join("\n"), failed: result.isError === true };
		},
	});
}
