import { homeOf, realDirectory, type SessionPaths, sessionPaths } from "../../host/session-paths.ts";
import type { Result } from "../../model/failure.ts";
import { ok } from "../../model/failure.ts";

/** The session that a command is about: the one of the current directory. */
export type Place = { readonly cwd: string; readonly paths: SessionPaths };

/** Finds the session's place; nothing is made. */
export function findPlace(): Result<Place> {
	let here: string;
	try {
		here = process.cwd();
	} catch {
		here = process.env.PWD ?? "(a directory that was removed)";
	}
	const cwd = realDirectory(here);
	if (!cwd.ok) return cwd;
	return ok({ cwd: cwd.value, paths: sessionPaths(cwd.value, process.env, homeOf(process.env)) });
}
