import { formatCount } from "../../../base/format-count.ts";
import { needsPerson } from "../../../core/session/select.ts";
import type { Monitor } from "../../../core/session/state.ts";
import { type Group, type Part, stays } from "../parts.ts";
import type { PaintContext, PanePicture } from "../picture.ts";
import { firstLine } from "../text.ts";
import { stateMark, type Theme } from "../theme.ts";
import { paneAge } from "./age.ts";
import { formatRate, sparkline } from "./sparkline.ts";

const sparkCells = 8;

/** The words of a pane's title: who and how it is, what it says, what is done with that. */
export function paneTitle(pane: PanePicture, context: PaintContext): Group[] {
	const typing = context.ui.attached === pane.monitor.id;
	return [
		[...whoParts(pane, context, typing), ...(typing ? [] : stateParts(pane.monitor, context))],
		typing ? [] : trafficParts(pane, context.theme),
		[...ownerParts(pane, context.theme), ...policyParts(pane.monitor, typing)],
	];
}

function whoParts(pane: PanePicture, context: PaintContext, typing: boolean): Part[] {
	const name = firstLine(pane.monitor.spec.name);
	const number: Part = { text: String(pane.number), tone: "bold", rank: stays };
	if (typing) {
		return [
			number,
			{ text: "typing into", tone: "borderAttached", rank: 20 },
			{ text: name, tone: "borderAttached", rank: stays, shrinks: true },
			{ text: context.theme.signs.dash, tone: "borderAttached", rank: 20 },
			{ text: "Ctrl+] ends", tone: "borderAttached", rank: stays },
		];
	}
	const alarm: Part[] = needsPerson(pane.monitor) ? [{ text: "!", tone: "attention", rank: stays }] : [];
	return [...alarm, number, { text: name, tone: "bold", rank: stays, shrinks: true }];
}

function stateParts(monitor: Monitor, context: PaintContext): Part[] {
	const mark = stateMark(monitor, context.theme);
	const parts: Part[] = [{ ...mark, rank: stays }];
	const word = stateWord(monitor);
	if (word !== undefined) parts.push({ text: word, tone: mark.tone, rank: 90 });
	const age = paneAge(monitor, context.ui);
	if (age !== "") parts.push({ text: age, tone: "dim", rank: 50 });
	return parts;
}

/** How it ended, or that it is about to; undefined while it simply runs. */
function stateWord(monitor: Monitor): string | undefined {
	if (monitor.restarting) return "restarting";
	if (monitor.state === "running") return monitor.stopping === undefined ? undefined : "stopping";
	if (monitor.state === "failed") return "failed";
	if (monitor.signal !== undefined) return firstLine(monitor.signal);
	return monitor.exitCode === undefined ? monitor.state : `exit ${monitor.exitCode}`;
}

function trafficParts(pane: PanePicture, theme: Theme): Part[] {
	const { counts } = pane.monitor;
	const parts: Part[] = [];
	if (counts.held > 0) parts.push({ text: `${formatCount(counts.held)} held`, tone: "attention", rank: 60 });
	parts.push({ text: `${formatCount(counts.total)} ev`, tone: "dim", rank: 40 });
	if (counts.suppressed > 0) {
		const text = `${theme.verdicts.suppressed}${formatCount(counts.suppressed)}`;
		parts.push({ text, tone: "unusual", rank: 35 });
	}
	if (counts.dropped > 0) {
		// Events that were held and forgotten for newer ones are among them.
		parts.push({ text: `${theme.verdicts.dropped}${formatCount(counts.dropped)}`, tone: "unusual", rank: 36 });
	}
	if (pane.beat === undefined || pane.monitor.state !== "running") return parts;
	const graph = sparkline(pane.beat.rates, sparkCells, theme.spark);
	const rate = formatRate(pane.beat.perSecond);
	if (graph !== "") parts.push({ text: graph, tone: "good", rank: 20 });
	if (rate !== "") parts.push({ text: rate, tone: "dim", rank: 30 });
	return parts;
}

function ownerParts({ owners = "" }: PanePicture, theme: Theme): Part[] {
	if (owners === "") return [];
	return [{ text: `${theme.verdicts.forwarded} ${firstLine(owners)}`, tone: "agent", rank: 70, shrinks: true }];
}

function policyParts(monitor: Monitor, typing: boolean): Part[] {
	const words = monitor.spec.urgent ? `urgent ${monitor.policy}` : monitor.policy;
	const policy: Part = { text: words, tone: "plain", rank: typing ? 10 : stays };
	// A monitor that never started had no sandbox to do without.
	if (monitor.sandboxed || monitor.state === "failed") return [policy];
	return [{ text: "UNSANDBOXED", tone: "alarm", rank: stays }, policy];
}
