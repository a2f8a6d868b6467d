import { fileURLToPath } from "node:url";
import type { Result } from "../../model/failure.ts";
import { FailureError } from "../../model/failure.ts";
import type { Hub, HubOptions } from "../hub/hub.ts";

/** The hub is opened for the first agent that needs it: loading what it is made of takes longer than a start may. */
export class HubSlot {
	#hub: Promise<Result<Hub>> | undefined;
	readonly #options: Omit<HubOptions, "bridgeProgram">;

	constructor(options: Omit<HubOptions, "bridgeProgram">) {
		this.#options = options;
	}

	/** What its tools do, for an agent that needs no hub to reach them. */
	get tools(): HubOptions["tools"] {
		return this.#options.tools;
	}

	/** The hub, open. Throws a `FailureError` when it cannot be opened. */
	async open(): Promise<Hub> {
		this.#hub ??= this.#start();
		const hub = await this.#hub;
		if (hub.ok) return hub.value;
		this.#hub = undefined;
		throw new FailureError(hub.failure);
	}

	async close(): Promise<void> {
		const hub = await this.#hub;
		if (hub?.ok) await hub.value.close();
	}

	async #start(): Promise<Result<Hub>> {
		const { startHub } = await import("../hub/hub.ts");
		return startHub({ ...this.#options, bridgeProgram: fileURLToPath(new URL("./bridge.js", import.meta.url)) });
	}
}
