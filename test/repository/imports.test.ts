import { existsSync } from "node:fs";
import { expect, test } from "vitest";
import { allowedFolders, folders, packages, pure } from "../../.imports.mjs";
import { root, runTool } from "./run-tool.ts";
import { type Files, tempProject } from "./temp-project.ts";

/** One import that a rule must refuse: the file it is planted in, the import, and a part of the rule's name. */
type Plant = { from: string; to: string; rule: string };

const names = Object.keys(folders);

/** Every pair of folders that the table does not allow. */
const folderPlants = names.flatMap((from) =>
	names
		.filter((to) => !allowedFolders(from).includes(to))
		.map((to): Plant => ({ from, to: `${up(from)}${to}/index.ts`, rule: `${from} imports` })),
);

/** Every package with an owner, from every folder that is not the owner itself. */
const packagePlants = Object.entries(packages).flatMap(([name, owners]) =>
	names.filter((from) => !owners.includes(from)).map((from): Plant => ({ from, to: name, rule: `${name} only in` })),
);

const purePlants = names
	.filter((name) => pure.folders.includes(name.split("/")[0] ?? ""))
	.flatMap((from) => ["node:fs", "execa"].map((to): Plant => ({ from, to, rule: "pure folders" })));

const otherPlants: Plant[] = [
	{ from: "unlisted", to: "../base/index.ts", rule: "every folder has a row" },
	{ from: "host", to: "../../test/tool.ts", rule: "source stays inside src" },
	{ from: "host", to: "./missing.ts", rule: "imports resolve" },
];

const plants = [...folderPlants, ...packagePlants, ...purePlants, ...otherPlants];

test("each planted import that the table forbids is reported, and nothing that it allows", () => {
	const project = tempProject({ ...skeleton(), ...planted(), ...cycle() }, [
		".imports.mjs",
		".dependency-cruiser.mjs",
		"tsconfig.json",
		"package.json",
	]);
	const { code, output } = runTool("depcruise", ["--config", ".dependency-cruiser.mjs", "src"], project);
	const found = [...output.matchAll(/^ *error (.*): (src\S+)/gm)].map(([, rule, file]) => `${file}: ${rule}`);

	expect(code).not.toBe(0);
	const missed = plants.filter(
		(plant, index) => !found.some((line) => line.startsWith(`${fileOf(plant, index)}: ${plant.rule}`)),
	);
	expect(missed).toEqual([]);
	expect(found).toContain("src/base/cycle-a.ts: no cycles");
	expect(found.filter((line) => line.includes("/index.ts:") || line.includes("/allowed"))).toEqual([]);
});

/** In each folder a file to import, and one which imports all that the folder may. */
function skeleton(): Files {
	const entries = names.flatMap((from) => {
		const targets = allowedFolders(from).map((to) => `import "${up(from)}${to}/index.ts";`);
		return [
			[`src/${from}/index.ts`, "export const here = 1;"],
			[`src/${from}/allowed.ts`, targets.join("\n")],
		];
	});
	const owned = Object.entries(packages)
		.filter(([name]) => existsSync(`${root}/node_modules/${name}`))
		.map(([name, owners]) => [`src/${owners[0]}/allowed-${name}.ts`, `import "${name}";`]);
	return { ...Object.fromEntries([...entries, ...owned]), "test/tool.ts": "export const tool = 1;" };
}

function planted(): Files {
	return Object.fromEntries(plants.map((plant, index) => [fileOf(plant, index), `import "${plant.to}";`]));
}

function cycle(): Files {
	return {
		"src/base/cycle-a.ts": 'import type { B } from "./cycle-b.ts";\nexport type A = B;',
		"src/base/cycle-b.ts": 'import type { A } from "./cycle-a.ts";\nexport type B = A;',
	};
}

function fileOf(plant: Plant, index: number): string {
	return `src/${plant.from}/planted-${index}.ts`;
}

/** From a folder up to src/. */
function up(folder: string): string {
	return "../".repeat(folder.split("/").length);
}
