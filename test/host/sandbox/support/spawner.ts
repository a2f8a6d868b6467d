import { spawn } from "node-pty";
import type { WrapRequest } from "../../../../src/host/sandbox/launch-plan.ts";
import { wrapCommand } from "../../../../src/host/sandbox/wrap-command.ts";

// Stands in for the host: it spawns one monitor in a pty, says the pid, and lives until it is killed.
const request = JSON.parse(process.argv[2] ?? "{}") as WrapRequest;
const plan = wrapCommand(request);
if (!plan.ok) throw new Error(plan.failure.message);
const { file, args, env, cwd } = plan.value;
const child = spawn(file, [...args], {
	env: { ...env },
	cwd,
	name: "xterm-256color",
	cols: 80,
	rows: 24,
	encoding: null,
});
process.stdout.write(`${child.pid}\n`);
child.onData(() => {});
