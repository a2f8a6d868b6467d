import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import Conf from "conf";
import { z } from "zod";
import type { ProjectConfig, UserConfig } from "../model/config.ts";
import { projectConfigSchema, userConfigSchema } from "../model/config.ts";
import type { Limits } from "../model/entry.ts";
import type { Result } from "../model/failure.ts";
import { failed, ok } from "../model/failure.ts";
import type { Rule } from "../model/rule.ts";
import { ruleSchema } from "../model/rule.ts";
import { absolute, makeDirectory } from "./session-paths.ts";

/** What both files together say. */
export type Config = UserConfig & {
	readonly file: string;
	/** The rules as they are in the file now; another session of the same person may have changed them. */
	loadRules(): readonly Rule[];
	saveRules(rules: readonly Rule[]): Result<void>;
	/** The agent of the next session. */
	saveAgent(agent: { id: string; command?: string | undefined }): Result<void>;
	/** Whether an agent was ever chosen, read anew. */
	hasAgent(): boolean;
};

/** Reads the person's file and the project's; the first wrong value is named with its file and key. */
export function readConfig(
	cwd: string,
	env: { readonly [name: string]: string | undefined },
	home: string,
): Result<Config> {
	const directory = join(absolute(env.XDG_CONFIG_HOME) ?? join(home, ".config"), "monmux");
	const file = join(directory, "config.json");
	const store = openStore(directory, file);
	if (!store.ok) return store;
	const user = checked(file, userConfigSchema, store.value.store);
	if (!user.ok) return user;
	const project = readProject(join(cwd, "monmux.json"));
	if (!project.ok) return project;
	return ok({
		...tighten(user.value, project.value),
		file,
		loadRules: () => loadRules(store.value),
		saveRules: (rules) => save(store.value, "rules", rules),
		saveAgent: ({ id, command }) => save(store.value, "agent", command === undefined ? { id } : { id, command }),
		hasAgent: () => store.value.has("agent"),
	});
}

/** What the project asks for, as far as it is stricter than the person. Zero means unbounded. */
export function tighten(user: UserConfig, project: ProjectConfig): UserConfig {
	const lower = (own: number, asked: number | undefined): number =>
		asked === undefined || (own !== 0 && own < asked) ? own : asked;
	const limits: Limits = {
		...user.limits,
		monitors: lower(user.limits.monitors, project.limits?.monitors),
		runs: lower(user.limits.runs, project.limits?.runs),
	};
	return { ...user, limits };
}

function openStore(cwd: string, file: string): Result<Conf<Record<string, unknown>>> {
	try {
		// The store would make it itself, and not come back from a place such as /proc.
		makeDirectory(cwd);
		return ok(
			new Conf<Record<string, unknown>>({
				cwd,
				configName: "config",
				clearInvalidConfig: false,
				accessPropertiesByDotNotation: false,
			}),
		);
	} catch (error) {
		return failed(
			"bad-usage",
			`${file} cannot be read: ${reason(error)}`,
			"Mend it, move it away to begin with the defaults, or set XDG_CONFIG_HOME.",
		);
	}
}

function readProject(file: string): Result<ProjectConfig> {
	let text: string;
	try {
		const found = statSync(file);
		// What never ends, such as a device or a pipe, would keep the host from starting.
		if (!found.isFile() || found.size > longestProject)
			return failed("bad-usage", `${file} is no file of at most ${longestProject} bytes`, "Mend it, or remove it.");
		text = readFileSync(file, "utf8");
	} catch (error) {
		if (isMissing(error)) return ok({});
		return failed("bad-usage", `${file} cannot be read: ${reason(error)}`, "Make it readable, or remove it.");
	}
	try {
		return checked(file, projectConfigSchema, JSON.parse(text));
	} catch (error) {
		return failed("bad-usage", `${file} is not valid JSON: ${reason(error)}`, "Mend it, or remove it.");
	}
}

/** Bytes; what it may say is far shorter. */
const longestProject = 65_536;

function checked<T>(file: string, schema: z.ZodType<T>, value: unknown): Result<T> {
	const parsed = schema.safeParse(value);
	if (parsed.success) return ok(parsed.data);
	const issue = parsed.error.issues[0];
	const key = issue?.path.join(".") || "(top level)";
	return failed(
		"bad-usage",
		`${file}: ${key}: ${issue?.message ?? "not as expected"}`,
		"Mend that value; README.md lists the keys.",
	);
}

function loadRules(store: Conf<Record<string, unknown>>): readonly Rule[] {
	try {
		return z.array(ruleSchema).parse(store.get("rules", []));
	} catch {
		// The file was broken since; a turn of the agent is no place to complain of that.
		return [];
	}
}

function save(store: Conf<Record<string, unknown>>, key: keyof UserConfig, value: unknown): Result<void> {
	try {
		store.set(key, userConfigSchema.shape[key].parse(value));
		return ok(undefined);
	} catch (error) {
		return failed(
			"internal",
			`"${key}" could not be kept: ${reason(error)}`,
			"Make the configuration directory writable.",
		);
	}
}

/** What a project asks for is never passed over; only where there is no file does it ask for nothing. */
function isMissing(error: unknown): boolean {
	return error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "ENOTDIR");
}

function reason(error: unknown): string {
	return error instanceof Error ? error.message : String(error);
}
