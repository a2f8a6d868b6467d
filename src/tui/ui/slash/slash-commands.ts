/** One slash command as it is shown and completed. */
export type SlashCommand = {
	readonly name: string;
	readonly usage: string;
	readonly help: string;
	/** What Tab completes after the name. */
	readonly completes?: "monitor" | "policy" | "agent" | "login" | "route";
};

const commands = [
	{
		name: "run",
		usage: "/run [--name NAME] [--auto|--mute] [--urgent] CMD | --ws URL",
		help: "Start a monitor in this directory",
	},
	{ name: "monitors", usage: "/monitors", help: "List the monitors" },
	{
		name: "policy",
		usage: "/policy NAME hold|auto|mute",
		help: "What happens to a monitor's events",
		completes: "policy",
	},
	{ name: "forward", usage: "/forward ID…", help: "Send events to the agent" },
	{ name: "drop", usage: "/drop ID…", help: "Let go of events" },
	{ name: "mute", usage: "/mute NAME", help: "Show a monitor's events and nothing more", completes: "monitor" },
	{ name: "unmute", usage: "/unmute NAME", help: "Back to the policy before the mute", completes: "monitor" },
	{ name: "auto", usage: "/auto NAME", help: "Forward a monitor's events by themselves", completes: "monitor" },
	{ name: "hold", usage: "/hold NAME", help: "Let a monitor's events wait for you", completes: "monitor" },
	{ name: "stop", usage: "/stop NAME", help: "Kill a monitor with TERM", completes: "monitor" },
	{ name: "kill", usage: "/kill NAME", help: "The same as /stop", completes: "monitor" },
	{ name: "restart", usage: "/restart NAME", help: "Run a monitor again", completes: "monitor" },
	{
		name: "clear",
		usage: "/clear [NAME]",
		help: "Take an ended monitor away, or all of them",
		completes: "monitor",
	},
	{
		name: "agent",
		usage: "/agent [NAME | add ID [NAME] | remove NAME | restart NAME | lead NAME]",
		help: "List the agents, show one, start or end one",
		completes: "agent",
	},
	{
		name: "login",
		usage: "/login [WAY]",
		help: "The ways to log in to the shown agent, or one by its number or id",
		completes: "login",
	},
	{
		name: "route",
		usage: "/route MONITOR AGENT...",
		help: "The agents that get a monitor's events",
		completes: "route",
	},
	{ name: "find", usage: "/find TEXT", help: "Search the conversation; alone: the next match" },
	{ name: "copy", usage: "/copy", help: "Copy what the agent said last" },
	{ name: "help", usage: "/help", help: "Show the keys and these commands" },
	{ name: "quit", usage: "/quit", help: "Leave: detach or stop everything, it asks" },
] as const satisfies readonly SlashCommand[];

/** The names of the slash commands. */
export type SlashName = (typeof commands)[number]["name"];

/** Everything that can be written after a slash. */
export const slashCommands: readonly (SlashCommand & { readonly name: SlashName })[] = commands;
