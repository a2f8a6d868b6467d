import { closeSync, readdirSync, readlinkSync } from "node:fs";
import { open } from "node-pty";

/** The second terminal of a monitor: its script writes its errors there, and finds a tty. */
export type StderrTty = {
	/** What the script opens, `/dev/pts/N`. */
	readonly path: string;
	resize(cols: number, rows: number): void;
	pause(): void;
	resume(): void;
	/**
	 * Call when every process of the script is gone: what is still in the terminal is read to its end.
	 * Resolves after the last byte, or after `boundMs` when the end does not come.
	 */
	drain(boundMs: number): Promise<void>;
};

/** Opens a pty pair and reads its master. `onData` gets chunks that are the caller's to keep. */
export function openStderrTty(size: { cols: number; rows: number }, onData: (chunk: Uint8Array) => void): StderrTty {
	const pair = open({ ...size, encoding: null });
	const { master, slave } = pair;
	master.on("data", onData);
	const ended = new Promise<void>((resolve) => {
		// A master whose last slave was closed reports EIO after its last byte; that is its end of file.
		master.on("error", () => resolve());
		master.on("end", () => resolve());
		master.on("close", () => resolve());
	});
	return {
		path: pair.ptsName,
		resize: (cols, rows) => {
			if (!master.destroyed) pair.resize(cols, rows);
		},
		pause: () => master.pause(),
		resume: () => master.resume(),
		async drain(boundMs) {
			master.resume();
			slave.once("close", () => closeAll(pair.ptsName));
			slave.destroy();
			let timer: NodeJS.Timeout | undefined;
			const late = new Promise<void>((resolve) => {
				timer = setTimeout(resolve, boundMs);
			});
			await Promise.race([ended, late]);
			clearTimeout(timer);
			master.destroy();
		},
	};
}

/**
 * Node's stream reads a terminal through a descriptor of its own and leaves the one it was given open.
 * As long as that is open the master never sees its end.
 */
function closeAll(path: string): void {
	for (const name of readdirSync("/proc/self/fd")) {
		try {
			if (readlinkSync(`/proc/self/fd/${name}`) === path) closeSync(Number(name));
		} catch {
			// The descriptor that the directory was read through is gone.
		}
	}
}
