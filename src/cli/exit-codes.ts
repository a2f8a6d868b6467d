import type { Failure } from "../model/failure.ts";

/** Exit codes of the command line, documented in README.md. */
export const exitCodes = { ok: 0, failed: 1, badUsage: 2, noSession: 3, refused: 4, noSandbox: 5 } as const;

/** The exit code that tells a script what kind of failure it was. */
export function exitCodeOf(failure: Failure): number {
	switch (failure.code) {
		case "bad-usage":
		case "bad-pattern":
			return exitCodes.badUsage;
		case "no-session":
			return exitCodes.noSession;
		case "not-allowed":
		case "over-cap":
			return exitCodes.refused;
		case "sandbox-unavailable":
			return exitCodes.noSandbox;
		default:
			return exitCodes.failed;
	}
}
