import type { Approval } from "../../model/approval.ts";

/**
 * What an answer of "always" to a request is remembered by: the command or the WebSocket, where and in which sandbox it
 * runs, and who gets its events. Undefined for what is never remembered: anything but a start, and one on behalf of another agent.
 */
export function alwaysKey({ agent, proposal }: Pick<Approval, "agent" | "proposal">): string | undefined {
	if (proposal.type !== "start" || agent === undefined) return undefined;
	if (proposal.agents.some((owner) => owner !== agent)) return undefined;
	const { command, socket, cwd, sandbox } = proposal.spec;
	const { mode, net, readOnly, read, write, env } = sandbox;
	const listens = socket === undefined ? [] : [socket.url, socket.protocols];
	return `${ownerOf(agent)}${JSON.stringify([command, cwd, mode, net, readOnly, read, write, env, ...listens])}`;
}

/** The keys without those of an agent that left: another one of its name begins with none. */
export function withoutAgent(keys: readonly string[], agent: string): readonly string[] {
	return keys.filter((key) => !key.startsWith(ownerOf(agent)));
}

function ownerOf(agent: string): string {
	return `${JSON.stringify(agent)} `;
}
