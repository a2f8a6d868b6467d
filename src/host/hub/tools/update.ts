import { z } from "zod";
import { compileRule } from "../../../core/events/line-rule.ts";
import { failed, ok, type Result } from "../../../model/failure.ts";
import { policySchema } from "../../../model/monitor.ts";
import { excludeField, matchField, monitorField } from "./fields.ts";
import { tighten } from "./tighten.ts";
import { type Answer, defineTool, type ToolContext } from "./tool.ts";

const input = z.strictObject({
	id: monitorField,
	policy: policySchema.optional().describe("Quieter only: from auto to hold to mute."),
	match: matchField,
	exclude: excludeField,
	rate: z.number().min(0.01).max(1000).optional().describe("Events a second; lower only."),
	burst: z.int().min(1).max(1000).optional().describe("Events at once; lower only."),
});

type UpdateInput = z.infer<typeof input>;

/** Makes a monitor quieter. */
export const updateTool = defineTool({
	name: "monitor_update",
	title: "Make a monmux monitor quieter",
	description:
		"Changes a running monitor without restarting it: narrow match or exclude when it tells you too much, lower its rate, or hold or mute its events. Only the person can make a monitor louder.",
	annotations: { readOnlyHint: false, destructiveHint: false, idempotentHint: true, openWorldHint: false },
	input,
	run: update,
});

async function update({ tools, agent }: ToolContext, { id, ...wish }: UpdateInput): Promise<Result<Answer>> {
	if (Object.values(wish).every((value) => value === undefined)) {
		return failed("bad-usage", "monitor_update: nothing to change", "Give policy, match, exclude, rate or burst.");
	}
	const rule = compileRule(wish);
	if (!rule.ok) return rule;
	const updated = await tools.update(agent, id, (now) => tighten(now, wish));
	if (!updated.ok) return updated;
	const { policy, match, exclude, perSecond, burst } = updated.value.settings;
	return ok({ id: updated.value.id, policy, match, exclude, rate: perSecond, burst });
}
