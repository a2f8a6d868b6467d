import { spawnSync } from "node:child_process";

/** A terminal that does not answer is not waited for longer, in milliseconds. */
const sttyMs = 2000;

/**
 * Keeps the modes of the terminal, and gives a function that sets them again.
 * A program that is ended while it asks for a password leaves a terminal that shows nothing that is typed.
 * Where `stty` is missing nothing is kept.
 */
export function keepTerminalModes(): () => void {
	const modes = stty("-g");
	return () => {
		if (modes !== "") stty(modes);
	};
}

function stty(argument: string): string {
	const ran = spawnSync("stty", [argument], {
		...{ stdio: ["inherit", "pipe", "ignore"], encoding: "utf8", timeout: sttyMs },
	});
	return ran.status === 0 ? ran.stdout.trim() : "";
}
