import type { MessageConnection } from "vscode-jsonrpc/node";
import type { Entry } from "../../../src/model/entry.ts";
import type { LogLine } from "../../../src/wire/protocol.ts";

type Params = { entries?: Entry[]; panes?: { changed: [number, string][] }[]; lines?: LogLine[] };
type Sent = { method: string; params: Params };

/** The sending side of a connection whose socket takes a message only when it is told to. */
export class SlowConnection {
	readonly sent: Sent[] = [];
	readonly #takes: (() => void)[] = [];

	readonly sendNotification = (method: string, params: Params): Promise<void> => {
		this.sent.push({ method, params });
		return new Promise((resolve) => this.#takes.push(resolve));
	};
	readonly end = (): void => undefined;
	readonly dispose = (): void => undefined;

	get connection(): MessageConnection {
		return this as unknown as MessageConnection;
	}

	/** The socket takes the oldest message. */
	async take(): Promise<void> {
		this.#takes.shift()?.();
		await new Promise((resolve) => setImmediate(resolve));
	}

	get entries(): string[] {
		return this.sent.map(({ params }) =>
			(params.entries ?? []).map((entry) => (entry.type === "noticed" ? entry.text : "")).join(),
		);
	}

	/** The texts of the log lines of each message. */
	get lines(): string[][] {
		return this.sent.map(({ params }) => (params.lines ?? []).map(({ text }) => text));
	}
}
