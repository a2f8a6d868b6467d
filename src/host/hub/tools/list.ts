import { z } from "zod";
import { ok } from "../../../model/failure.ts";
import { fitNewest } from "./fit-newest.ts";
import { describeRow } from "./row.ts";
import { defineTool } from "./tool.ts";

/** Bytes kept free for what an answer says besides its items. */
const frameBytes = 1024;

/** Every monitor with its state and counts. */
export const listTool = defineTool({
	name: "monitor_list",
	title: "List the monmux monitors",
	description:
		"Lists the monitors of this session and the requests that wait for approval: state, exit code, policy, and how many events were forwarded to you, held, muted, dropped or suppressed. No output. Do not poll it: events come by themselves.",
	annotations: { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false },
	input: z.strictObject({}),
	run: async ({ tools, agent, answerBytes }) => {
		const rows = await tools.list(agent);
		if (!rows.ok) return rows;
		const { kept, left } = fitNewest(rows.value.map(describeRow), answerBytes - frameBytes);
		return ok({ items: kept, ...(left.length > 0 ? { left_out: { oldest: left.length } } : {}) });
	},
});
