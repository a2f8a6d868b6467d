import type { Failure } from "../../model/failure.ts";

/** Passes a failure on once for each kind, until things worked again. */
export type TellOnce = {
	tell(kind: string, failure: Failure): void;
	/** From here on every kind is told again. */
	worked(): void;
};

/** A full disk fails a hundred times a second; the person needs to read it once. */
export function createTellOnce(listener: ((failure: Failure) => void) | undefined): TellOnce {
	const told = new Set<string>();
	return {
		tell(kind, failure) {
			if (told.has(kind)) return;
			told.add(kind);
			listener?.(failure);
		},
		worked: () => told.clear(),
	};
}
