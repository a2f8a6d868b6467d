import type { Mount } from "./plan-mounts.ts";
import type { SystemRoot } from "./system-root.ts";

/** All that decides the argument line; nothing else does. */
export type BwrapProfile = {
	readonly system: SystemRoot;
	/** In order: parents before children. */
	readonly mounts: readonly Mount[];
	/** Hidden paths that are files. */
	readonly hiddenFiles: ReadonlySet<string>;
	/** Links to make, for names of the host that are links to what is mounted. */
	readonly links: readonly { readonly path: string; readonly target: string }[];
	readonly cwd: string;
	readonly net: boolean;
	/** A seccomp filter waits at descriptor 9. */
	readonly filtered: boolean;
	/** Variables for the inside only, because outside they would act on the launcher. */
	readonly innerEnv: Readonly<Record<string, string>>;
	readonly command: readonly string[];
};

/** Descriptor of the seccomp filter: one digit, because dash allows no more. */
export const filterDescriptor = 9;

/** The home inside: empty, writable, gone at the end. */
export const innerHome = "/home/monitor";

const MiB = 1024 * 1024;

/** The arguments of bwrap, from the namespaces to the command. Order matters: later mounts lie on earlier ones. */
export function bwrapArguments(profile: BwrapProfile): readonly string[] {
	return [
		...namespaces(profile.net),
		...systemMounts(profile.system),
		...privatePlaces(),
		...profile.links.flatMap((link) => ["--symlink", link.target, link.path]),
		...profile.mounts.flatMap((mount) => mountArguments(mount, profile.hiddenFiles)),
		...["--remount-ro", "/", "--remount-ro", "/dev", "--chdir", profile.cwd],
		...Object.entries(profile.innerEnv).flatMap(([name, value]) => ["--setenv", name, value]),
		...(profile.filtered ? ["--seccomp", String(filterDescriptor)] : []),
		"--",
		...["/usr/bin/env", "--default-signal=INT,QUIT,TSTP"],
		...limited(["-u 256"], profile.command),
	];
}

/**
 * A command under resource limits; the leading ones are only sensible in a sandbox.
 * Data is in KiB (2 GiB a process), files in KiB (1 GiB a file); no core dumps.
 */
export function limited(leading: readonly string[], command: readonly string[]): readonly string[] {
	const limits = [...leading, "-d 2097152", "-f 1048576", "-n 4096", "-c 0"];
	// A hard limit that is lower already cannot be raised: that is no reason to complain into the pane.
	const script = `${limits.map((limit) => `ulimit ${limit} 2>/dev/null`).join("; ")}; exec -- "$@"`;
	return ["/bin/bash", "-p", "-c", script, "monitor", ...command];
}

function namespaces(net: boolean): readonly string[] {
	return [
		...["--unshare-user", "--unshare-pid", "--unshare-ipc", "--unshare-uts"],
		...(net ? [] : ["--unshare-net"]),
		...["--unshare-cgroup-try", "--hostname", "monitor", "--disable-userns", "--die-with-parent", "--cap-drop", "ALL"],
	];
}

function systemMounts(system: SystemRoot): readonly string[] {
	return [
		...system.directories.flatMap((path) => ["--ro-bind", path, path]),
		...system.links.flatMap((link) => ["--symlink", link.target, link.path]),
		...system.settings.flatMap((path) => ["--ro-bind-try", path, path]),
		// Without the second mount uid 0 could change settings of the whole host.
		...["--proc", "/proc", "--ro-bind", "/proc/sys", "/proc/sys", "--dev", "/dev"],
	];
}

function privatePlaces(): readonly string[] {
	return [
		...tmpfs("/dev/shm", 64, "1777"),
		...tmpfs("/tmp", 256, "1777"),
		...tmpfs("/run", 16, "0755"),
		...tmpfs("/var/tmp", 64, "1777"),
		...tmpfs(innerHome, 64, "0755"),
	];
}

function tmpfs(path: string, mebibytes: number, mode: string): readonly string[] {
	return ["--perms", mode, "--size", String(mebibytes * MiB), "--tmpfs", path];
}

function mountArguments(mount: Mount, hiddenFiles: ReadonlySet<string>): readonly string[] {
	if (mount.kind === "writable") return ["--bind", mount.path, mount.path];
	if (mount.kind === "read-only") return ["--ro-bind", mount.path, mount.path];
	// bwrap mounts without devices, so the null device reads as "permission denied".
	if (hiddenFiles.has(mount.path)) return ["--ro-bind", "/dev/null", mount.path];
	return ["--perms", "0555", "--size", "4096", "--tmpfs", mount.path];
}
