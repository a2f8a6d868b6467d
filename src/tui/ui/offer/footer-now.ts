import type { State } from "../../../core/session/state.ts";
import type { FooterKey } from "../../keys/footer-keys.ts";
import { footerKeys } from "../../keys/footer-keys.ts";
import type { BindingId } from "../../keys/key-table.ts";
import { bindingOf } from "../../keys/lookup.ts";
import { chosenMonitor } from "../chosen.ts";
import { areaAfter, whereOf } from "../focus.ts";
import type { UiState } from "../ui-state.ts";
import { whyNot } from "./why-not.ts";

/** What the keys do now, for the width of the terminal. After `Ctrl+g` these are the keys of a pane. */
export function footerNow(ui: UiState, state: State, width = ui.cols): FooterKey[] {
	const where = whereOf(ui);
	const skip = new Set(ui.bindings.list.map((one) => one.id).filter((id) => meansNothing(id, ui, state)));
	const options = { bindings: ui.bindings, skip, labels: labelsNow(ui, state) };
	return footerKeys(ui.chord && where === "composer" ? "panes" : where, width, options);
}

/** Keys that come and go. The others stay in their place, so that the line does not jump with every event. */
const changing: ReadonlySet<BindingId> = new Set<BindingId>([
	"kill",
	"kill-now",
	"attach",
	"clear",
	"undo",
	"forward-held",
	"drop-held",
	"next-needing",
	"interrupt",
	"card-run",
	"card-run-forward",
	"card-always",
	"own",
	"agent-on",
	"next-match",
	"page-on",
]);

function meansNothing(id: BindingId, ui: UiState, state: State): boolean {
	if (ui.watch && bindingOf(id, ui.bindings).group === "Writing") return true;
	if (id === "follow" && isFollowing(ui, state)) return true;
	const all = ui.watch || chosenMonitor(ui, state) === undefined;
	return (all || changing.has(id)) && whyNot(id, ui, state) !== undefined;
}

/** `G` is worth a word only where a pane is scrolled back. */
function isFollowing(ui: UiState, state: State): boolean {
	return (ui.scroll[chosenMonitor(ui, state)?.id ?? ""] ?? 0) === 0;
}

function labelsNow(ui: UiState, state: State): Partial<Record<BindingId, string>> {
	const policy = chosenMonitor(ui, state)?.policy;
	return {
		...(policy === "mute" ? { mute: "unmute" } : {}),
		...(policy === "auto" ? { auto: "hold" } : {}),
		...cardLabels(ui, state),
		"next-area": areaLabel(ui, state),
	};
}

/** Only a request to start a monitor runs one. */
function cardLabels(ui: UiState, state: State): Partial<Record<BindingId, string>> {
	const asked = state.approvals.find((approval) => approval.id === ui.card?.approval)?.proposal.type;
	if (asked === undefined || asked === "start") return {};
	return { "card-run": asked === "permit" ? "allow" : "do it" };
}

function areaLabel(ui: UiState, state: State): string {
	const next = areaAfter(ui, state);
	return next === "composer" ? "talk" : next;
}
