import { z } from "zod";
import { stampsIn } from "./scripts.ts";
import type { Workspace } from "./workspace.ts";

const recorded = z.object({
	type: z.literal("event-recorded"),
	at: z.number(),
	event: z.object({ id: z.string(), text: z.string() }),
});
const turn = z.object({ type: z.literal("turn-started"), at: z.number(), events: z.array(z.string()) });

/** What a bench needs of a session's history. */
export type History = {
	/** Events with the times at which their stamped lines were written; all in milliseconds since the epoch. */
	readonly events: readonly { readonly id: string; readonly at: number; readonly stamps: readonly number[] }[];
	/** When each event was handed to the agent. */
	readonly handed: ReadonlyMap<string, number>;
};

/** Reads a session's history while its host runs. */
export async function readHistory(workspace: Workspace): Promise<History> {
	const lines = (await workspace.command("export")).split("\n").filter(Boolean);
	const entries = lines.map((line): unknown => JSON.parse(line));
	const events = entries.flatMap((entry) => {
		const { data } = recorded.safeParse(unwrap(entry));
		return data ? [{ id: data.event.id, at: data.at, stamps: stampsIn(data.event.text) }] : [];
	});
	const handed = new Map<string, number>();
	for (const entry of entries) {
		const { data } = turn.safeParse(unwrap(entry));
		for (const id of data?.events ?? []) handed.set(id, data?.at ?? Number.NaN);
	}
	return { events, handed };
}

/** Some lines of an export hold their entry beside its number. */
function unwrap(line: unknown): unknown {
	return typeof line === "object" && line !== null && "entry" in line ? line.entry : line;
}
