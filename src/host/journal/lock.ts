import { failed, type Result } from "../../model/failure.ts";

/** A lock that is held until it is released or its process ends, however it ends. */
export type Lock = { release(): void };

/** Takes the lock at `path` at once or fails: `host-running` when another holder has it. */
export function acquireLock(_path: string): Result<Lock> {
	return failed("internal", "not built");
}
