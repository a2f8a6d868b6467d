import { allAgents, findMonitor, ownAgent } from "../../../core/session/select.ts";
import { shownWork } from "../../../core/session/shown-command.ts";
import type { Conversation, State } from "../../../core/session/state.ts";
import type { PlanStep, Usage } from "../../../model/agent.ts";
import type { Approval } from "../../../model/approval.ts";
import type { Bindings } from "../../keys/lookup.ts";
import { agentMark } from "../../paint/agent-mark.ts";
import { shortAge } from "../../paint/pane/short-age.ts";
import { shownAgent, shownName, shownTalk, unread } from "../../ui/agents/shown-agent.ts";
import type { Composer, Focus, UiState } from "../../ui/ui-state.ts";
import type { Region } from "../region.ts";
import type { Tab } from "./tabs.ts";

/** Everything the conversation shows, and nothing else: while no field changes it need not be drawn again. */
export type Talk = {
	/** Cells of the box, borders included. */
	readonly width: number;
	readonly height: number;
	readonly conversation: Conversation;
	/** What the shown agent is called. */
	readonly agent: string;
	/** Why it is dead; empty while it is not. */
	readonly dead: string;
	/** It is dead because nobody is logged in. */
	readonly wantsLogin: boolean;
	/** The way by which it logs itself in; empty while it does not. */
	readonly loggingIn: string;
	/** The agents of the session as JSON of a list of tabs, so that the same look is the same text. */
	readonly tabs: string;
	readonly plan: readonly PlanStep[];
	readonly usage: Usage | undefined;
	/** Calls and thoughts are shown whole. */
	readonly expanded: boolean;
	/** What is searched in the conversation; empty for nothing. */
	readonly query: string;
	readonly cwd: string;
	readonly composer: Composer;
	readonly focus: Focus;
	readonly scroll: number;
	readonly watch: boolean;
	readonly bindings: Bindings;
	/** How long the running turn lasts; empty while there is none. */
	readonly age: string;
	/** The request that is shown, its place among those that wait, from 1, and their number. */
	readonly card: Approval | undefined;
	readonly cardPlace: number;
	readonly cards: number;
	/** The agent that asks, and those that a new monitor's events go to; empty where there is nothing to tell apart. */
	readonly asker: string;
	readonly owners: string;
	/** Name and command of the monitor that the request is about. */
	readonly subject: string;
	readonly subjectCommand: string;
};

/** Picks what the conversation shows out of everything. */
export function selectTalk({ state, ui, rect }: Region): Talk {
	const { approvals } = state;
	const conversation = shownTalk(ui, state);
	const agent = shownAgent(ui, state);
	const place = Math.max(
		0,
		approvals.findIndex((approval) => approval.id === ui.card?.approval),
	);
	const card = approvals[place];
	return {
		width: rect.width,
		height: rect.height,
		conversation,
		agent: shownName(ui, state),
		dead: agent?.state === "dead" ? (agent.reason ?? "it ended") : "",
		wantsLogin: agent?.wantsLogin === true,
		loggingIn: agent?.logins?.find(({ id }) => id === agent.loggingIn)?.name ?? agent?.loggingIn ?? "",
		tabs: JSON.stringify(tabsOf(state, ui)),
		plan: agent?.plan ?? none,
		usage: agent?.usage,
		expanded: ui.expanded,
		query: ui.find?.query ?? "",
		cwd: state.cwd,
		composer: ui.composer,
		focus: ui.focus,
		scroll: ui.talkScroll,
		watch: ui.watch,
		bindings: ui.bindings,
		age: conversation.turn === undefined ? "" : shortAge(ui.now - conversation.turn.startedAt),
		card,
		cardPlace: place + 1,
		cards: approvals.length,
		...sidesOf(state, card),
		...subjectOf(state, card),
	};
}

const none: readonly PlanStep[] = [];

function tabsOf(state: State, ui: UiState): Tab[] {
	const shown = shownAgent(ui, state)?.id;
	return allAgents(state).map((agent) => ({
		name: agent.label,
		mark: agentMark(agent),
		unread: agent.id === shown ? 0 : unread(ui, agent),
		shown: agent.id === shown,
	}));
}

/** Who asks and whose the new monitor is, by the names of the screen. */
function sidesOf(state: State, card: Approval | undefined): Pick<Talk, "asker" | "owners"> {
	const nameOf = (id: string) => ownAgent(state, id)?.label ?? id;
	const asker = card?.agent === undefined ? "" : nameOf(card.agent);
	if (card?.proposal.type !== "start" || allAgents(state).length < 2) return { asker, owners: "" };
	const { agents } = card.proposal;
	const ids = agents.length > 0 ? agents : [card.agent ?? state.lead];
	return { asker, owners: ids.map(nameOf).join(", ") };
}

/** Whether two pictures of the conversation look the same. */
export function sameTalk(one: Talk, other: Talk): boolean {
	const keys = Object.keys(one) as (keyof Talk)[];
	return keys.every((key) => one[key] === other[key]);
}

function subjectOf(state: State, card: Approval | undefined): Pick<Talk, "subject" | "subjectCommand"> {
	if (card === undefined) return { subject: "", subjectCommand: "" };
	const { proposal } = card;
	if (proposal.type === "permit") return { subject: proposal.permission.call.title, subjectCommand: "" };
	if (proposal.type === "start") {
		return { subject: proposal.spec.name, subjectCommand: shownWork(proposal.spec) };
	}
	const monitor = findMonitor(state, proposal.monitor);
	if (!monitor.ok) return { subject: proposal.monitor, subjectCommand: "" };
	return { subject: monitor.value.spec.name, subjectCommand: shownWork(monitor.value.spec) };
}
