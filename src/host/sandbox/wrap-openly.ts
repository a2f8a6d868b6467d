import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { failed, ok, type Result } from "../../model/failure.ts";
import { buildEnvironment } from "./environment/build-environment.ts";
import { findCommand } from "./find-command.ts";
import { becoming, type LaunchPlan, type WrapRequest } from "./launch-plan.ts";
import { limited } from "./mounts/bwrap-arguments.ts";

/**
 * The launch without a sandbox, for a monitor whose owner said so.
 * The environment is still scrubbed, temporary files are private and resources limited;
 * the bound on processes is left out, since it would count all of the person's processes.
 */
export function wrapOpenly(request: WrapRequest, cwd: string): Result<LaunchPlan> {
	const { spec, hostEnv, run, home } = request;
	const path = hostEnv.PATH ?? "/usr/local/bin:/usr/bin:/bin";
	const everything = () => true;
	const environment = buildEnvironment({
		hostEnv,
		passed: spec.sandbox.env,
		fixed: { PATH: path, HOME: home },
		run,
		isVisible: everything,
	});
	if (!environment.ok) return environment;
	const env = { ...environment.value.spawn, ...environment.value.inner };
	const hostPath = (env.PATH ?? path).split(":");
	const command = findCommand(spec.command[0] ?? "", { cwd, path: hostPath, hostPath, isVisible: everything });
	if (!command.ok) return command;
	const temporary = makeTemporary();
	if (!temporary.ok) return temporary;
	return ok({
		...becoming(limited([], spec.command), { deaf: false, stderrTty: request.stderrTty }),
		env: { TMPDIR: temporary.value, ...env },
		cwd,
		appeared: () => [],
		cleanup: () => rmSync(temporary.value, { recursive: true, force: true }),
	});
}

function makeTemporary(): Result<string> {
	try {
		return ok(mkdtempSync(join(tmpdir(), "monmux-run-")));
	} catch (error) {
		const why = error instanceof Error ? error.message : String(error);
		return failed("internal", `No private temporary directory can be made: ${why}.`, "Free the temporary directory.");
	}
}
