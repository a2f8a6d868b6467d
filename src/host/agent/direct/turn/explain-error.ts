import { APICallError } from "ai";
import { cutAtGrapheme } from "../../../../base/cut-text.ts";
import { cleanLine } from "../../acp/updates/clean-text.ts";

/** Why a request for an answer failed. */
export type Trouble = {
	/** For the person, one line. */
	readonly text: string;
	/** `gone`: nobody answers; `no-model`: the server knows no such model; `refused`: it did not like what was asked. */
	readonly kind: "gone" | "no-model" | "refused" | "other";
};

/** Reads an error of the request, of the stream or of the server's own words. */
export function explainError(error: unknown, url: string): Trouble {
	// An answer that broke off began well, and its error still bears that status.
	const status = APICallError.isInstance(error) ? (error.statusCode ?? 0) : 0;
	if (status >= 300) return explainStatus(error, status);
	const code = codeOf(error);
	if (code !== undefined && goneCodes.has(code)) return { kind: "gone", text: `no model server answers at ${url}` };
	if (code !== undefined && brokenCodes.has(code)) return { kind: "gone", text: "the server broke off its answer" };
	return { kind: "other", text: messageOf(error) };
}

function explainStatus(error: unknown, status: number): Trouble {
	const message = messageOf(error);
	const text = `the server answers with HTTP ${status}: ${message}`;
	if (status === 401 || status === 403)
		return { kind: "other", text: `${text}. If it wants a key, put it into the variable MONMUX_DIRECT_KEY.` };
	if (/support (?:for )?tool|tool[- ]?(?:call|choice|use)/i.test(message))
		return { kind: "other", text: `${text}. Choose a model that can call tools, and switch them on in the server.` };
	if (status === 404) return { kind: "no-model", text };
	return { kind: status < 500 && status !== 429 ? "refused" : "other", text };
}

const goneCodes = new Set(["ECONNREFUSED", "ENOTFOUND", "EHOSTUNREACH", "ENETUNREACH", "EAI_AGAIN", "ETIMEDOUT"]);
const brokenCodes = new Set(["ECONNRESET", "UND_ERR_SOCKET", "EPIPE"]);

/** An error wraps the one that caused it, some levels deep. */
function codeOf(error: unknown): string | undefined {
	let one = error;
	for (let level = 0; level < 6 && typeof one === "object" && one !== null; level += 1) {
		if ("code" in one && typeof one.code === "string") return one.code;
		one = "cause" in one ? one.cause : undefined;
	}
	return undefined;
}

/** The words of an error, or of the record that a server sends in the place of an answer. */
function messageOf(error: unknown): string {
	const record: { message?: unknown; error?: unknown } = typeof error === "object" && error !== null ? error : {};
	const inner = typeof record.error === "object" ? messageOf(record.error) : record.error;
	const text = record.message ?? inner ?? error;
	return cutAtGrapheme(cleanLine(typeof text === "string" ? text : (JSON.stringify(text) ?? "no reason")), 300);
}
