import { spawn } from "node:child_process";
import { OrphanWatch } from "../../../../src/host/sandbox/processes/orphan-watch.ts";

// Stands in for a host: it starts a script that carries its mark and leaves the session, says so, and ends as it is told.
const [path = "", command = "", end] = process.argv.slice(2);
const watch = new OrphanWatch();
watch.begin(path);
const env = { PATH: path, MONITOR_HOST: watch.mark };
const child = spawn("/bin/sh", ["-c", command], { detached: true, stdio: "ignore", env });
process.stdout.write(`${child.pid}\n`);
process.stdin.on("data", () => {
	if (end === "in order") watch.end();
	process.exit(0);
});
