import type { Step } from "./assemble.ts";

/** Offsets in `struct seccomp_data`; arguments are read by their low half. */
const offset = { number: 0, architecture: 4, firstArgument: 16, secondArgument: 24 } as const;

const auditArchitecture = 0xc000003e;
/** From here on numbers belong to the x32 ABI. */
const x32Bit = 0x40000000;

const allow = 0x7fff0000;
const refuseWith = (errno: number): number => 0x00050000 | errno;
const EPERM = 1;
const ENOSYS = 38;
const EAFNOSUPPORT = 97;

/** System calls that no script of a project needs, by what they would open. */
const refused: readonly number[] = [
	...[165, 166, 155, 308, 428, 429, 430, 431, 432, 433, 442, 467], // mounts, old and new interface, setns
	...[248, 249, 250], // keyrings
	...[321, 298, 323], // bpf, perf_event_open, userfaultfd
	...[425, 426, 427], // io_uring
	...[304, 246, 320], // open_by_handle_at, kexec
	...[175, 313, 176], // kernel modules
	...[169, 167, 168, 179, 163, 103, 153, 161], // reboot, swap, quota, acct, syslog, vhangup, chroot
	...[164, 227, 159, 305], // clocks
	...[172, 173, 156], // ports, _sysctl
	...[170, 171], // host and domain name
];

const call = { clone: 56, clone3: 435, unshare: 272, ioctl: 16, socket: 41 } as const;

/** CLONE_NEW* flags; for clone the low byte is the exit signal, so NEWTIME (0x80) only counts for unshare. */
const namespaceFlags = { clone: 0x7e020000, unshare: 0x7e020080 } as const;

/** TIOCSTI types into the terminal, TIOCLINUX pastes into a console. */
const terminalRequests = [0x5412, 0x541c];

/** AF_UNIX, AF_INET, AF_INET6, AF_NETLINK. Others, such as vsock, are not fenced by the network namespace. */
const socketFamilies = [1, 2, 10, 16];

const equal = (value: number, to: string): Step => ({ op: "jump-equal", value, to });
const label = (name: string): Step => ({ op: "label", name });
const load = (from: number): Step => ({ op: "load", offset: from });
const give = (value: number): Step => ({ op: "return", value });

/** The filter for x86-64: everything is allowed but what is listed here, and other ABIs do not exist. */
export function x8664Filter(): readonly Step[] {
	return [
		load(offset.architecture),
		equal(auditArchitecture, "native"),
		give(refuseWith(ENOSYS)),
		label("native"),
		load(offset.number),
		{ op: "jump-at-least", value: x32Bit, to: "unknown" },
		// libc falls back to clone, whose flags a filter can read.
		equal(call.clone3, "unknown"),
		equal(call.clone, "clone"),
		equal(call.unshare, "unshare"),
		equal(call.ioctl, "ioctl"),
		equal(call.socket, "socket"),
		...refused.map((number) => equal(number, "refused")),
		give(allow),
		...flagCheck("clone", namespaceFlags.clone),
		...flagCheck("unshare", namespaceFlags.unshare),
		label("ioctl"),
		load(offset.secondArgument),
		...terminalRequests.map((request) => equal(request, "refused")),
		give(allow),
		label("socket"),
		load(offset.firstArgument),
		...socketFamilies.map((family) => equal(family, "allowed")),
		give(refuseWith(EAFNOSUPPORT)),
		label("allowed"),
		give(allow),
		label("unknown"),
		give(refuseWith(ENOSYS)),
		label("refused"),
		give(refuseWith(EPERM)),
	];
}

function flagCheck(name: "clone" | "unshare", value: number): readonly Step[] {
	return [label(name), load(offset.firstArgument), { op: "jump-any-bit", value, to: "refused" }, give(allow)];
}
