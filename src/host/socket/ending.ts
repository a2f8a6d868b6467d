/** How a watch ended: the exit code of the program, and one line that says why. */
export type Ending = { readonly code: 0 | 1; readonly words: string };

/** Closed with a close frame, or broken off (1006). The server's reason is quoted, so that it cannot pass for our words. */
export function closedWith(code: number, reason: string): Ending {
	if (code === 1006) return failing("the connection broke off without a close");
	const name = names.get(code);
	const number = code === withoutCode ? "" : ` with ${code}${name === undefined ? "" : ` (${name})`}`;
	const words = `closed by the server${number}${reason === "" ? "" : `: ${JSON.stringify(reason)}`}`;
	return { code: cleanCodes.has(code) ? 0 : 1, words };
}

/** The server answered, but with no WebSocket. */
export function answeredWith(status: number, message: string): Ending {
	return failing(`the server answered ${status} ${message.slice(0, 100)}`.trimEnd());
}

/** It could not be opened, or what came was not understood. */
export function failedBy(error: unknown): Ending {
	if (codeOf(error) === "WS_ERR_UNSUPPORTED_MESSAGE_LENGTH") return failing("a frame of over 1 MiB came");
	if (untrusted.has(String(codeOf(error)))) return failing(`${wordsOf(error).replace(/;.*/, "")}; ${howToTrust}`);
	return failing(wordsOf(error));
}

/** An ending of our own. */
export function failing(words: string): Ending {
	return { code: 1, words };
}

/** Certificates that nobody known has signed. Node's own advice does not fit, since its options are ours. */
const untrusted: ReadonlySet<string> = new Set([
	"DEPTH_ZERO_SELF_SIGNED_CERT",
	"SELF_SIGNED_CERT_IN_CHAIN",
	"UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
	"UNABLE_TO_VERIFY_LEAF_SIGNATURE",
]);
const howToTrust = "--read FILE --env NODE_EXTRA_CA_CERTS=FILE would trust the one in FILE";

/** What a close frame without a code is told as. */
const withoutCode = 1005;
const cleanCodes: ReadonlySet<number> = new Set([1000, 1001, withoutCode]);

const names: ReadonlyMap<number, string> = new Map([
	[1000, "normal"],
	[1001, "going away"],
	[1002, "protocol error"],
	[1003, "unsupported data"],
	[1007, "invalid data"],
	[1008, "policy violation"],
	[1009, "message too big"],
	[1011, "internal error"],
	[1012, "service restart"],
	[1013, "try again later"],
]);

/** A name with several addresses fails with one error for each of them, and no words of its own. */
function wordsOf(error: unknown): string {
	if (error instanceof AggregateError) return [...new Set(error.errors.map(wordsOf))].join("; ");
	return error instanceof Error ? error.message : String(error);
}

function codeOf(error: unknown): unknown {
	return error instanceof Error && "code" in error ? error.code : undefined;
}
