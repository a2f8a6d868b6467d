import { writeSync } from "node:fs";
import { z } from "zod";
import { limitsSchema } from "../model/entry.ts";
import type { Failure } from "../model/failure.ts";
import { composeHost } from "./compose.ts";
import { surviveBugs } from "./survive.ts";

/** What the client that starts a host gives it as its only argument, as JSON. */
const argumentSchema = z.object({
	cwd: z.string(),
	version: z.string(),
	/** Those that were asked for alone: `partial()` would fill in the defaults of the others, and these would win. */
	limits: z.partialRecord(limitsSchema.keyof(), z.number().int().min(0)),
	sandbox: z.enum(["on", "off"]),
	agent: z.object({ id: z.string(), command: z.string().optional() }).optional(),
});

/** Descriptor on which the client waits for one line: `{"ok":true}` or `{"ok":false,"failure":…}`. */
const readyDescriptor = 3;

/** The host process: opens the session of a directory and serves it until it ends. */
async function main(): Promise<void> {
	const options = argumentSchema.parse(JSON.parse(process.argv[2] ?? "{}"));
	const host = await composeHost({ ...options, env: process.env });
	if (!host.ok) {
		report({ ok: false, failure: host.failure });
		process.exit(1);
	}
	for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const) {
		process.on(signal, () => void host.value.end.end(`the host got ${signal}`));
	}
	const { session, end } = host.value;
	surviveBugs(
		(text) => session.dispatch({ type: "notice", text }),
		(reason) => void end.end(reason),
	);
	report({ ok: true });
	await host.value.end.done;
	process.exit(0);
}

function report(message: { ok: true } | { ok: false; failure: Failure }): void {
	try {
		writeSync(readyDescriptor, `${JSON.stringify(message)}\n`);
	} catch {
		// The client that started this host is gone; the next one will find the socket.
	}
}

await main();
