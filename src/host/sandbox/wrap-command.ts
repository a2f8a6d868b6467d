import { failed, ok, type Result } from "../../model/failure.ts";
import { checkDirectory } from "./check-directory.ts";
import { buildEnvironment } from "./environment/build-environment.ts";
import { resolveExtraPaths } from "./extra-paths.ts";
import { diskFiles, ledOutOf } from "./files.ts";
import { findCommand } from "./find-command.ts";
import { becoming, type LaunchPlan, type WrapRequest } from "./launch-plan.ts";
import { type BwrapProfile, bwrapArguments, innerHome } from "./mounts/bwrap-arguments.ts";
import { findAppeared } from "./mounts/guarded-names.ts";
import { type Layout, layOut } from "./mounts/lay-out.ts";
import { coverOf } from "./mounts/plan-mounts.ts";
import { filterFile } from "./seccomp/filter-file.ts";
import { wrapOpenly } from "./wrap-openly.ts";

/**
 * Turns a monitor's spec into the command to spawn, inside its sandbox.
 * Call it right before the spawn: it looks at the disk, and what it saw must still hold.
 * A failure means that nothing may be started: `bad-directory`, `command-not-found`, `not-allowed`, `bad-usage`
 * or `sandbox-unavailable`.
 */
export function wrapCommand(request: WrapRequest): Result<LaunchPlan> {
	const { spec, stderrTty } = request;
	if (stderrTty !== undefined && !/^\/dev\/(pts\/\d+|tty\w+)$/.test(stderrTty)) {
		return failed("internal", `The terminal for stderr is not a terminal: ${stderrTty}.`);
	}
	if (spec.command.some((word) => word.includes("\0"))) {
		return failed("bad-usage", "The command holds a null character.", "Write the command without it.");
	}
	const cwd = checkDirectory(spec.cwd, { ...request, remedy: "Give the directory of one project with run --cwd." });
	if (!cwd.ok) return cwd;
	if (ledOutOf(spec.cwd, [request.project], diskFiles) !== undefined) {
		const message = `The directory ${spec.cwd} is led to ${cwd.value} by a link that scripts could have planted.`;
		return failed("bad-directory", message, `If that is what you mean, write --cwd ${cwd.value}.`);
	}
	return spec.sandbox.mode === "off" ? wrapOpenly(request, cwd.value) : wrapInSandbox(request, cwd.value);
}

function wrapInSandbox(request: WrapRequest, cwd: string): Result<LaunchPlan> {
	const { spec } = request;
	const extra = resolveExtraPaths(spec.sandbox, { ...request, writable: [request.project, cwd] });
	if (!extra.ok) return extra;
	const layout = layOut({ ...request, cwd, extra: extra.value, sandbox: spec.sandbox }, diskFiles);
	const isVisible = (path: string) => isSeen(path, layout);
	const fixed = {
		...layout.path.variables,
		PATH: layout.path.entries.join(":"),
		HOME: innerHome,
		TMPDIR: "/tmp",
	};
	const { hostEnv, run } = request;
	const environment = buildEnvironment({ hostEnv, passed: spec.sandbox.env, fixed, run, isVisible });
	if (!environment.ok) return environment;
	const command = findCommand(spec.command[0] ?? "", {
		cwd,
		path: (environment.value.inner.PATH ?? fixed.PATH).split(":"),
		hostPath: (hostEnv.PATH ?? "").split(":"),
		isVisible,
	});
	if (!command.ok) return command;
	const filter = readyFilter();
	if (!filter.ok) return filter;
	const profile: BwrapProfile = {
		...layout,
		cwd,
		net: spec.sandbox.net,
		filtered: filter.value !== undefined,
		innerEnv: environment.value.inner,
		command: spec.command,
	};
	return ok({
		...becoming([request.bwrap, ...bwrapArguments(profile)], {
			deaf: true,
			filter: filter.value,
			stderrTty: request.stderrTty,
		}),
		env: environment.value.spawn,
		cwd,
		appeared: () => findAppeared(layout.unguarded, diskFiles),
		cleanup: () => {},
	});
}

function isSeen(path: string, layout: Layout): boolean {
	const real = diskFiles.realpath(path);
	if (real === undefined) return false;
	return ["read-only", "writable"].includes(coverOf(real, layout.mounts, layout.visible));
}

function readyFilter(): Result<string | undefined> {
	try {
		return ok(filterFile());
	} catch (error) {
		const why = error instanceof Error ? error.message : String(error);
		return failed(
			"sandbox-unavailable",
			`The system-call filter cannot be written: ${why}.`,
			"Free the temporary directory, or set TMPDIR to one that can be written.",
		);
	}
}
