import { cutAtGrapheme } from "../../../base/cut-text.ts";
import { cleanLine } from "./updates/clean-text.ts";
import { asRecord, asText } from "./updates/loose.ts";

/** The code with which an agent says that a login is needed. */
const authRequired = -32000;

/** An agent's error in one line: its message and the detail that many agents put beside it. */
export function errorText(error: unknown): string {
	const { message, data } = asRecord(error instanceof Error ? { ...error, message: error.message } : error);
	const detail = asText(data) ?? asText(asRecord(data).details) ?? asText(asRecord(data).message);
	const text = [asText(message) ?? String(error), detail].filter((part) => part).join(": ");
	return cleanLine(cutAtGrapheme(text, 500));
}

/** Whether an agent refused because nobody is logged in. */
export function wantsLogin(error: unknown): boolean {
	return asRecord(error).code === authRequired;
}

/**
 * Whether a turn was refused because nobody is logged in.
 * Some agents use the same code for any fault of theirs, so its words have to speak of it.
 */
export function refusesForLogin(error: unknown): boolean {
	return wantsLogin(error) && /\bauth|\blog ?in|\blogged|\bsign|credential|api.?key/i.test(errorText(error));
}
