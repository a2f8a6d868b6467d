import { basename } from "node:path";
import { failed, ok, type Result } from "../../model/failure.ts";
import { diskFiles, realpathOfMissing } from "./files.ts";
import { credentialPaths } from "./mounts/credential-paths.ts";
import { isInside } from "./paths.ts";

/** What a working directory is checked against. */
export type DirectoryBounds = {
	/** The person's home, absolute. */
	readonly home: string;
	/** monmux's own state and runtime directories. */
	readonly privatePaths: readonly string[];
	/** What to do instead, where there is another way than to go elsewhere. */
	readonly remedy?: string;
};

/**
 * Gives the real path of a working directory, or says why a monitor may not have it.
 * A writable directory that contains the home, the system or monmux itself would undo the sandbox.
 */
export function checkDirectory(cwd: string, bounds: DirectoryBounds): Result<string> {
	const refuse = (message: string, remedy = bounds.remedy ?? "Start monmux in the directory of one project.") =>
		failed("bad-directory", message, remedy);
	if (!cwd.startsWith("/")) return refuse(`The working directory ${JSON.stringify(cwd)} is not an absolute path.`);
	const real = diskFiles.realpath(cwd);
	if (real === undefined) {
		return refuse(`The working directory ${cwd} does not exist or cannot be read.`, "Create it, or give another one.");
	}
	if (diskFiles.kind(real) !== "directory") {
		return refuse(`The working directory ${cwd} is not a directory.`, "Give a directory.");
	}
	const reason = reasonAgainst(real, bounds);
	return reason === undefined ? ok(real) : refuse(`The working directory ${real} ${reason}`);
}

/** Shared places; a directory below them is fine. */
const sharedPlaces: ReadonlySet<string> = new Set(
	"/ /bin /sbin /lib /lib64 /usr /usr/local /etc /var /opt /nix /run /tmp /var/tmp /home /srv /mnt /media".split(" "),
);

/** Places where nothing is a project. */
const systemTrees = ["/proc", "/sys", "/dev", "/boot", "/usr/bin", "/usr/sbin", "/usr/lib"];

function reasonAgainst(real: string, bounds: DirectoryBounds): string | undefined {
	const home = realpathOfMissing(bounds.home, diskFiles);
	if (real === "/") return "is the root of all files: the sandbox would protect nothing.";
	if (real === home) return "is your home: the sandbox would show everything in it.";
	if (isInside(home, real)) return `contains your home ${home}: the sandbox would show everything in it.`;
	const own = bounds.privatePaths.map((path) => realpathOfMissing(path, diskFiles));
	if (own.some((path) => isInside(path, real) || isInside(real, path))) {
		return "holds files of monmux itself: a script could change what it is allowed to do.";
	}
	if (credentialPaths(home, diskFiles).includes(real)) return `holds credentials (${basename(real)}).`;
	if (sharedPlaces.has(real)) return "is shared by the whole system.";
	return systemTrees.some((tree) => isInside(real, tree)) ? "belongs to the system." : undefined;
}
