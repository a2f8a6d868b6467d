import type { Binding } from "./binding.ts";

const everywhere = { where: "everywhere", group: "Agents" } as const;
const panes = { where: "panes", group: "Agents", rank: 0 } as const;
const picker = { where: "agents", group: "Dialogs" } as const;
const logins = { where: "logins", group: "Dialogs" } as const;

/** What keys do about agents, wherever the focus is. */
export const agentKeys = [
	{
		...everywhere,
		id: "agent-on",
		keys: ["Ctrl+N", "Ctrl+PgDn"],
		show: "Ctrl+N",
		label: "agent",
		help: "Show the next agent's conversation, as Ctrl+PgDn does",
		rank: 20,
	},
	{
		...everywhere,
		id: "agent-back",
		keys: ["Ctrl+P", "Ctrl+PgUp"],
		show: "Ctrl+P",
		label: "agent",
		help: "Show the previous agent's conversation, as Ctrl+PgUp does",
		rank: 0,
	},
	{
		where: "everywhere",
		group: "Looking",
		id: "expand",
		keys: ["Ctrl+O"],
		label: "details",
		help: "Show what tools found and what was thought whole, or folded",
		rank: 0,
	},
] as const satisfies readonly Binding[];

/** What keys do about agents while a pane has the focus. */
export const ownerKeys = [
	{
		...panes,
		id: "own",
		keys: ["o"],
		label: "own",
		help: "The shown agent alone gets the monitor's events",
		rank: 19,
		acts: true,
	},
	{
		...panes,
		id: "share",
		keys: ["O"],
		label: "share",
		help: "The shown agent gets them as well, or no more",
		acts: true,
	},
	{ ...panes, id: "agent-left", keys: ["<"], label: "agent", help: "Show the previous agent's conversation" },
	{ ...panes, id: "agent-right", keys: [">"], label: "agent", help: "Show the next agent's conversation" },
] as const satisfies readonly Binding[];

/** What keys do while the agents are listed. */
export const pickerKeys = [
	{ ...picker, id: "picker-choose", keys: ["Enter"], label: "choose", help: "Show or start the agent", rank: 1 },
	{ ...picker, id: "picker-up", keys: ["Up", "k"], label: "up", help: "The agent above", rank: 0 },
	{ ...picker, id: "picker-down", keys: ["Down", "j", "Tab"], label: "next", help: "The agent below", rank: 3 },
	{
		...picker,
		id: "picker-close",
		keys: ["Esc", "q", "Ctrl+C"],
		label: "close",
		help: "Close the list of agents",
		rank: 2,
	},
] as const satisfies readonly Binding[];

/** What keys do while the ways to log in are listed. */
export const loginKeys = [
	{ ...logins, id: "logins-choose", keys: ["Enter"], label: "choose", help: "Log in by this way", rank: 1, acts: true },
	{
		...logins,
		id: "logins-number",
		keys: ["1", "2", "3", "4", "5", "6", "7", "8", "9"],
		show: "1…9",
		label: "number",
		help: "Log in by the way of that number",
		rank: 5,
		acts: true,
	},
	{ ...logins, id: "logins-up", keys: ["Up", "k"], label: "up", help: "The way above", rank: 3 },
	{ ...logins, id: "logins-down", keys: ["Down", "j", "Tab"], label: "down", help: "The way below", rank: 4 },
	{
		...logins,
		id: "logins-close",
		keys: ["Esc", "q", "Ctrl+C"],
		label: "close",
		help: "Close the list of logins",
		rank: 2,
	},
] as const satisfies readonly Binding[];
