import type { MonitorSpec } from "../../model/monitor.ts";
import { shellLine } from "../../model/shell-line.ts";

/** What a monitor runs or listens to, for a person who decides on it. A URL is shown bare: it hides no character. */
export function shownWork({ command, socket }: Pick<MonitorSpec, "command" | "socket">): string {
	return socket === undefined ? shownCommand(command) : `ws ${socket.url}`;
}

/**
 * A command as a shell would read it, for a person who decides on it.
 * Whatever could not be seen is written out, and a line break inside an argument is both shown and made.
 * A line that was written for a shell is shown as it was written, when all of it can be seen and no gap in it could
 * make words look like the card's own.
 */
export function shownCommand(command: readonly string[]): string {
	const line = shellLine(command);
	if (line !== undefined && line.search(unseen) === -1 && !line.includes("  ")) return line;
	return shownWords(command);
}

/** Every word of a command as a shell would read it, and nothing left out. */
export function shownWords(command: readonly string[]): string {
	return command.map(shownArgument).join(" ");
}

const harmless = /^[\w@%+=:,./-]+$/;
const unseen = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]|[^\P{Zs} ]/gu;

function shownArgument(argument: string): string {
	if (harmless.test(argument)) return argument;
	if (argument.search(unseen) === -1) return `'${argument.replaceAll("'", "'\\''")}'`;
	const escaped = argument.replaceAll("\\", "\\\\").replaceAll("'", "\\'").replace(unseen, writeOut);
	return `$'${escaped}'`;
}

function writeOut(character: string): string {
	if (character === "\n") return "\\n\n";
	if (character === "\t") return "\\t";
	const code = (character.codePointAt(0) ?? 0).toString(16);
	return code.length <= 2 ? `\\x${code.padStart(2, "0")}` : `\\u${code.padStart(4, "0")}`;
}
