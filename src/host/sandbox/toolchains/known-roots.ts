/** A version manager or runtime that lives below the home, and how its programs find it. */
export type KnownRoot = {
	/** Relative to the home. */
	readonly directory: string;
	/** Variable that names the root, on the host and inside, where the home is another. */
	readonly variable?: string;
	/** Further directories below the home that its programs need. */
	readonly companions?: readonly KnownRoot[];
};

const rustup: KnownRoot = { directory: ".rustup", variable: "RUSTUP_HOME" };

/** Roots that PATH may lead into; the whole root is shown, since programs in it refer to each other. */
export const knownRoots: readonly KnownRoot[] = [
	{ directory: ".nvm", variable: "NVM_DIR" },
	{ directory: ".volta", variable: "VOLTA_HOME" },
	{ directory: ".local/share/fnm", variable: "FNM_DIR" },
	{ directory: ".fnm" },
	{ directory: ".nodenv", variable: "NODENV_ROOT" },
	{ directory: ".bun", variable: "BUN_INSTALL" },
	{ directory: ".deno", variable: "DENO_INSTALL" },
	{ directory: ".local/share/pnpm", variable: "PNPM_HOME" },
	{ directory: ".npm-global" },
	{ directory: ".pyenv", variable: "PYENV_ROOT" },
	{ directory: ".local/share/uv" },
	{ directory: ".local/share/pipx" },
	{ directory: "miniconda3" },
	{ directory: "miniforge3" },
	{ directory: "anaconda3" },
	{ directory: ".pixi" },
	{ directory: ".cargo", variable: "CARGO_HOME", companions: [rustup] },
	rustup,
	{ directory: ".rbenv", variable: "RBENV_ROOT" },
	{ directory: ".goenv", variable: "GOENV_ROOT" },
	{ directory: ".sdkman", variable: "SDKMAN_DIR" },
	{ directory: ".jenv", variable: "JENV_ROOT" },
	{ directory: ".asdf", variable: "ASDF_DATA_DIR" },
	{ directory: ".local/share/mise", variable: "MISE_DATA_DIR" },
	{ directory: ".dotnet", variable: "DOTNET_ROOT" },
	{ directory: ".ghcup" },
	{ directory: ".opam", variable: "OPAMROOT" },
	{ directory: ".juliaup" },
	{ directory: ".krew", variable: "KREW_ROOT" },
	{ directory: ".foundry" },
];

/** Directories below the home that are far wider than one program. */
export const wideHomePlaces: ReadonlySet<string> = new Set(
	".local .local/share .local/state .local/lib .config .cache Documents Desktop Downloads projects src code work git".split(
		" ",
	),
);

/** Places that are never shown because PATH names something in them. */
export const neverShown: readonly string[] = ["/proc", "/sys", "/dev", "/boot", "/run", "/mnt", "/media"];
