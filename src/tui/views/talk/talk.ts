import { findMonitor } from "../../../core/session/select.ts";
import type { Conversation, State } from "../../../core/session/state.ts";
import type { Approval } from "../../../model/approval.ts";
import type { Bindings } from "../../keys/lookup.ts";
import { shortAge } from "../../paint/pane/short-age.ts";
import type { Composer, Focus } from "../../ui/ui-state.ts";
import { shownCommand } from "../card/shown-command.ts";
import type { Region } from "../region.ts";

/** Everything the conversation shows, and nothing else: while no field changes it need not be drawn again. */
export type Talk = {
	/** Cells of the box, borders included. */
	readonly width: number;
	readonly height: number;
	readonly conversation: Conversation;
	readonly agent: string;
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
	/** Name and command of the monitor that the request is about. */
	readonly subject: string;
	readonly subjectCommand: string;
};

/** Picks what the conversation shows out of everything. */
export function selectTalk({ state, ui, rect }: Region): Talk {
	const { approvals, conversation } = state;
	const place = Math.max(
		0,
		approvals.findIndex((approval) => approval.id === ui.card?.approval),
	);
	const card = approvals[place];
	return {
		width: rect.width,
		height: rect.height,
		conversation,
		agent: state.agent,
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
		...subjectOf(state, card),
	};
}

/** Whether two pictures of the conversation look the same. */
export function sameTalk(one: Talk, other: Talk): boolean {
	const keys = Object.keys(one) as (keyof Talk)[];
	return keys.every((key) => one[key] === other[key]);
}

function subjectOf(state: State, card: Approval | undefined): Pick<Talk, "subject" | "subjectCommand"> {
	if (card === undefined) return { subject: "", subjectCommand: "" };
	const { proposal } = card;
	if (proposal.type === "start") {
		return { subject: proposal.spec.name, subjectCommand: shownCommand(proposal.spec.command) };
	}
	const monitor = findMonitor(state, proposal.monitor);
	if (!monitor.ok) return { subject: proposal.monitor, subjectCommand: "" };
	return { subject: monitor.value.spec.name, subjectCommand: shownCommand(monitor.value.spec.command) };
}
