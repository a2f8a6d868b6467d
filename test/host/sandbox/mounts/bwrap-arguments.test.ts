import { expect, test } from "vitest";
import { type BwrapProfile, bwrapArguments } from "../../../../src/host/sandbox/mounts/bwrap-arguments.ts";

const profile: BwrapProfile = {
	system: {
		directories: ["/usr"],
		links: [{ path: "/bin", target: "/usr/bin" }],
		settings: ["/etc/passwd"],
		secrets: [],
	},
	mounts: [
		{ path: "/p", kind: "writable" },
		{ path: "/p/.npmrc", kind: "read-only" },
		{ path: "/p/dir", kind: "hidden" },
		{ path: "/p/file", kind: "hidden" },
	],
	hiddenFiles: new Set(["/p/file"]),
	links: [{ path: "/h", target: "/data/h" }],
	cwd: "/p",
	net: false,
	filtered: true,
	innerEnv: {},
	command: ["npm", "", "-x"],
};

const line = (changes: Partial<BwrapProfile> = {}) => ` ${bwrapArguments({ ...profile, ...changes }).join(" ")} `;

test("namespaces, and the death of the host", () => {
	for (const name of ["user", "pid", "ipc", "uts", "net"]) expect(line()).toContain(` --unshare-${name} `);
	expect(line()).toContain(" --disable-userns --die-with-parent --cap-drop ALL ");
});

test("no session, no init and no environment of bwrap's own", () => {
	for (const option of ["--new-session", "--as-pid-1", "--clearenv", "--share-net"])
		expect(line()).not.toContain(option);
});

test("the network stays only when asked for", () => expect(line({ net: true })).not.toContain("--unshare-net"));

test("mounts come in order, after the private places", () => {
	const order = [
		"--ro-bind /usr /usr",
		"--symlink /usr/bin /bin",
		"--ro-bind-try /etc/passwd",
		"--proc /proc --ro-bind /proc/sys /proc/sys",
		"--tmpfs /tmp",
		"--tmpfs /home/monitor",
		"--symlink /data/h /h",
		"--bind /p /p --ro-bind /p/.npmrc /p/.npmrc",
		"--tmpfs /p/dir",
		"--ro-bind /dev/null /p/file",
		"--remount-ro / --remount-ro /dev --chdir /p",
		"--seccomp 9 -- /usr/bin/env --default-signal=INT,QUIT,TSTP",
	].map((part) => line().indexOf(part));
	expect(order).not.toContain(-1);
	expect(order).toEqual([...order].sort((a, b) => a - b));
});

test("the command is the end of the line", () => expect(bwrapArguments(profile).slice(-3)).toEqual(["npm", "", "-x"]));

test("without a filter nothing is read from a descriptor", () =>
	expect(line({ filtered: false })).not.toContain("--seccomp"));

test("inner variables are set by bwrap", () =>
	expect(line({ innerEnv: { LD_PRELOAD: "/x" } })).toContain(" --setenv LD_PRELOAD /x "));
