import type { Actions } from "../press/scene.ts";
import { commands, onChosen, shows } from "../press/scene.ts";
import { ownedByShown, sharedWithShown } from "./routing.ts";
import { besidesAgent } from "./shown-agent.ts";

type AgentId = "agent-back" | "agent-on" | "agent-left" | "agent-right" | "own" | "share" | "expand";

/** What the keys for agents do. */
export const agentActions: Actions<AgentId> = {
	"agent-back": ({ ui, state }) => shows(besidesAgent(ui, state, -1)),
	"agent-on": ({ ui, state }) => shows(besidesAgent(ui, state, 1)),
	"agent-left": ({ ui, state }) => shows(besidesAgent(ui, state, -1)),
	"agent-right": ({ ui, state }) => shows(besidesAgent(ui, state, 1)),
	own: onChosen(({ ui, state }, monitor) => commands(ui, ownedByShown(ui, state, monitor))),
	share: onChosen(({ ui, state }, monitor) => commands(ui, sharedWithShown(ui, state, monitor))),
	expand: ({ ui }) => shows({ ...ui, expanded: !ui.expanded, talkScroll: 0 }),
};
