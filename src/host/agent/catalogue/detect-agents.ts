import { accessSync, constants, statSync } from "node:fs";
import { delimiter, join } from "node:path";
import { agents } from "./agents.ts";
import type { AgentProfile } from "./profile.ts";

/** A known agent that is at least partly there. */
export type Detected = {
	readonly profile: AgentProfile;
	/** Path of what would be run; absent when only the product is there and its adapter is not. */
	readonly command?: string;
	/** Path of the product's own program, when it has one beside the adapter. */
	readonly product?: string;
	/** What to run before it can be used; absent when it is ready. */
	readonly install?: string;
};

/**
 * The known agents whose programs are on PATH, ready ones first. Only looks at files: nothing is started, no
 * configuration and no credential is read.
 */
export function detectAgents(path: string): Detected[] {
	const found = agents.flatMap((profile) => detect(profile, path) ?? []);
	return found.toSorted((one, other) => Number(one.command === undefined) - Number(other.command === undefined));
}

/** The path of a program on PATH, or undefined. Relative entries are passed over: they mean something else elsewhere. */
export function findProgram(name: string, path: string): string | undefined {
	const folders = path.split(delimiter).filter((folder) => folder.startsWith("/"));
	return folders.map((folder) => join(folder, name)).find(isProgram);
}

function detect(profile: AgentProfile, path: string): Detected | undefined {
	const command = findProgram(profile.command, path);
	const product = profile.product === undefined ? undefined : findProgram(profile.product, path);
	if (command === undefined && product === undefined) return undefined;
	return {
		profile,
		...(command === undefined ? { install: profile.install } : { command }),
		...(product === undefined ? {} : { product }),
	};
}

function isProgram(path: string): boolean {
	try {
		accessSync(path, constants.X_OK);
		return statSync(path).isFile();
	} catch {
		return false;
	}
}
