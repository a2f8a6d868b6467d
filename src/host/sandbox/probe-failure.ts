import { type Failure, failed } from "../../model/failure.ts";

/** What a trial run said, and what the system says about itself. */
export type ProbeEvidence = {
	readonly stderr: string;
	readonly timedOut: boolean;
	/** `ID` and `ID_LIKE` of /etc/os-release. */
	readonly distribution: string;
	/** `kernel.apparmor_restrict_unprivileged_userns` is 1. */
	readonly apparmorRestricts: boolean;
	/** `SANDBOX_RUNTIME` is set: another sandbox is around us. */
	readonly nested: boolean;
};

/** Says why bwrap does not work here and what to do about it. */
export function classifyFailure(evidence: ProbeEvidence): Failure {
	if (evidence.timedOut) {
		return unavailable("A trial run of bwrap did not end in time.", "Try again when the machine is less busy.");
	}
	const symptom = symptoms.find((candidate) => candidate.pattern.test(evidence.stderr) && candidate.when(evidence));
	if (symptom !== undefined) return unavailable(symptom.message, symptom.remedy);
	const said = evidence.stderr.trim().split("\n").at(-1) ?? "";
	return unavailable(
		`bwrap does not work here: ${said === "" ? "it failed without a word" : said.slice(0, 300)}.`,
		`Run the trial by hand: bwrap --unshare-user --unshare-pid --ro-bind / / true. ${optOut}`,
	);
}

/** How to get bwrap on a distribution. */
export function installHint(distribution: string): string {
	const hint = installers.find((installer) => installer.pattern.test(distribution));
	return `${hint?.command ?? "Install the package bubblewrap with the system's package manager"}. ${optOut}`;
}

/** Every probe failure has the same code, so that a caller can stop at once. */
export function unavailable(message: string, remedy: string): Failure {
	return failed("sandbox-unavailable", message, remedy).failure;
}

const optOut = "A monitor runs without a sandbox only with --sandbox off.";

const installers = [
	{ pattern: /debian|ubuntu/, command: "Install it: sudo apt install bubblewrap" },
	{ pattern: /fedora|rhel|centos/, command: "Install it: sudo dnf install bubblewrap" },
	{ pattern: /arch/, command: "Install it: sudo pacman -S bubblewrap" },
	{ pattern: /suse/, command: "Install it: sudo zypper install bubblewrap" },
	{ pattern: /alpine/, command: "Install it: sudo apk add bubblewrap bash coreutils" },
	{ pattern: /nixos/, command: "Install it: nix-env -iA nixos.bubblewrap" },
	{ pattern: /gentoo/, command: "Install it: sudo emerge sys-apps/bubblewrap" },
	{ pattern: /void/, command: "Install it: sudo xbps-install bubblewrap" },
];

type Symptom = {
	readonly pattern: RegExp;
	readonly when: (evidence: ProbeEvidence) => boolean;
	readonly message: string;
	readonly remedy: string;
};

const always = () => true;

/** First match wins. */
const symptoms: readonly Symptom[] = [
	{
		pattern: /setting up uid map|RTM_NEWADDR|Permission denied|Operation not permitted/,
		when: (evidence) => evidence.apparmorRestricts,
		message: "AppArmor forbids user namespaces to bwrap (kernel.apparmor_restrict_unprivileged_userns=1).",
		remedy:
			"Install apparmor-profiles, copy its extra profile bwrap-userns-restrict to /etc/apparmor.d, then reload AppArmor.",
	},
	{
		pattern: /Operation not permitted|Permission denied|ENOSPC|No space left/,
		when: (evidence) => evidence.nested,
		message: "monmux runs inside another sandbox, which allows none within it.",
		remedy: "Start monmux outside of that sandbox, or let it allow nested user namespaces.",
	},
	{
		pattern: /ENOSPC|No space left on device|max_\w*_namespaces|nesting depth/i,
		when: always,
		message: "No more user namespaces are allowed: the limit is 0, or monmux runs inside another sandbox.",
		remedy: "Raise user.max_user_namespaces with sysctl, or start monmux outside of the other sandbox.",
	},
	{
		pattern: /Can't mount proc|mount proc on/,
		when: always,
		message: "The container hides parts of /proc, so a process namespace cannot have its own.",
		remedy: "Start the container with --security-opt systempaths=unconfined.",
	},
	{
		pattern: /(Creating new namespace failed|No permissions to create new namespace).*|Operation not permitted/,
		when: always,
		message: "This system does not let bwrap make namespaces.",
		remedy:
			"In a container: use a seccomp profile that permits user namespaces. Else: sysctl kernel.unprivileged_userns_clone=1.",
	},
	{
		pattern: /setting up uid map|RTM_NEWADDR/,
		when: always,
		message: "The kernel or a security module stops bwrap from setting up its namespace.",
		remedy: "Allow unprivileged user namespaces for bwrap; monmux doctor shows the details.",
	},
	{
		pattern: /Unknown option|unrecognized option '?--disable-userns/i,
		when: always,
		message: "This bwrap is too old: it lacks an option that the sandbox needs.",
		remedy: "Install bubblewrap 0.8.0 or later.",
	},
	{
		pattern: /default-signal|bin\/env:.*(invalid|unrecognized)|\/bin\/bash.*No such file/,
		when: always,
		message: "The sandbox needs bash, and env from coreutils 8.31 or later.",
		remedy: "Install bash and GNU coreutils.",
	},
];
