import { agents } from "../../src/host/agent/catalogue/agents.ts";
import type { AgentProfile } from "../../src/host/agent/catalogue/profile.ts";
import { installAgent } from "./install.ts";
import { type Recipe, recipes } from "./recipes.ts";

/** A real agent that can be tried: what is known of it, what it needs, and the path of its program. */
export type Cast = { readonly profile: AgentProfile; readonly recipe: Recipe; readonly program: string };

/** The agent of that id, installed when it is not there yet. Throws when that fails. */
export async function castAgent(id: string): Promise<Cast> {
	const recipe = recipes[id];
	const profile = agents.find((agent) => agent.id === id);
	if (!recipe || !profile) throw new Error(`there is no recipe for ${id}`);
	return { profile, recipe, program: await installAgent(id, recipe) };
}
