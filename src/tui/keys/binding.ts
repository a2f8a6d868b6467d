/**
 * Where a key means something.
 * `everywhere` is any of composer, card and panes; `talk` is composer or card.
 * The others take all keys for themselves while they last.
 */
export type Where =
	| "everywhere"
	| "talk"
	| "composer"
	| "card"
	| "panes"
	| "attach"
	| "search"
	| "help"
	| "palette"
	| "agents"
	| "logins"
	| "leave"
	| "confirm";

/** A heading of the help. */
export type Group =
	| "Events"
	| "Monitors"
	| "Agents"
	| "Looking"
	| "Moving"
	| "Approvals"
	| "Writing"
	| "Leaving"
	| "Dialogs";

/** One line of the key table. */
export type Binding = {
	/** Stable name, used by the configuration. */
	readonly id: string;
	/** As people write them: `f`, `Ctrl+g`, `Shift+Tab`. */
	readonly keys: readonly string[];
	/** How the keys are shown when a list of them would be long: `1…9`. */
	readonly show?: string;
	readonly where: Where;
	/** One word for the footer. */
	readonly label: string;
	/** One line for the help. */
	readonly help: string;
	/** Rarity in the footer: 1 is the last to go, 0 is never shown there. */
	readonly rank: number;
	readonly group: Group;
	/** It changes the session, so a watcher may not do it. */
	readonly acts?: boolean;
};

/** The headings in the order of the help. */
export const groups: readonly Group[] = [
	"Events",
	"Monitors",
	"Agents",
	"Looking",
	"Moving",
	"Approvals",
	"Writing",
	"Leaving",
	"Dialogs",
];

/** The places whose keys are in force at a place, the nearest first. */
export function placesAt(where: Where): readonly Where[] {
	switch (where) {
		case "composer":
		case "card":
			return [where, "talk", "everywhere"];
		case "panes":
		case "talk":
			return [where, "everywhere"];
		default:
			return [where];
	}
}

/** The keys of a binding as text: `h Left`, `1…9`. */
export function showKeys(binding: Binding): string {
	return binding.show ?? binding.keys.join(" ");
}
