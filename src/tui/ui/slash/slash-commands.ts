/** One slash command as it is shown and completed. */
export type SlashCommand = {
	readonly name: string;
	readonly usage: string;
	readonly help: string;
	/** What Tab completes after the name. */
	readonly completes?: "monitor" | "policy";
};

const commands = [
	{ name: "run", usage: "/run [--name NAME] [--auto|--mute] CMD", help: "Start a monitor in this directory" },
	{ name: "monitors", usage: "/monitors", help: "List the monitors" },
	{
		name: "policy",
		usage: "/policy NAME hold|auto|mute",
		help: "What happens to a monitor's events",
		completes: "policy",
	},
	{ name: "stop", usage: "/stop NAME", help: "Kill a monitor with TERM", completes: "monitor" },
	{ name: "restart", usage: "/restart NAME", help: "Run a monitor again", completes: "monitor" },
	{ name: "agent", usage: "/agent", help: "Show which agent this is" },
	{ name: "help", usage: "/help", help: "Show the keys" },
	{ name: "quit", usage: "/quit", help: "Leave: detach or stop everything, it asks" },
] as const satisfies readonly SlashCommand[];

/** The names of the slash commands. */
export type SlashName = (typeof commands)[number]["name"];

/** Everything that can be written after a slash. */
export const slashCommands: readonly (SlashCommand & { readonly name: SlashName })[] = commands;
