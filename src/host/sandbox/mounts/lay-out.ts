import { resolve } from "node:path";
import type { SandboxSpec } from "../../../model/monitor.ts";
import type { ExtraPaths } from "../extra-paths.ts";
import { type Files, realpathOfMissing } from "../files.ts";
import { isInside } from "../paths.ts";
import { type PathPlan, planPath } from "../toolchains/plan-path.ts";
import { credentialPaths } from "./credential-paths.ts";
import { guardDirectory, type Unguarded } from "./guarded-names.ts";
import { coverOf, type Mount, type MountWishes, planMounts } from "./plan-mounts.ts";
import { type SystemRoot, surveySystem } from "./system-root.ts";

/** What a layout is made from. `cwd` is real. */
export type LayoutRequest = {
	readonly cwd: string;
	readonly sandbox: SandboxSpec;
	readonly extra: ExtraPaths;
	readonly home: string;
	readonly hostEnv: Readonly<Record<string, string | undefined>>;
	readonly privatePaths: readonly string[];
};

/** All that a script will see of the host's files, and its search path. */
export type Layout = {
	readonly system: SystemRoot;
	readonly mounts: readonly Mount[];
	readonly hiddenFiles: ReadonlySet<string>;
	readonly links: readonly { readonly path: string; readonly target: string }[];
	readonly path: PathPlan;
	/** What the minimal root shows. */
	readonly visible: readonly string[];
	readonly unguarded: readonly Unguarded[];
};

/** Decides which files appear how: the minimal root, the directory, its guards, what options open, toolchains. */
export function layOut(request: LayoutRequest, files: Files): Layout {
	const system = surveySystem(files);
	const visible = [...system.directories, ...system.settings];
	const wishes = wishesOf(request, system, files);
	const before = planMounts({ ...wishes.mounts, toolchains: [] });
	const path = planPath(
		{
			hostEnv: request.hostEnv,
			home: realpathOfMissing(request.home, files),
			writable: [request.cwd, ...request.extra.write],
			forbidden: [...wishes.mounts.hidden, ...wishes.mounts.private],
			isVisible: (candidate) => ["read-only", "writable"].includes(coverOf(candidate, before, visible)),
		},
		files,
	);
	const mounts = planMounts({ ...wishes.mounts, toolchains: path.roots });
	const hidden = mounts.filter((mount) => mount.kind === "hidden").map((mount) => mount.path);
	return {
		system,
		mounts,
		hiddenFiles: new Set(hidden.filter((candidate) => files.kind(candidate) !== "directory")),
		links: linksOf(request, { mounts, system, visible }, files),
		path,
		visible,
		unguarded: wishes.unguarded,
	};
}

function wishesOf(request: LayoutRequest, system: SystemRoot, files: Files) {
	const { cwd, extra, sandbox } = request;
	const home = realpathOfMissing(request.home, files);
	const visible = [...system.directories, ...system.settings];
	const writable = [...extra.write, ...(sandbox.readOnly ? [] : [cwd])];
	const guards = writable.filter((path) => files.kind(path) === "directory").map((path) => guardDirectory(path, files));
	const own = request.privatePaths.map((path) => realpathOfMissing(path, files));
	const mounts: MountWishes = {
		cwd,
		readOnly: sandbox.readOnly,
		read: extra.read,
		write: extra.write,
		toolchains: [],
		guarded: guards.flatMap((guard) => guard.paths),
		hidden: [
			...credentialPaths(home, files),
			...system.secrets,
			// A home below the minimal root, such as /opt/NAME, would show with it.
			...(visible.some((root) => isInside(home, root)) ? [home] : []),
		],
		private: own.filter((path) => files.kind(path) !== undefined),
		system: visible,
	};
	return { mounts, unguarded: guards.flatMap((guard) => guard.unguarded) };
}

type Placed = Pick<Layout, "mounts" | "system" | "visible">;

/** Names that are links on the host; they are remade where their directory is not itself visible. */
function linksOf(request: LayoutRequest, placed: Placed, files: Files): Layout["links"] {
	const home = resolve(request.home);
	const target = realpathOfMissing(home, files);
	const isMoved = target !== home;
	const wanted = isMoved
		? [{ path: home, target }, ...request.extra.links.filter((link) => !isInside(link.path, home))]
		: request.extra.links;
	const taken = placed.system.links.map((link) => link.path);
	return wanted
		.map((link) => ({ path: resolve(link.path), target: link.target }))
		.filter((link) => !taken.some((path) => isInside(link.path, path)))
		.filter((link) => coverOf(link.path, placed.mounts, placed.visible) === "absent");
}
