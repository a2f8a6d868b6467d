import { randomBytes } from "node:crypto";

/** Ids of zeroes alone are invalid. */
const w3c = /^00-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-([0-9a-f]{2})$/;

/**
 * A W3C trace context for one run of a script: a span of its own, in the trace of monmux's caller when it has one.
 * Without one the trace is new and its sampled flag is not set.
 */
export function traceparent(parent: string | undefined): string {
	const known = parent === undefined ? undefined : w3c.exec(parent);
	const trace = known?.[1] ?? randomBytes(16).toString("hex");
	return `00-${trace}-${randomBytes(8).toString("hex")}-${known?.[2] ?? "00"}`;
}
