import { agentKeys, loginKeys, ownerKeys, pickerKeys } from "./agent-keys.ts";
import type { Binding } from "./binding.ts";
import { everywhereKeys, modeKeys } from "./other-keys.ts";
import { paneKeys } from "./pane-keys.ts";
import { cardKeys, composerKeys, talkKeys } from "./talk-keys.ts";

const table = [
	...paneKeys,
	...ownerKeys,
	...cardKeys,
	...composerKeys,
	...talkKeys,
	...everywhereKeys,
	...agentKeys,
	...modeKeys,
	...pickerKeys,
	...loginKeys,
] as const;

/** The names of all bindings. */
export type BindingId = (typeof table)[number]["id"];

/** One line of the table, with its name known to the compiler. */
export type KnownBinding = Binding & { readonly id: BindingId };

/** Every key of the program. Footer, help, README and the configuration come from this table. */
export const keyTable: readonly KnownBinding[] = table;
