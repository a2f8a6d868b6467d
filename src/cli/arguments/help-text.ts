import { type Flag, grammar, type Subcommand } from "./grammar.ts";

/** What `--help` prints: of everything, or of one subcommand. */
export function helpText(name: string): string {
	const subcommand = Object.hasOwn(grammar, name) ? grammar[name] : undefined;
	if (!subcommand || name === "") return overview();
	return [subcommand.usage, `  ${subcommand.help}`, "", ...flagLines(subcommand.flags)].join("\n").trimEnd();
}

function overview(): string {
	const rows = Object.values(grammar).map((one): [string, string] => [one.usage, one.help]);
	const open: Subcommand | undefined = grammar[""];
	return [
		"monmux: an AI agent and the background scripts it waits for, on one screen",
		"",
		...aligned(rows),
		"",
		"Options of monmux alone:",
		...flagLines(open?.flags ?? {}),
		"",
		"Exit codes: 0 done, 1 failed, 2 bad usage, 3 no session, 4 refused by a cap or policy, 5 sandbox unavailable.",
	].join("\n");
}

function flagLines(flags: Readonly<Record<string, Flag>>): string[] {
	return aligned(Object.entries(flags).map(([name, flag]): [string, string] => [flagUsage(name, flag), flag.help]));
}

function flagUsage(name: string, flag: Flag): string {
	const long = flag.type === "text" ? `--${name} ${flag.value ?? "VALUE"}` : `--${name}`;
	return flag.short ? `-${flag.short}, ${long}` : long;
}

function aligned(rows: readonly [string, string][]): string[] {
	const width = Math.max(0, ...rows.map(([left]) => left.length));
	return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`);
}
