import { z } from "zod";

/**
 * Why something did not work, as data.
 * `code` is stable and for programs; `message` says what was wrong and where; `remedy` says what to do.
 */
export const failureSchema = z.object({
	code: z.enum([
		"bad-usage",
		"bad-pattern",
		"unknown-monitor",
		"unknown-event",
		"unknown-approval",
		"unknown-agent",
		"agent-unavailable",
		"name-taken",
		"not-allowed",
		"over-cap",
		"command-not-found",
		"bad-directory",
		"sandbox-unavailable",
		"no-session",
		"version-mismatch",
		"host-running",
		"host-unreachable",
		"journal",
		"runtime-directory",
		"internal",
	]),
	message: z.string(),
	remedy: z.string().optional(),
});
export type Failure = z.infer<typeof failureSchema>;

/** Success with a value, or a failure; both are values. */
export type Result<T> = { ok: true; value: T } | { ok: false; failure: Failure };

/** Wraps a success. */
export function ok<T>(value: T): Result<T> {
	return { ok: true, value };
}

/** Wraps a failure. */
export function failed(code: Failure["code"], message: string, remedy?: string): { ok: false; failure: Failure } {
	return { ok: false, failure: remedy === undefined ? { code, message } : { code, message, remedy } };
}

/** An exception that carries a failure across code which can only throw (a socket callback, a JSON-RPC handler). */
export class FailureError extends Error {
	readonly failure: Failure;
	constructor(failure: Failure, cause?: unknown) {
		super(failure.message, cause === undefined ? undefined : { cause });
		this.failure = failure;
	}
}

/** One or two lines for a person: what was wrong, then what to do. */
export function describeFailure(failure: Failure): string {
	return failure.remedy ? `${failure.message}\n${failure.remedy}` : failure.message;
}
