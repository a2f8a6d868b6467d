import type { MonitorSpec } from "../../model/monitor.ts";
import type { RunIdentity } from "./environment/build-environment.ts";

/** What a monitor's launch is planned from. */
export type WrapRequest = {
	readonly spec: MonitorSpec;
	/** The session's directory, its real path. */
	readonly project: string;
	readonly hostEnv: Readonly<Record<string, string | undefined>>;
	/** The person's home, absolute. */
	readonly home: string;
	/** The terminal that becomes the script's stderr, such as `/dev/pts/7`; without it stderr is inherited. */
	readonly stderrTty?: string | undefined;
	/** Path of bwrap, as the probe gave it. */
	readonly bwrap: string;
	readonly run: RunIdentity;
	/** monmux's own state and runtime directories; no script ever sees them. */
	readonly privatePaths: readonly string[];
};

/** Ready for a pty library: the spawned process becomes the launcher itself, without a shell between. */
export type LaunchPlan = {
	readonly file: string;
	readonly args: readonly string[];
	/** The whole environment; nothing may be added to it but `PWD` and `TERM`. */
	readonly env: Readonly<Record<string, string>>;
	readonly cwd: string;
	/** What would run code later and was not there, or was something else, at the start. Ask once the script has ended. */
	readonly appeared: () => readonly string[];
	/** Removes what was made for this run. Call it once the script has ended. */
	readonly cleanup: () => void;
};

/** Files that the launching shell opens for the program it becomes. */
type Descriptors = {
	readonly deaf: boolean;
	readonly filter?: string | undefined;
	readonly stderrTty?: string | undefined;
};

/**
 * A shell that opens descriptors, then becomes the given program.
 * Paths travel as arguments, so no quoting is involved.
 * Descriptors that were inherited by accident are closed first: they would lead out of the sandbox.
 */
export function becoming(program: readonly string[], descriptors: Descriptors): Pick<LaunchPlan, "file" | "args"> {
	const { deaf, filter, stderrTty } = descriptors;
	const filterPart = filter === undefined ? "" : ' 9<"$f"';
	const ttyPart = stderrTty === undefined ? "" : ' 2<>"$e"';
	const script = `${deaf ? deafness : ""}${closing}f=$1 e=$2; shift 2; exec -- "$@"${filterPart}${ttyPart}`;
	return { file: "/bin/bash", args: ["-p", "-c", script, "bash", filter ?? "", stderrTty ?? "", ...program] };
}

const closing = `for d in /proc/$$/fd/*; do d=\${d##*/}; if ((d > 2)); then exec {d}>&-; fi; done; `;

/** The terminal's signals pass the launcher by: it would die of Ctrl-C and take the script's exit code along. */
const deafness = 'trap "" INT QUIT TSTP; ';
