import { failed, ok, type Result } from "../../model/failure.ts";
import type { SandboxSpec } from "../../model/monitor.ts";
import { diskFiles, ledOutOf, realpathOfMissing } from "./files.ts";
import { isBelow, isInside } from "./paths.ts";

/** Paths that a monitor's own options open. */
export type ExtraPaths = {
	readonly read: readonly string[];
	readonly write: readonly string[];
	/** Names that the person wrote and that are links to what is opened. */
	readonly links: readonly { readonly path: string; readonly target: string }[];
};

type Bounds = {
	readonly home: string;
	readonly privatePaths: readonly string[];
	/** Directories in which scripts write. */
	readonly writable: readonly string[];
};

/** Checks `--read` and `--write` against what no option may open, and gives their real paths. */
export function resolveExtraPaths(sandbox: SandboxSpec, bounds: Bounds): Result<ExtraPaths> {
	const links: { path: string; target: string }[] = [];
	const real = { read: [] as string[], write: [] as string[] };
	for (const option of ["read", "write"] as const) {
		for (const path of sandbox[option]) {
			const checked = checkPath(path, option, bounds);
			if (!checked.ok) return checked;
			real[option].push(checked.value);
			if (checked.value !== path.replace(/(?<=.)\/+$/, "")) links.push({ path, target: checked.value });
		}
	}
	return ok({ ...real, links });
}

function checkPath(path: string, option: "read" | "write", bounds: Bounds): Result<string> {
	if (!path.startsWith("/")) return refuse(path, option, { why: "it is not an absolute path" });
	const real = diskFiles.realpath(path);
	if (real === undefined) return failed("bad-usage", `--${option} ${path}: there is no such path.`, "Create it first.");
	if (ledOutOf(path, bounds.writable, diskFiles) !== undefined) {
		const why = `a link that scripts could have planted leads it to ${real}`;
		return refuse(path, option, { why, remedy: `If that is what you mean, write --${option} ${real}.` });
	}
	const reason = reasonAgainst(real, option, bounds);
	return reason === undefined ? ok(real) : refuse(path, option, { why: reason });
}

function reasonAgainst(real: string, option: "read" | "write", bounds: Bounds): string | undefined {
	if (real === "/") return "that is every file of this machine";
	if (["/proc", "/dev", "/sys"].some((place) => isInside(real, place))) return "the kernel's own files stay closed";
	const own = bounds.privatePaths.map((path) => realpathOfMissing(path, diskFiles));
	if (own.some((path) => isInside(real, path))) return "these are files of monmux itself";
	if (option === "read") {
		const unmade = own.find((path) => isBelow(path, real) && diskFiles.kind(path) === undefined);
		return unmade === undefined ? undefined : `monmux keeps files of its own at ${unmade}, which is not there yet`;
	}
	if (own.some((path) => isInside(path, real))) return "it contains files of monmux itself";
	if (isInside(realpathOfMissing(bounds.home, diskFiles), real)) return "it contains your whole home";
	const system = ["/usr", "/etc", "/bin", "/lib", "/lib64", "/sbin", "/boot", "/run", "/var", "/tmp", "/opt", "/nix"];
	return system.includes(real) ? "it belongs to the whole system" : undefined;
}

function refuse(path: string, option: string, { why, remedy }: { why: string; remedy?: string }) {
	const how = remedy ?? "Name the one directory that is needed.";
	return failed("not-allowed", `--${option} ${path} is refused: ${why}.`, how);
}
