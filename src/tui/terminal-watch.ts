import { spawn } from "node:child_process";

/** Knows whether the terminal is taken, and gives it back when this program is killed in a way that it cannot see. */
export type TerminalWatch = { taken(): void; left(): void };

/**
 * Reads words until their end, which comes at the latest when the kernel closes the pipe of a killed program.
 * When the last word was not `left`, the terminal is given back as far as sequences can; its modes are the shell's.
 */
const script = 'last=left; while read -r word; do last=$word; done; [ "$last" = left ] || printf %s "$1"';

/**
 * Starts a small shell in a session of its own that outlives SIGKILL of this program.
 * Without one, for want of a shell, everything else works as before.
 */
export function watchTerminal(descriptor: number, restore: string): TerminalWatch {
	const child = spawn("/bin/sh", ["-c", script, "sh", restore], {
		detached: true,
		stdio: ["pipe", descriptor, "ignore"],
		// It holds nothing of the person's but the terminal.
		cwd: "/",
		env: {},
	});
	child.on("error", () => undefined);
	child.stdin?.on("error", () => undefined);
	child.unref();
	// A pipe takes such a word at once, so it is there even when the process ends right after.
	const tell = (word: string): void => void child.stdin?.write(`${word}\n`);
	return { taken: () => tell("taken"), left: () => tell("left") };
}
