import { describe, expect, test } from "vitest";
import { isInside } from "../../../../src/host/sandbox/paths.ts";
import { type PathRequest, planPath } from "../../../../src/host/sandbox/toolchains/plan-path.ts";
import { inventFiles } from "../support/invented-files.ts";

const home = "/home/ann";
const cwd = "/home/ann/shop";
const fallback = ["/usr/local/bin", "/usr/bin", "/bin"];

const files = inventFiles({
	"/usr/bin": null,
	"/bin": "-> /usr/bin",
	"/home/ann/shop/node_modules/.bin": null,
	"/home/ann/shop/bin": "-> /home/ann/.ssh",
	"/home/ann/.ssh/id": "key",
	"/home/ann/.nvm/versions/node/v24/bin/node": "#!",
	"/home/ann/.pyenv/shims/python": "#!",
	"/home/ann/.cargo/bin/cargo": "#!",
	"/home/ann/.rustup/toolchains": null,
	"/home/ann/.volta/bin": null,
	"/home/ann/.bun/bin": null,
	"/home/ann/.local/bin/black": "-> /home/ann/.local/share/pipx/venvs/black/bin/black",
	"/home/ann/.local/bin/note": "-> /home/ann/Documents/note.sh",
	"/home/ann/.local/bin/tsc": "-> /home/ann/.lib/node_modules/typescript/bin/tsc",
	"/home/ann/.local/bin/deep": "-> /home/ann/apps/deep/bin/deep",
	"/home/ann/.local/bin/key": "-> /home/ann/.ssh/id",
	"/home/ann/.local/share/pipx/venvs/black/bin/black": "#!",
	"/home/ann/Documents/note.sh": "#!",
	"/home/ann/.lib/node_modules/typescript/bin/tsc": "#!",
	"/home/ann/apps/deep/bin/deep": "#!",
	"/home/ann/bin/x": "#!",
	"/home/ann/other/node_modules/.bin": null,
	"/home/bob/tools/bin": null,
	"/data/nvm/bin": null,
	"/srv/node/bin/node": "#!",
	"/srv/bin": null,
	"/run/user/1/fnm/bin": "-> /home/ann/.local/share/fnm/v24/bin",
	"/home/ann/.local/share/fnm/v24/bin/node": "#!",
	"/run/tools": null,
	"/mnt/c/Windows": null,
	"/snap/bin": null,
});

function check(path: string, expected: { entries?: string[]; roots?: string[]; variables?: Record<string, string> }) {
	checkWith({ hostEnv: { PATH: path } }, expected);
}

function checkWith(request: Partial<PathRequest>, expected: Parameters<typeof check>[1]) {
	const visible = ["/usr", "/opt", cwd];
	const plan = planPath(
		{
			hostEnv: {},
			home,
			writable: [cwd],
			forbidden: ["/home/ann/.ssh"],
			isVisible: (candidate) => visible.some((root) => isInside(candidate, root)),
			...request,
		},
		files,
	);
	const entries = [...(expected.entries ?? []), ...fallback.filter((entry) => !expected.entries?.includes(entry))];
	expect(plan).toEqual({ entries, roots: expected.roots ?? [], variables: expected.variables ?? {} });
}

describe("what is visible stays in PATH", () => {
	test("system directories, by their real path", () => check("/bin:/usr/bin", { entries: ["/usr/bin"] }));
	test("the project's own programs", () =>
		check("/home/ann/shop/node_modules/.bin", { entries: ["/home/ann/shop/node_modules/.bin"] }));
	test("no PATH at all", () => check("", {}));
	test("relative, empty and missing entries go", () => check("bin:.::/nowhere", {}));
});

describe("toolchains below the home", () => {
	const cases: readonly (readonly [string, string, string[], Record<string, string>])[] = [
		["nvm", ".nvm/versions/node/v24/bin", [".nvm"], { NVM_DIR: ".nvm" }],
		["pyenv", ".pyenv/shims", [".pyenv"], { PYENV_ROOT: ".pyenv" }],
		["cargo", ".cargo/bin", [".cargo", ".rustup"], { CARGO_HOME: ".cargo", RUSTUP_HOME: ".rustup" }],
		["volta", ".volta/bin", [".volta"], { VOLTA_HOME: ".volta" }],
		["bun", ".bun/bin", [".bun"], { BUN_INSTALL: ".bun" }],
	];
	for (const [name, entry, roots, variables] of cases) {
		test(name, () =>
			check(`${home}/${entry}`, {
				entries: [`${home}/${entry}`],
				roots: roots.map((root) => `${home}/${root}`),
				variables: Object.fromEntries(Object.entries(variables).map(([key, value]) => [key, `${home}/${value}`])),
			}),
		);
	}

	test("a root elsewhere, named by its variable", () =>
		checkWith(
			{ hostEnv: { PATH: "/data/nvm/bin", NVM_DIR: "/data/nvm" } },
			{ entries: ["/data/nvm/bin"], roots: ["/data/nvm"], variables: { NVM_DIR: "/data/nvm" } },
		));

	test("a link in the runtime directory gives the real place", () =>
		check("/run/user/1/fnm/bin", {
			entries: ["/home/ann/.local/share/fnm/v24/bin"],
			roots: ["/home/ann/.local/share/fnm"],
			variables: { FNM_DIR: "/home/ann/.local/share/fnm" },
		}));

	test("an unknown directory, with what its links lead to, but no credentials", () =>
		check(`${home}/.local/bin`, {
			entries: [`${home}/.local/bin`],
			roots: [
				`${home}/.local/bin`,
				`${home}/.local/share/pipx`,
				`${home}/apps/deep`,
				`${home}/Documents/note.sh`,
				`${home}/.lib/node_modules`,
			],
		}));

	test("a directory directly in the home does not show the home", () =>
		check(`${home}/bin`, { entries: [`${home}/bin`], roots: [`${home}/bin`] }));

	test("programs of another project", () =>
		check(`${home}/other/node_modules/.bin`, {
			entries: [`${home}/other/node_modules/.bin`],
			roots: [`${home}/other/node_modules`],
		}));
});

describe("directories elsewhere", () => {
	test("the prefix above bin", () => check("/srv/node/bin", { entries: ["/srv/node/bin"], roots: ["/srv/node"] }));
	test("not a whole top directory", () => check("/srv/bin", { entries: ["/srv/bin"], roots: ["/srv/bin"] }));
	test("snaps", () => check("/snap/bin", { entries: ["/snap/bin"], roots: ["/snap/bin"] }));
	test("a prefix that holds the project is narrowed", () =>
		checkWith(
			{ hostEnv: { PATH: "/srv/node/bin" }, writable: ["/srv/node/app"] },
			{ entries: ["/srv/node/bin"], roots: ["/srv/node/bin"] },
		));
});

describe("what PATH may not open", () => {
	for (const path of ["/", home, "/home", "/run/tools", "/mnt/c/Windows", `${home}/.ssh`]) {
		test(path, () => check(path, {}));
	}
	test("a link that a script planted in the project", () => check("/home/ann/shop/bin", {}));
});
