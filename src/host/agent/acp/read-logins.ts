import { cutAtGrapheme } from "../../../base/cut-text.ts";
import type { LoginMethod } from "../../../model/agent.ts";
import type { LoginRun, LoginWay } from "../backend.ts";
import { findProgram } from "../catalogue/detect-agents.ts";
import type { Quirks } from "../catalogue/profile.ts";
import { cleanLine } from "./updates/clean-text.ts";
import { asList, asRecord, asText, type Loose } from "./updates/loose.ts";

/** The agent that names the ways: how it is run, and with what. */
export type LoginAsker = {
	/** Its program and arguments. */
	readonly command: readonly string[];
	readonly env: Readonly<Record<string, string | undefined>>;
	/** Absolute path of the session's directory. */
	readonly cwd: string;
	readonly quirks: Quirks;
};

/** Ways beyond this are left out; nobody reads a longer list. */
const mostWays = 20;
/** Characters of an id, a name, a description. */
const longest = { id: 200, name: 100, description: 300 } as const;

/** The ways to log in that an agent offers, without those that cannot be understood. Ids are unique. */
export function readLogins(offered: unknown, asker: LoginAsker): LoginWay[] {
	const ways = new Map<string, LoginWay>();
	for (const method of asList(offered).map(asRecord)) {
		const id = asText(method.id) ?? "";
		if (id === "" || id.length > longest.id || cleanLine(id) !== id || ways.has(id)) continue;
		const way = readWay(id, method, asker);
		if (way) ways.set(id, way);
	}
	return [...ways.values()].slice(0, mostWays);
}

function readWay(id: string, method: Loose, asker: LoginAsker): LoginWay | undefined {
	const label = asText(method.name) ?? asText(asRecord(asRecord(method._meta)[terminalMark]).label) ?? id;
	const about = {
		...{ id, name: line(label, longest.name) || id },
		...{ description: line(asText(method.description) ?? "", longest.description), variables: [] },
	};
	const run = readRun(method, asker);
	if (run) return { method: { ...about, how: "terminal" }, run };
	switch (method.type ?? "agent") {
		case "agent":
			return { method: { ...about, ...byVariable(asker.quirks.keyLogin?.method === id ? keyOf(asker) : [], asker) } };
		case "env_var":
			return { method: { ...about, ...byVariable(readVariables(method), asker), ...linkOf(method) } };
		default:
			return undefined;
	}
}

/** Agents that are older than the protocol's own form, and clients that are, know the way by this name. */
const terminalMark = "terminal-auth";

/**
 * The program of a way to log in. The agent's own command line with what it adds goes first;
 * a command that the agent names counts where there is nothing to add.
 */
function readRun(method: Loose, asker: LoginAsker): LoginRun | undefined {
	const legacy = asRecord(asRecord(method._meta)[terminalMark]);
	const isTerminal = method.type === "terminal";
	if (isTerminal && adds(method)) return ownRun(method, asker);
	const named = nameProgram(asText(legacy.command), asker);
	if (named !== undefined) return toRun([named, ...texts(legacy.args)], legacy, { asker, own: false });
	if (adds(legacy)) return ownRun(legacy, asker);
	return isTerminal ? ownRun(method, asker) : undefined;
}

function adds({ args, env }: Loose): boolean {
	return texts(args).length + Object.keys(variables(env)).length > 0;
}

function ownRun(added: Loose, asker: LoginAsker): LoginRun {
	return toRun([...asker.command, ...texts(added.args)], added, { asker, own: true });
}

function toRun(command: string[], { env }: Loose, { asker, own }: { asker: LoginAsker; own: boolean }): LoginRun {
	const known = Object.entries(asker.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]));
	return { command, own, set: variables(env), env: Object.fromEntries(known), cwd: asker.cwd };
}

/** Only what stands in an absolute place is run: a relative one means something else in every directory. */
function nameProgram(command: string | undefined, { env }: LoginAsker): string | undefined {
	if (command === undefined || command === "" || command.startsWith("/")) return command || undefined;
	return command.includes("/") ? undefined : findProgram(command, env.PATH ?? "");
}

/** Variables that are set already are enough: then the agent only has to be asked. */
function byVariable(names: readonly string[], { env }: LoginAsker): Pick<LoginMethod, "how" | "variables"> {
	const missing = names.filter((name) => !env[name]);
	return missing.length === 0 ? { how: "agent", variables: [] } : { how: "variable", variables: missing };
}

function keyOf({ quirks }: LoginAsker): string[] {
	return quirks.keyLogin ? [quirks.keyLogin.variable] : [];
}

/** The variables that have to be set; an older form of the protocol has one of another name. */
function readVariables({ vars, varName }: Loose): string[] {
	const named = [...asList(vars).map(asRecord), { name: varName }];
	return named.flatMap((one) => {
		const name = asText(one.name);
		return name !== undefined && isVariable(name) && !("optional" in one && one.optional === true) ? [name] : [];
	});
}

function linkOf({ link }: Loose): { link: string } | undefined {
	const text = asText(link);
	return text !== undefined && /^https?:\/\/[!-~]{1,300}$/.test(text) ? { link: text } : undefined;
}

function texts(list: unknown): string[] {
	return asList(list).flatMap((one) => asText(one) ?? []);
}

/** As an object, or as an older form of the protocol has it: a list of names and values. */
function variables(env: unknown): Record<string, string> {
	const listed = asList(env).map((one): [unknown, unknown] => [asRecord(one).name, asRecord(one).value]);
	const pairs = [...Object.entries(asRecord(env)), ...listed];
	return Object.fromEntries(
		pairs.flatMap(([name, value]) =>
			typeof name === "string" && isVariable(name) && typeof value === "string" ? [[name, value]] : [],
		),
	);
}

function isVariable(name: string): boolean {
	return /^[A-Za-z_]\w{0,200}$/.test(name);
}

function line(text: string, limit: number): string {
	return cutAtGrapheme(cleanLine(text), limit);
}
