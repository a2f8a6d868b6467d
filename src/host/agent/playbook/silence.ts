import type { MonitorFacts } from "../backend.ts";
import { span } from "./wording.ts";

/** Which silences were said, keyed by monitor id, and since when the clock ran evenly. Plain data. */
export type SilenceMemory = {
	readonly said: Readonly<Record<string, { readonly lastLineAt: number; readonly startedAt: number }>>;
	readonly checkedAt?: number;
	readonly awakeSince: number;
};

/** Nothing was said yet. */
export const noSilence: SilenceMemory = { said: {}, awakeSince: 0 };

/** Silence is this many usual intervals, and at least this long. */
const silence = { intervals: 10, atLeastMs: 30_000 } as const;
/** When two checks are further apart, the machine slept, and its silence says nothing about the monitors. */
const sleptMs = 10_000;

/** Notices monitors that fell silent and monitors that speak again; each is said once. */
export function listen(
	before: SilenceMemory,
	facts: readonly MonitorFacts[],
	now: number,
): { readonly memory: SilenceMemory; readonly lines: readonly string[] } {
	const slept = before.checkedAt !== undefined && Math.abs(now - before.checkedAt) > sleptMs;
	const awakeSince = slept ? now : before.awakeSince;
	const lines: string[] = [];
	const said: Record<string, SilenceMemory["said"][string]> = {};
	for (const monitor of facts.filter(isListenedTo)) {
		const earlier = before.said[monitor.id];
		const lastLineAt = monitor.lastLineAt ?? monitor.startedAt;
		if (earlier?.startedAt === monitor.startedAt) {
			if (lastLineAt > earlier.lastLineAt)
				lines.push(`${monitor.name}: speaks again after ${span(lastLineAt - earlier.lastLineAt)} of silence`);
			else said[monitor.id] = earlier;
		} else if (isSilent(monitor, awakeSince, now)) {
			lines.push(
				`${monitor.name}: silent for ${span(now - lastLineAt)}; before, output came about every ${interval(monitor)}`,
			);
			said[monitor.id] = { lastLineAt, startedAt: monitor.startedAt };
		}
	}
	return { memory: { said, checkedAt: now, awakeSince }, lines };
}

function isListenedTo({ state, policy }: MonitorFacts): boolean {
	return state === "running" && policy !== "mute";
}

function isSilent({ lastLineAt, lineIntervalMs, startedAt }: MonitorFacts, awakeSince: number, now: number): boolean {
	// Lines of an earlier run tell nothing about this one.
	if (lastLineAt === undefined || lineIntervalMs === undefined || lastLineAt < startedAt) return false;
	return now - Math.max(lastLineAt, awakeSince) > Math.max(silence.intervals * lineIntervalMs, silence.atLeastMs);
}

function interval({ lineIntervalMs = 0 }: MonitorFacts): string {
	return lineIntervalMs < 1000 ? `${Math.round(lineIntervalMs)} ms` : span(lineIntervalMs);
}
