import { fileURLToPath } from "node:url";
import { type AcpBackend, createAcpBackend } from "../../../../src/host/agent/acp/acp-backend.ts";
import type { AcpOptions } from "../../../../src/host/agent/acp/acp-options.ts";
import type { AgentSink } from "../../../../src/host/agent/backend.ts";
import { noQuirks } from "../../../../src/host/agent/catalogue/profile.ts";
import type { Permission } from "../../../../src/model/agent.ts";

/** What a sink was told, in order. */
export type Told = { readonly what: string; readonly turn?: string | undefined; readonly value: unknown };

/** A sink that writes everything down. `onAsk` answers questions. */
export class Notebook {
	readonly told: Told[] = [];
	onAsk: (permission: Permission, signal: AbortSignal) => Promise<string | undefined> = async () => undefined;

	readonly sink: AgentSink = {
		said: (turn, text, continues) => this.#note("said", turn, continues ? `…${text}` : text),
		thought: (turn, text) => this.#note("thought", turn, text),
		tool: (turn, call) => this.#note("tool", turn, call),
		plan: (turn, steps) => this.#note("plan", turn, steps),
		ask: (turn, permission, signal) => {
			this.#note("ask", turn, permission);
			return this.onAsk(permission, signal);
		},
		usage: (usage) => this.#note("usage", undefined, usage),
		commands: (commands) => this.#note("commands", undefined, commands),
		logins: (ways, hint) => this.#note("logins", undefined, { ways, hint }),
		exited: (reason) => this.#note("exited", undefined, reason),
	};

	/** The values told of one kind, optionally of one turn. */
	values(what: string, turn?: string): unknown[] {
		return this.told.filter((one) => one.what === what && (!turn || one.turn === turn)).map(({ value }) => value);
	}

	/** Words of a turn as one text. */
	text(turn: string | undefined): string {
		const words = this.told.filter((one) => one.what === "said" && one.turn === turn);
		return words.map(({ value }) => String(value).replace(/^…/, "")).join("");
	}

	#note(what: string, turn: string | undefined, value: unknown): void {
		this.told.push({ what, turn, value });
	}
}

/** A backend on the peer of this folder. */
export function peer(mode = "", options: Partial<AcpOptions> = {}): AcpBackend {
	return createAcpBackend({
		label: "peer",
		command: process.execPath,
		args: [fileURLToPath(new URL("peer.ts", import.meta.url))],
		env: { PATH: process.env.PATH, PEER: mode },
		cwd: process.cwd(),
		mcp: (transport) =>
			transport === "http"
				? [{ type: "http", name: "monitors", url: "http://127.0.0.1:1/mcp", headers: [] }]
				: [{ type: "stdio", name: "monitors", command: "bridge", args: [], env: [] }],
		quirks: noQuirks,
		nameOf: (monitor) => monitor,
		...options,
		timeouts: { initialize: 10_000, session: 10_000, grace: 500, ...options.timeouts },
	});
}

/** A turn of the person. */
export function typed(text: string, turn = "t1") {
	return { agent: "peer", turn, origin: "person", text, events: [], notes: [] } as const;
}

/** Waits until a condition holds; throws after a bound. */
export async function until(holds: () => boolean, what = "the condition", ms = 10_000): Promise<void> {
	const end = Date.now() + ms;
	while (!holds()) {
		if (Date.now() > end) throw new Error(`${what} did not come to hold within ${ms} ms`);
		await new Promise((resolve) => setTimeout(resolve, 10));
	}
}

/** Whether a process exists and is no zombie that only waits to be collected. */
export function alive(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch {
		return false;
	}
}
