import { existsSync, mkdtempSync, rmdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { type Detected, detectAgents } from "../host/agent/catalogue/detect-agents.ts";
import { probeSandbox } from "../host/sandbox/probe-sandbox.ts";
import { homeOf, runtimeHome, stateHome } from "../host/session-paths.ts";
import type { Parsed } from "./arguments/parse-arguments.ts";
import { openLink } from "./connect/link.ts";
import { version } from "./connect/version.ts";
import { print } from "./print.ts";

/** One thing that was looked at. */
type Check = { readonly what: string; readonly ok: boolean; readonly found: string; readonly remedy?: string };

/**
 * `monmux doctor`: exit 0 when everything works, 5 when the sandbox does not, 1 when something else does not.
 * An agent that is only partly there is named and no failure: a session does without it.
 */
export async function doctor(parsed: Parsed): Promise<number> {
	const checks = [versions(), await sandbox(), ...agents(), terminal(), places(), await session()];
	for (const check of checks) print(parsed.flag("json") ? JSON.stringify(check) : line(check));
	if (!checks.find((check) => check.what === "sandbox")?.ok) return 5;
	return checks.every((check) => check.ok || check.what === "agent") ? 0 : 1;
}

function line({ what, ok, found, remedy }: Check): string {
	const head = `${ok ? "ok     " : "PROBLEM"} ${what.padEnd(10)} ${found}`;
	return remedy === undefined ? head : `${head}\n${" ".repeat(19)}${remedy.replaceAll("\n", `\n${" ".repeat(19)}`)}`;
}

function versions(): Check {
	return {
		what: "versions",
		ok: true,
		found: `monmux ${version}, Node ${process.versions.node}, SQLite ${process.versions.sqlite ?? "?"}`,
	};
}

async function sandbox(): Promise<Check> {
	const probe = await probeSandbox();
	if (!probe.ok) {
		const { message, remedy } = probe.failure ?? { message: "does not work", remedy: undefined };
		return { what: "sandbox", ok: false, found: message, ...(remedy === undefined ? {} : { remedy }) };
	}
	const found = `bubblewrap ${probe.version} at ${probe.bwrap}`;
	return {
		what: "sandbox",
		ok: true,
		found,
		...(probe.warnings.length === 0 ? {} : { remedy: probe.warnings.join("\n") }),
	};
}

/** The built-in agent, and every known one that is at least partly there; nothing is started. */
function agents(): Check[] {
	const builtIn: Check = { what: "agent", ok: true, found: "playbook (built in, no model, no account)" };
	return [builtIn, ...detectAgents(process.env.PATH ?? "").map(agentCheck)];
}

function agentCheck({ profile, command, product, install }: Detected): Check {
	const found = `${profile.id}: ${profile.name}${command === undefined ? "" : ` at ${command}`}`;
	if (install === undefined) return { what: "agent", ok: true, found, remedy: profile.login };
	const missing = `${found}: ${product ?? "it"} is here, ${profile.command} is not`;
	return { what: "agent", ok: false, found: missing, remedy: install };
}

function terminal(): Check {
	const { columns = 0, rows = 0, isTTY } = process.stdout;
	if (!isTTY) return { what: "terminal", ok: true, found: "none: monmux prints plain lines" };
	const size = `${process.env.TERM ?? "no TERM"}, ${columns}×${rows}`;
	const large = columns >= 60 && rows >= 15;
	return {
		what: "terminal",
		ok: large,
		found: size,
		...(large ? {} : { remedy: "The screen needs 60 columns and 15 rows." }),
	};
}

function places(): Check {
	const home = homeOf(process.env);
	const [state, sockets] = [stateHome(process.env, home), runtimeHome(process.env)];
	const closed = [state, sockets].filter((path) => !takesDirectories(path));
	return {
		what: "places",
		ok: closed.length === 0,
		found: `state ${state}, sockets ${sockets}`,
		...(closed.length === 0
			? {}
			: {
					remedy: `Nothing can be written at ${closed.join(" and ")}: make it writable, or set XDG_STATE_HOME and XDG_RUNTIME_DIR.`,
				}),
	};
}

/** Tried and not asked: a file system may refuse what its modes allow. The trial leaves nothing behind. */
function takesDirectories(path: string): boolean {
	let nearest = path;
	while (!existsSync(nearest) && nearest !== dirname(nearest)) nearest = dirname(nearest);
	try {
		rmdirSync(mkdtempSync(join(nearest, ".monmux-")));
		return true;
	} catch {
		return false;
	}
}

async function session(): Promise<Check> {
	const link = await openLink();
	if (link.ok) {
		const { monitors } = link.value.state();
		link.value.close();
		return { what: "session", ok: true, found: `runs here, ${Object.keys(monitors).length} monitors` };
	}
	if (link.failure.code === "no-session") return { what: "session", ok: true, found: "none here yet" };
	return {
		what: "session",
		ok: false,
		found: link.failure.message,
		...(link.failure.remedy ? { remedy: link.failure.remedy } : {}),
	};
}
