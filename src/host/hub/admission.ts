import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import type { Stop } from "../../base/disposable.ts";

/** Which agents may come in, by their tokens, and what each of them has open. */
export class Admission {
	readonly #digests = new Map<string, Buffer>();
	readonly #open = new Map<string, Set<Stop>>();

	/** A new token of 128 bits for an agent. The one it had is revoked. */
	issue(agent: string): string {
		this.revoke(agent);
		const token = randomBytes(16).toString("hex");
		this.#digests.set(agent, digest(token));
		return token;
	}

	/** The agent's token opens nothing any more, and what it had open is cut. */
	revoke(agent: string): void {
		this.#digests.delete(agent);
		const open = this.#open.get(agent) ?? [];
		this.#open.delete(agent);
		for (const cut of open) cut();
	}

	/** Revokes every token. */
	revokeAll(): void {
		for (const agent of [...this.#digests.keys()]) this.revoke(agent);
	}

	/** Whose token this is. Takes the same time whether and where it differs. */
	agentOf(token: string): string | undefined {
		const given = digest(token);
		let found: string | undefined;
		for (const [agent, expected] of this.#digests) if (timingSafeEqual(given, expected)) found = agent;
		return found;
	}

	/** Registers something that an agent has open: `cut` is called when its token is revoked. Returns its release. */
	hold(agent: string, cut: Stop): Stop {
		const open = this.#open.get(agent) ?? new Set();
		this.#open.set(agent, open.add(cut));
		return () => {
			open.delete(cut);
			if (open.size === 0 && this.#open.get(agent) === open) this.#open.delete(agent);
		};
	}
}

/** Digests have one length, so that comparing them says nothing about the token's. */
function digest(token: string): Buffer {
	return createHash("sha256").update(token).digest();
}
