import { allMonitors, needsPerson } from "../../../core/session/select.ts";
import type { State } from "../../../core/session/state.ts";
import type { BindingId } from "../../keys/key-table.ts";
import { bindingOf } from "../../keys/lookup.ts";
import { refuseAlone, refuseOwn, refuseShare } from "../agents/routing.ts";
import { shownTalk } from "../agents/shown-agent.ts";
import { chosenMonitor } from "../chosen.ts";
import { monitorIds } from "../focus.ts";
import { layout } from "../layout.ts";
import type { UiState } from "../ui-state.ts";
import { cardAnswers } from "./card-answers.ts";
import type { MonitorReason } from "./monitor-reasons.ts";
import {
	hasEnded,
	nothingHeld,
	refuseDrop,
	refuseForward,
	refuseKill,
	refuseMatch,
	refuseUndo,
	stillRuns,
} from "./monitor-reasons.ts";

/** Why a command can do nothing at the moment, in one line; undefined when it can. */
export function whyNot(id: BindingId, ui: UiState, state: State): string | undefined {
	if (ui.watch && bindingOf(id, ui.bindings).acts) return "this view only watches: monmux attach opens one with keys";
	return reasons[id]?.(ui, state);
}

type Reason = (ui: UiState, state: State) => string | undefined;

const reasons: Partial<Record<BindingId, Reason>> = {
	forward: onMonitor(refuseForward),
	"forward-held": onMonitor(nothingHeld),
	drop: onMonitor(refuseDrop),
	"drop-held": onMonitor(nothingHeld),
	undo: onMonitor(refuseUndo),
	copy: onMonitor((monitor) => (monitor.events.length === 0 ? `${monitor.spec.name} has no event yet` : undefined)),
	mute: onMonitor(),
	auto: onMonitor(),
	kill: onMonitor(refuseKill),
	"kill-now": onMonitor(hasEnded),
	attach: onMonitor(hasEnded),
	restart: onMonitor((monitor) => (monitor.restarting ? `${monitor.spec.name} is about to run again` : undefined)),
	clear: onMonitor(stillRuns),
	zoom: onMonitor(),
	search: onMonitor(),
	"next-match": onMonitor(refuseMatch),
	"previous-match": onMonitor(refuseMatch),
	"scroll-top": onMonitor(),
	"scroll-up": onMonitor(),
	"scroll-down": onMonitor(),
	follow: onMonitor(),
	"event-up": onMonitor(),
	"event-down": onMonitor(),
	"pane-left": onMonitor(),
	"pane-right": onMonitor(),
	"page-back": refusePage,
	"page-on": refusePage,
	"next-needing": (_ui, state) => (allMonitors(state).some(needsPerson) ? undefined : "no monitor needs you"),
	interrupt: refuseInterrupt,
	"card-run": onCard("card-run"),
	"card-run-forward": onCard("card-run-forward"),
	"card-always": onCard("card-always"),
	own: onMonitor(refuseOwn),
	share: onMonitor(refuseShare),
	"agent-on": (_ui, state) => refuseAlone(state),
	"agent-back": (_ui, state) => refuseAlone(state),
	"agent-left": (_ui, state) => refuseAlone(state),
	"agent-right": (_ui, state) => refuseAlone(state),
};

/** A reason that depends on the chosen monitor; without any monitor that is the reason. */
function onMonitor(reason: MonitorReason = () => undefined): Reason {
	return (ui, state) => {
		const monitor = chosenMonitor(ui, state);
		return monitor ? reason(monitor, ui, state) : "there is no monitor yet: /run CMD starts one";
	};
}

function refusePage(ui: UiState, state: State): string | undefined {
	return layout(ui, monitorIds(state)).pages > 1 ? undefined : "all panes are on this page";
}

function refuseInterrupt(ui: UiState, state: State): string | undefined {
	const { turn } = shownTalk(ui, state);
	if (!turn) return "the agent is idle: there is nothing to interrupt";
	return turn.cancelling ? "the turn is being cancelled already" : undefined;
}

/** A card offers only the answers that mean something for its request. */
function onCard(id: BindingId): Reason {
	return (ui, state) => {
		const approval = state.approvals.find((one) => one.id === ui.card?.approval);
		if (!approval || cardAnswers(approval).some((one) => one.binding === id)) return undefined;
		if (id === "card-run-forward") return "this request starts nothing that could be forwarded";
		return "the agent offers no such answer here";
	};
}
