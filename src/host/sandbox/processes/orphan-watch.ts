import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";

/**
 * Waits for its input's end, which comes at the latest when the kernel closes the pipe of a killed host.
 * Unless the host said that it leaves nothing, it looks for what carries the host's mark until a second went by without any:
 * a launch that was cut off in the middle may still be about to become a program.
 */
const script = `
read -r word
[ -z "$word" ] || exit 0
calm=0
while [ $calm -lt 20 ]; do
	calm=$((calm + 1))
	for file in $(grep -ls "MONITOR_HOST=$1" /proc/[0-9]*/environ 2>/dev/null); do
		pid=\${file#/proc/}
		kill -9 "\${pid%/environ}" 2>/dev/null && calm=0
	done
	sleep 0.05
done`;

/**
 * Ends what a killed host could leave behind.
 * A sandbox dies with its launcher, and the launcher with the host, but only once it has asked the kernel for it:
 * a launch in its first milliseconds, or a script without a sandbox, would live on.
 */
export class OrphanWatch {
	/** In the environment of every script of this host; tells its processes from all others. */
	readonly mark = randomBytes(8).toString("hex");
	#tell: ((word: string) => void) | undefined;

	/** Starts the watching shell, once; call it before the first script. Without a shell everything else works as before. */
	begin(path: string): void {
		if (this.#tell) return;
		const child = spawn("/bin/sh", ["-c", script, "sh", this.mark], {
			detached: true,
			stdio: ["pipe", "ignore", "ignore"],
			cwd: "/",
			env: { PATH: path },
		});
		child.on("error", () => undefined);
		child.stdin?.on("error", () => undefined);
		child.unref();
		this.#tell = (word) => void child.stdin?.end(`${word}\n`);
	}

	/** Every script has ended: there is nothing to look for. */
	end(): void {
		this.#tell?.("done");
	}
}
