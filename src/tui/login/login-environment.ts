import type { LoginPlan } from "../../model/agent.ts";

/** What tells a program which terminal, desktop and far end it talks to: the person's, not those that the host began in. */
const ofTerminal = [
	"TERM",
	"COLORTERM",
	"TERM_PROGRAM",
	"TERM_PROGRAM_VERSION",
	"LANG",
	"LC_ALL",
	"LC_CTYPE",
	"DISPLAY",
	"WAYLAND_DISPLAY",
	"XAUTHORITY",
	"DBUS_SESSION_BUS_ADDRESS",
	"BROWSER",
	"SSH_CONNECTION",
	"SSH_CLIENT",
	"SSH_TTY",
	"SSH_AUTH_SOCK",
	"TMUX",
	"TMUX_PANE",
	"STY",
] as const;

/** The environment of a login program: the agent's, in the person's terminal, and what the way to log in sets. */
export function loginEnvironment(
	{ env, set }: Pick<LoginPlan, "env" | "set">,
	here: Readonly<Record<string, string | undefined>>,
): Record<string, string> {
	const result = { ...env };
	for (const name of ofTerminal) {
		const value = here[name];
		if (value === undefined) delete result[name];
		else result[name] = value;
	}
	return { ...result, ...set };
}
