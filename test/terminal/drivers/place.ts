import { mkdirSync, mkdtempSync, realpathSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The words that start the program as people do. */
export const starter = [process.execPath, fileURLToPath(new URL("../../../bin/monmux.js", import.meta.url))] as const;

/** The directories of one test: its own home, its own XDG directories, and a project. */
export type Place = {
	/** Everything below it belongs to the test; its name is in no other process. */
	readonly root: string;
	readonly home: string;
	readonly project: string;
	readonly state: string;
	readonly runtime: string;
	readonly env: Readonly<Record<string, string>>;
};

/** Makes the directories of a test. Short paths, because a socket's path is bounded. */
export function makePlace(): Place {
	const root = realpathSync(mkdtempSync("/tmp/mmx-"));
	const at = (name: string): string => {
		mkdirSync(join(root, name), { recursive: true, mode: 0o700 });
		return join(root, name);
	};
	const [home, project, state, runtime] = [at("home"), at("home/project"), at("state"), at("run")];
	const env = {
		HOME: home,
		PATH: `${dirname(process.execPath)}:/usr/local/bin:/usr/bin:/bin`,
		LANG: "C.UTF-8",
		TERM: "xterm-256color",
		COLORTERM: "truecolor",
		XDG_STATE_HOME: state,
		XDG_RUNTIME_DIR: runtime,
		XDG_CONFIG_HOME: at("config"),
		// Shared, because it only holds compiled code, and every test would compile it anew.
		XDG_CACHE_HOME: fileURLToPath(new URL("../../../node_modules/.cache", import.meta.url)),
	};
	return { root, home, project, state, runtime, env };
}

/** Removes the directories of a test, whatever their modes are. */
export function removePlace({ root }: Place): void {
	rmSync(root, { recursive: true, force: true, maxRetries: 5 });
}
