import { allowedFolders, folders, packages, pure } from "./.imports.mjs";

/** Matches the files of one folder, but not those of a folder below it that has a row of its own. */
function filesOf(folder) {
	const children = Object.keys(folders).filter((name) => name.startsWith(`${folder}/`));
	const names = children.map((name) => name.slice(folder.length + 1));
	return names.length === 0 ? `^src/${folder}/` : `^src/${folder}/(?!(${names.join("|")})/)`;
}

/** Matches a package as it is named in an import and as it is found in node_modules, with its types. */
function packageFiles(name) {
	return `(^|node_modules/)(@types/)?${name}(/|$)`;
}

const folderRules = Object.keys(folders).map((folder) => ({
	name: `${folder} imports`,
	severity: "error",
	from: { path: filesOf(folder) },
	to: { path: "^src/", pathNot: allowedFolders(folder).map(filesOf) },
}));

const packageRules = Object.entries(packages).map(([name, owners]) => ({
	name: `${name} only in ${owners.join(", ")}`,
	severity: "error",
	from: { path: "^src/", pathNot: owners.map((owner) => `^src/${owner}`) },
	to: { path: packageFiles(name) },
}));

const otherRules = [
	{
		name: "pure folders import no packages and no node builtins",
		severity: "error",
		from: { path: `^src/(${pure.folders.join("|")})/` },
		to: { pathNot: ["^src/", ...pure.packages.map(packageFiles)] },
	},
	{
		name: "every folder has a row in the table",
		severity: "error",
		from: { path: "^src/", pathNot: Object.keys(folders).map(filesOf) },
		to: { path: "." },
	},
	{
		name: "source stays inside src",
		severity: "error",
		from: { path: "^src/" },
		to: { path: "^[^/]+/", pathNot: ["^src/", "node_modules/"], dependencyTypes: ["local"] },
	},
	{ name: "no cycles", severity: "error", from: { path: "^src/" }, to: { circular: true } },
	{ name: "imports resolve", severity: "error", from: { path: "^src/" }, to: { couldNotResolve: true } },
];

export default {
	forbidden: [...folderRules, ...packageRules, ...otherRules],
	options: {
		doNotFollow: { path: "node_modules" },
		tsPreCompilationDeps: true,
		tsConfig: { fileName: "tsconfig.json" },
		enhancedResolveOptions: {
			exportsFields: ["exports"],
			conditionNames: ["import", "node", "default"],
		},
	},
};
