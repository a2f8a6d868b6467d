import type { PlanStep } from "../../../model/agent.ts";
import { firstLine, shorten } from "../../paint/text.ts";
import type { CallMark, Theme, Tone } from "../../paint/theme.ts";
import type { Talk } from "./talk.ts";

const mostSteps = 5;

/** The plan of the running turn, pinned above the words: what is done, what goes on, what comes. No rows without one. */
export function planRows(talk: Talk, theme: Theme): string[] {
	const { plan } = talk;
	if (plan.length === 0 || talk.conversation.turn === undefined) return [];
	const room = Math.min(mostSteps, Math.floor(talk.height / 5));
	const done = plan.filter((step) => step.status === "done").length;
	const head = theme.style("dim", `plan ${theme.signs.dot} ${done} of ${plan.length} done`);
	if (room < 1) return [head];
	// What goes on stays in sight, with the step before it.
	const now = plan.findIndex((step) => step.status !== "done");
	const top = Math.max(0, Math.min((now < 0 ? plan.length : now) - 1, plan.length - room));
	return [head, ...plan.slice(top, top + room).map((step) => stepRow(step, talk.width - 4, theme))];
}

function stepRow({ text, status }: PlanStep, width: number, theme: Theme): string {
	const [mark, tone] = looks[status];
	return theme.style(tone, shorten(`${theme.calls[mark]} ${firstLine(text)}`, width, theme));
}

const looks: Readonly<Record<PlanStep["status"], readonly [CallMark, Tone]>> = {
	pending: ["waiting", "dim"],
	running: ["running", "attention"],
	done: ["done", "good"],
};
