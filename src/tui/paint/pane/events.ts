import { countOf, formatCount } from "../../../base/format-count.ts";
import type { Monitor } from "../../../core/session/state.ts";
import type { Event } from "../../../model/event.ts";
import { displayWidth, fitAnsi } from "../../screen/cells.ts";
import type { PaintContext } from "../picture.ts";
import { firstLine, shorten, span } from "../text.ts";
import { type Theme, verdictTone } from "../theme.ts";
import { type EventLine, newestLines } from "./event-lines.ts";

/** Narrower rows leave the blank before the time out, then the time, then the verdict's word; its mark stays. */
const widthForBlank = 44;
const widthForTime = 36;
const widthForWord = 24;

/** The part of a monitor's events that a pane shows. `chosen` is the event the keys act on. */
export type EventList = {
	readonly monitor: Monitor;
	readonly width: number;
	readonly height: number;
	readonly chosen?: string | undefined;
	readonly focused: boolean;
};

/** The newest events, oldest of them first, as rows of exactly `width` cells; the chosen one is always among them. */
export function paintEvents(list: EventList, context: PaintContext): string[] {
	const lines = newestLines(list.monitor, list.height, list.chosen);
	const rows = lines.map((line) => paintedLine(line, list, context));
	while (rows.length < list.height) rows.push(" ".repeat(list.width));
	return rows;
}

/** Events do not change: a row that was painted once is the same as long as its look is. */
const painted = new WeakMap<Event, { readonly look: string; readonly theme: Theme; readonly row: string }>();

function paintedLine(line: EventLine, list: EventList, context: PaintContext): string {
	const { theme } = context;
	const look = `${list.width} ${line.folded} ${line.event.id === list.chosen} ${list.focused}`;
	const known = painted.get(line.event);
	if (known?.look === look && known.theme === theme) return known.row;
	const row = paintLine(line, list, context);
	painted.set(line.event, { look, theme, row });
	return row;
}

function paintLine(line: EventLine, list: EventList, context: PaintContext): string {
	const chosen = line.event.id === list.chosen;
	const { theme } = context;
	const tone = verdictTone(line.event.verdict);
	const mark = theme.verdicts[line.event.verdict];
	const blank = list.width >= widthForBlank ? " " : "";
	const time = list.width >= widthForTime ? blank + context.clock(line.event.at) : "";
	const word = list.width >= widthForWord && saysVerdict(line) ? ` ${line.event.verdict}` : "";
	const room = Math.max(0, list.width - displayWidth(mark) - time.length - 1 - word.length);
	const text = describe(line, room, theme);
	const sign = chosen ? theme.signs.chosen : " ";
	if (chosen && list.focused) {
		return theme.style("chosen", fitAnsi(`${mark}${time}${sign}${fitAnsi(text, room)}${word}`, list.width));
	}
	const quiet = tone === "dim" ? "dim" : "plain";
	const body = span(text, room, { tone: quiet, theme });
	return theme.style(tone, mark) + theme.style("dim", time) + sign + body + theme.style(tone, word);
}

/** Several events have no verdict of their own to say, and what is suppressed says so itself. */
function saysVerdict({ event, folded }: EventLine): boolean {
	return folded === 1 && !(event.kind === "suppression" && event.verdict === "suppressed");
}

function describe(line: EventLine, room: number, theme: Theme): string {
	if (line.folded > 1) return `+${formatCount(line.folded)} muted`;
	const { event } = line;
	const told = event.kind === "exit" ? causeOf(event.text) : "";
	const more = moreLines(event, room);
	const notes = [told, firstLine(event.reason ?? "")].filter((note) => note !== "");
	const why = notes.map((note) => ` ${theme.signs.dash} ${note}`).join("");
	return shorten(firstLine(event.text).trim() + why, room - more.length, theme) + more;
}

const complaint = /error|fatal|fail|denied|not found|no such|--[a-z]/i;

/** Why a script ended, from the lines of stderr behind its end: the first that complains, else the first. */
function causeOf(text: string): string {
	const lines = text.split("\n").slice(1);
	return firstLine(lines.find((line) => complaint.test(line)) ?? lines[0] ?? "").trim();
}

/** The lines that are not shown; an end does not count itself among the lines it tells of. */
function moreLines(event: Event, room: number): string {
	const more = event.lines - 1;
	if (more <= 0 || event.kind === "suppression" || room < 8) return "";
	return room < 30 ? ` +${formatCount(more)}` : ` (+${countOf(more, "line")})`;
}
