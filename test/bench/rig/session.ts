import { findProcesses, isAlive } from "./processes.ts";
import { type Program, startProgram } from "./program.ts";
import { sleep, until } from "./wait.ts";
import { makeWorkspace, type Workspace } from "./workspace.ts";

/** One session with its screen, in a workspace of its own. */
export type BenchSession = {
	readonly workspace: Workspace;
	readonly screen: Program;
	readonly host: number;
	/** The host and the client: everything that is ours and stays. */
	readonly ours: readonly number[];
	/** Starts a monitor that runs this in bash. */
	run(name: string, script: string, ...flags: string[]): Promise<void>;
	close(): Promise<void>;
};

const leaveMs = 2000;

/** Opens a session and waits for its first frame with the conversation. */
export async function openSession(...args: string[]): Promise<BenchSession> {
	const workspace = makeWorkspace();
	const screen = startProgram(workspace, args);
	try {
		await screen.waitFor("first frame", (text) => text.includes("runs 0"));
		const host = await until("host", () => hostOf(workspace));
		await screen.waitFor("composer", (text) => text.includes("> "), 5000).catch(() => undefined);
		return {
			...{ workspace, screen, host, ours: [host, screen.pid] },
			run: async (name, script, ...flags) => {
				await workspace.command("run", "--name", name, ...flags, "--", "bash", "-c", script);
			},
			close: () => close(workspace, screen),
		};
	} catch (error) {
		await close(workspace, screen);
		throw error;
	}
}

/** The host of a workspace's session, when there is one. */
export function hostOf({ project }: Workspace): number | undefined {
	return findProcesses("host.js", JSON.stringify(project))[0];
}

async function close(workspace: Workspace, screen: Program): Promise<void> {
	const host = hostOf(workspace);
	await workspace.command("stop").catch(() => undefined);
	// The screen ends with its session; a profile of it is only written when it may end by itself.
	await Promise.race([screen.exited, sleep(leaveMs)]);
	screen.kill();
	await screen.exited;
	if (host !== undefined)
		await until("end of the host", () => !isAlive(host)).catch(() => process.kill(host, "SIGKILL"));
	workspace.remove();
}
