import { join } from "node:path";
import type { Files } from "../files.ts";

/** What of the host's own system appears inside, read-only. */
export type SystemRoot = {
	/** Real directories, bound as they are. */
	readonly directories: readonly string[];
	/** Links in the root such as `/bin`, with their targets. */
	readonly links: readonly { readonly path: string; readonly target: string }[];
	/** Entries of `/etc`. */
	readonly settings: readonly string[];
	/** Directories inside the above that hold private keys. */
	readonly secrets: readonly string[];
};

const topNames = ["bin", "sbin", "lib", "lib32", "lib64", "libx32"];

const settingNames: ReadonlySet<string> = new Set(
	(
		"alternatives ld.so.cache ld.so.conf ld.so.conf.d passwd group nsswitch.conf hosts resolv.conf localtime timezone " +
		"ssl ca-certificates pki bash.bashrc profile inputrc terminfo protocols services mime.types os-release " +
		"debian_version crypto-policies gitconfig"
	).split(" "),
);

/** Interpreters that do not start without their own settings. */
const interpreterSettings = /^(python3(\.\d+)?|java-\d+-openjdk|java)$/;

const secretPlaces = ["/etc/ssl/private", "/etc/pki/tls/private", "/etc/pki/CA/private", "/etc/pki/entitlement"];

/** Looks at the host once and says what a minimal root is made of. */
export function surveySystem(files: Files): SystemRoot {
	const tops = topNames.map((name) => join("/", name));
	const real = tops.filter((path) => files.kind(path) === "directory");
	const optional = ["/opt", "/nix"].filter((path) => files.kind(path) === "directory");
	return {
		directories: ["/usr", ...real, ...optional],
		links: tops
			.filter((path) => files.kind(path) === "link")
			.map((path) => ({ path, target: files.realpath(path) }))
			.filter((link): link is { path: string; target: string } => link.target !== undefined),
		settings: files
			.list("/etc")
			.filter((name) => settingNames.has(name) || interpreterSettings.test(name))
			.map((name) => join("/etc", name)),
		secrets: secretPlaces.filter((path) => files.kind(path) === "directory"),
	};
}
