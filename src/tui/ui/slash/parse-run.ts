import type { Result } from "../../../model/failure.ts";
import { failed, ok } from "../../../model/failure.ts";
import type { MonitorSpec, Policy } from "../../../model/monitor.ts";
import { monitorSpecSchema } from "../../../model/monitor.ts";
import { shellCommand } from "../../../model/shell-line.ts";

/** The monitor that `/run` asks for. The command is one line for a shell, because the person wrote it as one. */
export function parseRun(argument: string, cwd: string): Result<MonitorSpec> {
	const options = readOptions(argument);
	if (!options.ok) return options;
	const { name, policy, urgent, command } = options.value;
	if (command === "") return failed("bad-usage", "/run needs a command", "For example: /run npm test -- --watch");
	const wanted = name ?? nameOf(command);
	const spec = monitorSpecSchema.safeParse({ name: wanted, command: shellCommand(command), cwd, policy, urgent });
	return spec.success ? ok(spec.data) : failed("bad-usage", spec.error.issues[0]?.message ?? "not a monitor");
}

/** A name for a command: its first word, without its folder and without variables before it. */
export function nameOf(command: string): string {
	const word = /^(?:[A-Za-z_]\w*=\S*\s+)*(\S+)/u.exec(command)?.[1] ?? "";
	const base = word.split("/").findLast((part) => part !== "") ?? "";
	return (
		base
			.replace(/[^\p{L}\p{N}_.-]/gu, "")
			.slice(0, longestName)
			.toWellFormed() || "run"
	);
}

type Options = {
	readonly name?: string;
	readonly policy: Policy;
	readonly urgent: boolean;
	readonly command: string;
};

const longestName = 80;
const flags: ReadonlyMap<string, Partial<Options>> = new Map([
	["--auto", { policy: "auto" }],
	["--mute", { policy: "mute" }],
	["--hold", { policy: "hold" }],
	["--urgent", { urgent: true }],
]);

function readOptions(argument: string): Result<Options> {
	let rest = argument.trim();
	let options: Omit<Options, "command"> = { policy: "hold", urgent: false };
	while (rest.startsWith("--")) {
		const [whole, word = ""] = /^(\S+)\s*/u.exec(rest) ?? ["", ""];
		const flag = flags.get(word);
		const name = /^--name(?:=|\s+)(\S+)\s*/u.exec(rest);
		if (word === "--") return ok({ ...options, command: rest.slice(whole.length).trim() });
		if (flag) options = { ...options, ...flag };
		else if (name) options = { ...options, name: (name[1] ?? "").slice(0, longestName) };
		else
			return failed(
				"bad-usage",
				`/run does not know ${word}`,
				"It takes --name NAME, --auto, --mute, --hold and --urgent.",
			);
		rest = rest.slice(flag ? whole.length : (name?.[0] ?? whole).length);
	}
	return ok({ ...options, command: rest });
}
