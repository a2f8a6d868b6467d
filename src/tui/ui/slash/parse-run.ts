import type { z } from "zod";
import type { Result } from "../../../model/failure.ts";
import { failed, ok } from "../../../model/failure.ts";
import type { MonitorSpec, Policy } from "../../../model/monitor.ts";
import { monitorSpecSchema, socketName, socketSandbox } from "../../../model/monitor.ts";
import { shellCommand } from "../../../model/shell-line.ts";

/** The monitor that `/run` asks for. The command is one line for a shell, because the person wrote it as one. */
export function parseRun(argument: string, cwd: string): Result<MonitorSpec> {
	const options = readOptions(argument);
	if (!options.ok) return options;
	const { name, policy, urgent, command, url } = options.value;
	const about = { cwd, policy, urgent };
	if (url !== undefined) {
		if (command !== "") return failed("bad-usage", "/run --ws URL takes no command", "Start two monitors for both.");
		return checked({ ...about, name: name ?? socketName({ url }), socket: { url }, sandbox: socketSandbox });
	}
	if (command === "") return failed("bad-usage", "/run needs a command", "For example: /run npm test -- --watch");
	return checked({ ...about, name: name ?? nameOf(command), command: shellCommand(command) });
}

function checked(spec: z.input<typeof monitorSpecSchema>): Result<MonitorSpec> {
	const read = monitorSpecSchema.safeParse(spec);
	if (read.success) return ok(read.data);
	const issue = read.error.issues[0];
	return failed("bad-usage", `${issue?.path[0] === "socket" ? "--ws: " : ""}${issue?.message ?? "not a monitor"}`);
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
	/** To listen to, instead of a command. */
	readonly url?: string;
};

const longestName = 80;
const known = "It takes --name NAME, --ws URL, --auto, --mute, --hold and --urgent.";
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
		const valued = /^--(name|ws)(?:=|\s+)(\S+)\s*/u.exec(rest);
		if (word === "--") return ok({ ...options, command: rest.slice(whole.length).trim() });
		if (flag) options = { ...options, ...flag };
		else if (valued) options = { ...options, ...optionOf(valued) };
		else return failed("bad-usage", `/run does not know ${word}`, known);
		rest = rest.slice(flag ? whole.length : (valued?.[0] ?? whole).length);
	}
	return ok({ ...options, command: rest });
}

function optionOf([, option, value = ""]: RegExpExecArray): Pick<Options, "name" | "url"> {
	return option === "ws" ? { url: value } : { name: value.slice(0, longestName) };
}
