/** A line that a person or an agent wrote as for a terminal, as a command: a shell runs it. */
export function shellCommand(line: string): string[] {
	return [...shell, line];
}

/** The line that `shellCommand` made a command of; undefined for any other command. */
export function shellLine(command: readonly string[]): string | undefined {
	const [line] = command.slice(shell.length);
	const made = command.length === shell.length + 1 && shell.every((word, index) => command[index] === word);
	return made ? line : undefined;
}

/** A command in one text, to know it again by; not quoted, so nothing to decide on. */
export function commandText(command: readonly string[]): string {
	return shellLine(command) ?? command.join(" ");
}

const shell = ["/bin/bash", "-c"] as const;
