import { type Failure, FailureError } from "../../../model/failure.ts";

/** Kinds of trouble that call for different words or a different reaction. */
export type Trouble = "full" | "damaged" | "unwritable" | "busy" | "unexpected";

/** Sorts an exception of SQLite or of the file system. */
export function troubleOf(error: unknown): Trouble {
	if (!(error instanceof Error)) return "unexpected";
	if ("errcode" in error && typeof error.errcode === "number") return sqliteTrouble(error.errcode);
	if ("code" in error && typeof error.code === "string") return fileTrouble(error.code);
	return "unexpected";
}

/** What to tell a person about `error`, which happened to the file at `path`. */
export function storeFailure(path: string, error: unknown): Failure {
	if (error instanceof FailureError) return error.failure;
	const trouble = troubleOf(error);
	const words = error instanceof Error ? error.message : String(error);
	return { code: "journal", message: `${messages[trouble](path)} (${words})`, remedy: remedies[trouble] };
}

const messages: Record<Trouble, (path: string) => string> = {
	full: (path) => `The disk is full: ${path} cannot grow.`,
	damaged: (path) => `${path} is damaged or is no journal.`,
	unwritable: (path) => `${path} cannot be opened or written.`,
	busy: (path) => `Another process is writing ${path}.`,
	unexpected: (path) => `${path} could not be used.`,
};

const remedies: Record<Trouble, string> = {
	full: "Free some space; what waits is written as soon as there is room.",
	damaged: "Move the file away to begin a new one.",
	unwritable: "Check that its directory exists and that you may write there.",
	busy: "End the other process, then try again.",
	unexpected: "Try again; if it stays, move the file away to begin a new one.",
};

// SQLITE_IOERR_SHMSIZE: the index file beside the log could not grow, which means a full disk.
const sharedMemorySize = 4874;

/** Result codes of SQLite: the low byte is the primary one. */
function sqliteTrouble(code: number): Trouble {
	if (code === sharedMemorySize) return "full";
	switch (code & 0xff) {
		case 13:
			return "full";
		case 11:
		case 26:
			return "damaged";
		case 3:
		case 8:
		case 10:
		case 14:
			return "unwritable";
		case 5:
		case 6:
			return "busy";
		default:
			return "unexpected";
	}
}

function fileTrouble(code: string): Trouble {
	if (["ENOSPC", "EDQUOT", "EFBIG"].includes(code)) return "full";
	if (["EACCES", "EPERM", "EROFS", "ENOENT", "ENOTDIR", "EISDIR", "EIO"].includes(code)) return "unwritable";
	return "unexpected";
}
