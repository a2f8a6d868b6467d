import type { Stream } from "@agentclientprotocol/sdk";
import type { Outcome } from "./questions.ts";
import { within } from "./within.ts";

/** The other side of a connection, as far as we talk to it. */
export type Peer = {
	/** Asks and waits. Rejects with the peer's error, when the connection ends, or after `ms` milliseconds. */
	request(method: string, params: unknown, ms?: number): Promise<unknown>;
	/** Tells without an answer. */
	notify(method: string, params: unknown): void;
	/** Resolves when the connection is over. */
	readonly closed: Promise<void>;
	close(): void;
};

/** An answer that did not come in time. */
export class TooLate extends Error {
	constructor(method: string, ms: number) {
		super(`no answer to ${method} within ${ms / 1000} s`);
	}
}

/** Opens a connection. `onPermission` answers the one question that an agent may ask; others are refused. */
export async function openPeer(
	stream: Stream,
	onPermission: (params: unknown, withdrawn: AbortSignal) => Promise<Outcome>,
): Promise<Peer> {
	// Loaded here, because a session without such an agent never needs it.
	const { client } = await import("@agentclientprotocol/sdk");
	const connection = client({ name: "monmux" })
		.onRequest<unknown, Outcome>(
			"session/request_permission",
			(params) => params,
			({ params, signal }) => onPermission(params, signal),
		)
		.connect(stream);
	return {
		request: (method, params, ms) => {
			const answer = connection.agent.request<unknown, unknown>(method, params);
			return ms === undefined ? answer : inTime(answer, method, ms);
		},
		notify: (method, params) => {
			// A connection that is closed is told by `closed`.
			connection.agent.notify(method, params).catch(() => undefined);
		},
		closed: connection.closed,
		close: () => connection.close(),
	};
}

async function inTime(answer: Promise<unknown>, method: string, ms: number): Promise<unknown> {
	const came = await within(ms, answer);
	if (!came) throw new TooLate(method, ms);
	return came.value;
}
