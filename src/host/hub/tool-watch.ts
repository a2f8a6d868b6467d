/** Remembers which agents' clients have asked for the tools: before that, an agent's model cannot know them. */
export class ToolWatch {
	readonly #seen = new Set<string>();
	readonly #waiting = new Map<string, Set<(seen: boolean) => void>>();

	/** A client of this agent asked. */
	saw(agent: string): void {
		this.#seen.add(agent);
		this.#settle(agent, true);
	}

	/** The agent begins anew: who waits for it waits no more, and it has to ask again. */
	forget(agent: string): void {
		this.#seen.delete(agent);
		this.#settle(agent, false);
	}

	/** Nobody will ask any more. */
	close(): void {
		for (const agent of [...this.#waiting.keys()]) this.#settle(agent, false);
	}

	/** True as soon as the agent's client has asked; false after `ms` milliseconds, or when the agent was forgotten. */
	wait(agent: string, ms: number): Promise<boolean> {
		if (this.#seen.has(agent)) return Promise.resolve(true);
		return new Promise((resolve) => {
			const waiting = this.#waiting.get(agent) ?? new Set();
			const settle = (seen: boolean): void => {
				clearTimeout(late);
				waiting.delete(settle);
				resolve(seen);
			};
			const late = setTimeout(() => settle(false), ms);
			this.#waiting.set(agent, waiting.add(settle));
		});
	}

	#settle(agent: string, seen: boolean): void {
		const waiting = this.#waiting.get(agent) ?? [];
		this.#waiting.delete(agent);
		for (const settle of waiting) settle(seen);
	}
}
