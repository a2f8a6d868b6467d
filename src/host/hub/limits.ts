/** Bounds on what a client of the hub may use up. Times are milliseconds. */
export type HubLimits = {
	/** Bytes of one message, on either door. */
	readonly messageBytes: number;
	/** HTTP connections at once. */
	readonly connections: number;
	/** Bridges at once. */
	readonly bridges: number;
	/** Calls at once of one agent, and HTTP requests at once of all. */
	readonly calls: number;
	/** Streams at once on which a client waits for notifications. */
	readonly subscriptions: number;
	/** From the connection to the end of a request's head, or to a bridge's token. */
	readonly greetMs: number;
	/** From the connection to the end of a request's body. */
	readonly requestMs: number;
	/** What a tool may take before the call is answered with a failure. */
	readonly callMs: number;
	/** Silence after which an HTTP connection is closed. */
	readonly idleMs: number;
	/** Bytes of a tool's answer. */
	readonly answerBytes: number;
	/** Bytes of answers that a bridge has not read. */
	readonly unreadBytes: number;
};

/** The bounds unless told. */
export const hubLimits: HubLimits = {
	messageBytes: 1024 * 1024,
	connections: 256,
	bridges: 16,
	calls: 256,
	subscriptions: 16,
	greetMs: 5000,
	requestMs: 10_000,
	callMs: 10_000,
	idleMs: 60_000,
	answerBytes: 64 * 1024,
	unreadBytes: 8 * 1024 * 1024,
};
