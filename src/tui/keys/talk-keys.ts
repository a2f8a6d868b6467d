import type { Binding } from "./binding.ts";

const card = { where: "card", group: "Approvals" } as const;
const answer = { ...card, acts: true } as const;
const writing = { where: "composer", group: "Writing" } as const;
const editing = { where: "composer", group: "Writing", label: "edit", rank: 0 } as const;

/** What keys do while a card has the focus. */
export const cardKeys = [
	{ ...answer, id: "card-run", keys: ["a"], label: "run", help: "Do it, and hold its events", rank: 2 },
	{ ...answer, id: "card-run-forward", keys: ["f"], label: "forward", help: "Do it, and forward its events", rank: 5 },
	{
		...answer,
		id: "card-always",
		keys: ["A"],
		label: "always",
		help: "Do it, and remember the answer for this very request",
		rank: 6,
	},
	{ ...answer, id: "card-refuse", keys: ["r"], label: "refuse", help: "Refuse it", rank: 4 },
	{
		...answer,
		id: "card-refuse-always",
		keys: ["R"],
		label: "never",
		help: "Refuse it, for always where that is offered",
		rank: 0,
	},
	{
		...answer,
		id: "card-number",
		keys: ["1", "2", "3", "4", "5", "6", "7", "8", "9"],
		show: "1…9",
		label: "answer",
		help: "The answer of that number",
		rank: 0,
	},
	{ ...card, id: "card-back", keys: ["Esc"], label: "later", help: "Leave the card open", rank: 7 },
	{ ...card, id: "card-help", keys: ["?"], label: "help", help: "Show the keys", rank: 1 },
] as const satisfies readonly Binding[];

/** What keys do while the composer has the focus; other printable keys are text. */
export const composerKeys = [
	{ ...writing, id: "send", keys: ["Enter"], label: "send", help: "Send the message", rank: 2, acts: true },
	{
		...writing,
		id: "new-line",
		keys: ["Alt+Enter", "Ctrl+J"],
		label: "newline",
		help: "New line, as does Enter after a backslash",
		rank: 7,
	},
	{
		...writing,
		id: "history-back",
		keys: ["Up"],
		label: "history",
		help: "Line above, else the message that waits, else older",
		rank: 6,
	},
	{ ...writing, id: "history-on", keys: ["Down"], label: "history", help: "Line below, else newer message", rank: 0 },
	{
		...writing,
		id: "interrupt",
		keys: ["Esc"],
		label: "interrupt",
		help: "Interrupt the agent's turn",
		rank: 5,
		acts: true,
	},
	{
		...writing,
		id: "chord",
		keys: ["Ctrl+g"],
		show: "Ctrl+g KEY",
		label: "pane-key",
		help: "A pane key, once",
		rank: 4,
	},
	{ ...editing, id: "left", keys: ["Left", "Ctrl+B"], help: "One character back" },
	{ ...editing, id: "right", keys: ["Right", "Ctrl+F"], help: "One character on" },
	{ ...editing, id: "word-left", keys: ["Ctrl+Left", "Alt+Left", "Alt+b"], help: "One word back" },
	{ ...editing, id: "word-right", keys: ["Ctrl+Right", "Alt+Right", "Alt+f"], help: "One word on" },
	{ ...editing, id: "line-start", keys: ["Home", "Ctrl+A"], help: "Start of the line" },
	{ ...editing, id: "line-end", keys: ["End", "Ctrl+E"], help: "End of the line" },
	{ ...editing, id: "erase-left", keys: ["Backspace"], help: "Delete the character before" },
	{ ...editing, id: "erase-right", keys: ["Delete"], help: "Delete the character after" },
	{ ...editing, id: "cut-word-left", keys: ["Ctrl+W"], help: "Cut back to the last blank" },
	{ ...editing, id: "erase-word-left", keys: ["Alt+Backspace", "Ctrl+Backspace"], help: "Cut the word before" },
	{ ...editing, id: "erase-word-right", keys: ["Alt+d", "Ctrl+Delete"], help: "Cut the word after" },
	{ ...editing, id: "cut-line-end", keys: ["Ctrl+K"], help: "Cut to the end of the line" },
	{ ...editing, id: "cut-line-start", keys: ["Ctrl+U"], help: "Cut to the start of the line" },
	{ ...editing, id: "paste-cut", keys: ["Ctrl+Y"], help: "Put back what was cut last" },
	{ ...editing, id: "edit-undo", keys: ["Ctrl+_"], help: "Undo the last edit" },
] as const satisfies readonly Binding[];

/** What keys do in the conversation's column. */
export const talkKeys = [
	{
		where: "talk",
		group: "Looking",
		id: "talk-up",
		keys: ["PgUp"],
		label: "up",
		help: "Scroll the conversation back",
		rank: 0,
	},
	{
		where: "talk",
		group: "Looking",
		id: "talk-down",
		keys: ["PgDn"],
		label: "down",
		help: "Scroll the conversation on",
		rank: 0,
	},
	{
		where: "talk",
		group: "Looking",
		id: "find-next",
		keys: ["Ctrl+R"],
		label: "find",
		help: "Next match of /find in the conversation, further back",
		rank: 0,
	},
] as const satisfies readonly Binding[];
