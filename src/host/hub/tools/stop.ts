import { z } from "zod";
import { ok } from "../../../model/failure.ts";
import type { StopAnswer } from "../hub-tools.ts";
import { monitorField } from "./fields.ts";
import { defineTool } from "./tool.ts";

/** Asks to end a monitor. */
export const stopTool = defineTool({
	name: "monitor_stop",
	title: "Stop a monmux monitor",
	description:
		"Stops a monitor, or withdraws a request of yours that waits for approval. Stop what is no longer needed. The person may be asked first; the call returns at once, and the end comes as an event.",
	annotations: { readOnlyHint: false, destructiveHint: true, idempotentHint: true, openWorldHint: false },
	input: z.strictObject({ id: monitorField }),
	run: async ({ tools, agent }, { id }) => {
		const stopped = await tools.stop(agent, id);
		if (!stopped.ok) return stopped;
		return ok({ id: stopped.value.id, state: stopped.value.state, note: notes[stopped.value.state] });
	},
});

const notes: Record<StopAnswer["state"], string> = {
	"pending-approval": "The person is asked. Their answer comes as an event: do not wait, poll or ask again.",
	stopping: "Its end comes as an event.",
	ended: "It had ended already.",
	withdrawn: "The request waits no longer.",
};
