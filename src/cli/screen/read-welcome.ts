import { z } from "zod";
import type { CatalogueAgent } from "../../tui/ui/ui-state.ts";

const agentSchema = z.object({ id: z.string(), name: z.string(), installed: z.boolean(), install: z.string() });
const welcomeSchema = z.object({ catalogue: z.array(agentSchema).default([]), firstRun: z.boolean().default(false) });

/** What a host says of agents: those that its machine knows, and whether the person has never chosen one. */
export type WelcomeOfAgents = { readonly catalogue: readonly CatalogueAgent[]; readonly firstRun: boolean };

/** Reads it out of the preferences that came with the welcome; a host that says nothing has nothing to choose from. */
export function readWelcome(preferences: unknown): WelcomeOfAgents {
	const read = welcomeSchema.safeParse(preferences);
	return read.success ? read.data : { catalogue: [], firstRun: false };
}
