import fc from "fast-check";
import { expect, test } from "vitest";
import { promptTexts } from "../../../src/core/session/envelope.ts";
import { createPipeline, type PipelineOutput } from "../../../src/host/pty/pipeline.ts";
import type { ToolCall } from "../../../src/model/agent.ts";
import type { Proposal } from "../../../src/model/approval.ts";
import type { Command } from "../../../src/model/command.ts";
import type { EventDraft } from "../../../src/model/event.ts";
import { eventByteLimit } from "../../../src/model/line.ts";
import { checkEventsText, hostileText } from "./hostile.ts";
import { running, Story, specOf } from "./scene.ts";

const uncapped = { burst: 0, perSecond: 0 };

/** A script's bytes: texts, now and then a megabyte of them without a newline, or no text at all. */
const output = fc.oneof(
	{
		arbitrary: fc.array(hostileText, { minLength: 1, maxLength: 3 }).map((texts) => Buffer.from(texts.join("\n"))),
		weight: 40,
	},
	{
		arbitrary: hostileText.map((text) => Buffer.from(`${"y".repeat(1 << 20)}${text.replaceAll("\n", "")}`)),
		weight: 1,
	},
	{ arbitrary: fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)), weight: 4 },
);

/** What a monitor that forwards everything makes of its bytes, as if a line came each second. */
function draftsOf(bytes: Uint8Array): EventDraft[] {
	const made = createPipeline({ caps: specOf("x", { caps: uncapped }).caps, events: "stdout" }, 0);
	if (!made.ok) throw new Error(made.failure.message);
	const outputs: PipelineOutput[] = [];
	let now = 0;
	for (let from = 0; from < bytes.length; now += 1000) {
		const end = bytes.indexOf(10, from) + 1 || bytes.length;
		outputs.push(...made.value.pushBytes("stdout", bytes.subarray(from, end), now));
		from = end;
	}
	outputs.push(...made.value.end(now));
	return outputs.flatMap((output) => (output.type === "pass" ? [output.draft] : []));
}

/** A session in which a request of each kind waits for the person, and a monitor forwards its events by itself. */
function open(): Story {
	const story = new Story({ turnsInRow: 0, turnsPerHour: 0 }, ["a"]);
	story.does(...running("tests", "m1", { policy: "auto", caps: uncapped }));
	const call: ToolCall = { id: "c1", title: "Edit", status: "waiting", places: [], output: "", diffs: [] };
	const proposals: Proposal[] = [
		{ type: "start", spec: specOf("more"), agents: ["a"] },
		{ type: "stop", monitor: "m1" },
		{ type: "permit", permission: { call, choices: [{ id: "yes", label: "Yes", kind: "allow-once" }] } },
	];
	for (const proposal of proposals) story.does({ type: "propose", proposal, by: "agent", agent: "a", why: "w" });
	return story;
}

const told = (entries: readonly { type: string }[]): string[] => entries.map(({ type }) => type);

test("whatever a script prints, it is events and their turn: no approval, no command, no second turn (1,000 outputs)", () => {
	let events = 0;
	fc.assert(
		fc.property(output, (bytes) => {
			const drafts = draftsOf(bytes);
			events += drafts.length;
			const story = open();
			const { approvals, always } = story.state;
			const [entries, effects] = [story.entries.length, story.effects.length];
			for (const draft of drafts) story.does({ type: "observe", monitor: "m1", draft });
			const recorded = drafts.map(() => "event-recorded");
			const expected = drafts.length === 0 ? [] : ["event-recorded", "turn-started", ...recorded.slice(1)];
			expect(told(story.entries.slice(entries))).toEqual(expected);
			expect(told(story.effects.slice(effects))).toEqual(drafts.length === 0 ? [] : ["prompt"]);

			// What came during the turn is one turn after it, and then there is nothing left.
			if (drafts.length > 0) story.does(endOf(story));
			const prompts = story.effects.slice(effects).flatMap((effect) => (effect.type === "prompt" ? effect.prompt : []));
			expect(prompts.map((prompt) => prompt.events.length)).toEqual(
				[Math.min(drafts.length, 1), Math.max(0, drafts.length - 1)].filter((count) => count > 0),
			);
			expect(story.state.approvals).toEqual(approvals);
			expect(story.state.always).toEqual(always);
			expect(story.talk).toMatchObject({ queued: [], waiting: [], notes: [] });
			expect(story.talk.messages.every(({ from }) => from === "monitor")).toBe(true);
			for (const prompt of prompts) {
				expect(prompt).toMatchObject({ text: "", notes: [], origin: "monitor" });
				const [text = "", ...others] = promptTexts(prompt, () => "tests");
				expect(others).toEqual([]);
				checkEventsText(text, prompt.events.length);
			}
			for (const { text } of drafts) {
				expect(text.replaceAll("\n", "")).not.toMatch(/\p{Cc}/u);
				expect(Buffer.byteLength(text)).toBeLessThanOrEqual(eventByteLimit);
			}
		}),
		{ numRuns: 1000 },
	);
	expect(events).toBeGreaterThan(1000);
});

function endOf(story: Story): Command {
	return { type: "turn-ended", agent: "a", turn: story.talk.turn?.id ?? "", stop: "done" };
}
