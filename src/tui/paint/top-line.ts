import { formatCount } from "../../base/format-count.ts";
import { allAgents, allMonitors, totals } from "../../core/session/select.ts";
import type { Agent, State } from "../../core/session/state.ts";
import { fitAnsi } from "../screen/cells.ts";
import { shownAgent } from "../ui/agents/shown-agent.ts";
import { monitorIds } from "../ui/focus.ts";
import { layout } from "../ui/layout.ts";
import { agentMark } from "./agent-mark.ts";
import { fitGroups, type Group, groupWidth, type Part, paintGroup, stays } from "./parts.ts";
import type { PaintContext } from "./picture.ts";
import { firstLine } from "./text.ts";
import type { Theme } from "./theme.ts";

/** Cells between groups, and at both ends. */
const gap = 3;
const margin = 1;

/** The first line of the screen, `ui.cols` wide. `home` is the directory that `~` stands for. */
export function paintTopLine(state: State, context: PaintContext, home: string): string {
	const { theme, ui } = context;
	const left = [
		[
			{ text: "monmux", tone: "bold", rank: 86 },
			{ text: shownPath(state.cwd, home), tone: "plain", rank: 60, shrinks: true },
		],
		agentParts(state, context),
		sandboxParts(state, theme),
		runParts(state),
	] satisfies Group[];
	const right = [
		...pageParts(state, context),
		...waitingParts(state, context),
		{ text: context.clock(ui.now).slice(0, 5), tone: "dim", rank: 50 },
	];
	const groups: Group[] = [...left, right as Group];
	const kept = fitGroups(groups, { room: ui.cols - 2 * margin, gap, theme });
	const blank = " ".repeat(margin);
	const last = withoutLastDot(kept.at(-1), theme);
	if (last === undefined || kept.length === 1) return fitAnsi(blank + paintGroup(last ?? [], theme), ui.cols);
	const start = kept.slice(0, -1);
	const used = start.reduce((sum, group) => sum + groupWidth(group) + gap, 0) + groupWidth(last) - gap;
	const middle = " ".repeat(Math.max(1, ui.cols - 2 * margin - used));
	const row = start.map((group) => paintGroup(group, theme)).join(" ".repeat(gap)) + middle + paintGroup(last, theme);
	return fitAnsi(blank + row, ui.cols);
}

/** Where the other end of a dot was left out, the dot parts nothing. */
function withoutLastDot(group: Group | undefined, theme: Theme): Group | undefined {
	return group?.at(-1)?.text === theme.signs.dot ? group.slice(0, -1) : group;
}

function shownPath(cwd: string, home: string): string {
	const inHome = home !== "" && (cwd === home || cwd.startsWith(`${home}/`));
	return firstLine(inHome ? `~${cwd.slice(home.length)}` : cwd);
}

/** The agent that is shown, how it is, and how many others there are. */
function agentParts(state: State, { ui, theme }: PaintContext): Part[] {
	const agent = shownAgent(ui, state);
	if (!agent) return [{ text: "no agent", tone: "dim", rank: 65 }];
	const others = allAgents(state).length - 1;
	return [
		{ text: "agent", tone: "dim", rank: 30 },
		{ text: firstLine(agent.label), tone: "agent", rank: 70 },
		...conditionParts(agent, state, theme),
		...(others > 0 ? [{ text: `and ${others} more`, tone: "dim" as const, rank: 28 }] : []),
	];
}

function conditionParts(agent: Agent, state: State, theme: Theme): Part[] {
	const { turnsInRow } = agent.conversation;
	const limit = state.limits.turnsInRow;
	const mark = agentMark(agent);
	if (mark === "dead") return [{ text: `${theme.agents.dead} dead`, tone: "bad", rank: 85 }];
	if (mark === "starting") return [{ text: `${theme.agents.starting} starts`, tone: "dim", rank: 65 }];
	if (mark === "works") return [{ text: `${theme.states.running} works`, tone: "good", rank: 80 }];
	if (limit > 0 && turnsInRow >= limit) {
		// Events are held from here on, and only the person's own words end that.
		const text = `${theme.states.overCap} ${formatCount(turnsInRow)} turns without you`;
		return [{ text, tone: "attention", rank: 80 }];
	}
	return [{ text: `${theme.states.running} idle`, tone: "dim", rank: 65 }];
}

function sandboxParts(state: State, theme: Theme): Part[] {
	const bare = allMonitors(state).filter((monitor) => monitor.state === "running" && !monitor.sandboxed).length;
	const label = (rank: number): Part => ({ text: "sandbox", tone: "dim", rank });
	if (bare > 0) return [label(25), { text: `${formatCount(bare)} UNSANDBOXED`, tone: "alarm", rank: stays }];
	// The other words say nothing without what they are about.
	if (!state.sandbox.available) return [label(85), { text: `${theme.states.ended} none`, tone: "bad", rank: 85 }];
	return [label(40), { text: `${theme.states.running} on`, tone: "good", rank: 40 }];
}

function runParts(state: State): Part[] {
	const most = state.limits.runs === 0 ? "" : `/${formatCount(state.limits.runs)}`;
	const full = state.limits.runs > 0 && state.counters.runs >= state.limits.runs;
	const tone = full ? "bad" : "dim";
	return [{ text: `runs ${formatCount(state.counters.runs)}${most}`, tone, rank: full ? 75 : 20 }];
}

/** Which panes are seen, while there are others, and the keys that turn the page. */
function pageParts(state: State, { ui, theme }: PaintContext): Part[] {
	const ids = monitorIds(state);
	const { panes, pages } = layout(ui, ids);
	const first = ids.indexOf(panes[0]?.monitor ?? "") + 1;
	if (pages < 2 || first === 0) return [];
	const last = first + panes.length - 1;
	const which = panes.length === 1 ? `pane ${first}` : `panes ${first}${theme.signs.to}${last}`;
	return [
		{ text: `${which} of ${ids.length}`, tone: "plain", rank: 88 },
		{ text: "[ ]", tone: "key", rank: 55 },
		{ text: theme.signs.dot, tone: "dim", rank: 88 },
	];
}

function waitingParts(state: State, context: PaintContext): Part[] {
	const { held, muted, needing } = totals(state);
	const { approvals } = state;
	const dot = { text: context.theme.signs.dot, tone: "dim" } as const;
	const parts: Part[] = [];
	if (context.ui.watch) parts.push({ text: "watching", tone: "attention", rank: 95 });
	if (approvals.length > 0) parts.push({ text: `${approvals.length} to approve`, tone: "attention", rank: 95 });
	if (needing > 0)
		parts.push({ text: `${needing} ${needing === 1 ? "needs" : "need"} you`, tone: "attention", rank: 90 });
	if (held > 0) parts.push({ text: `${formatCount(held)} held`, tone: "attention", rank: 92 });
	if (muted > 0) parts.push({ text: `${muted} muted`, tone: "dim", rank: 45 });
	return parts.flatMap((part) => [part, { ...dot, rank: part.rank }]);
}
