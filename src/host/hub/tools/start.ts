import { z } from "zod";
import { compileRule } from "../../../core/events/line-rule.ts";
import { failed, ok, type Result } from "../../../model/failure.ts";
import { policySchema, type Socket, socketSchema } from "../../../model/monitor.ts";
import type { StartAnswer } from "../hub-tools.ts";
import { excludeField, matchField, visibleText } from "./fields.ts";
import { type Answer, defineTool, type ToolContext } from "./tool.ts";

const week = 7 * 24 * 3600 * 1000;

/** As the model writes it; what may stand in it is the session's to say. */
const socketField = z
	.strictObject({
		url: z.string().describe("ws: or wss:, without user and password."),
		protocols: z.array(z.string()).optional().describe("Sub-protocols to offer."),
	})
	.pipe(socketSchema)
	.optional()
	.describe(
		"WebSocket to listen to, instead of command: each text frame becomes an event, it sends nothing. A frame over 1 MiB ends it.",
	);

const input = z.strictObject({
	command: visibleText(16_384)
		.optional()
		.describe(
			"Shell line or script. Each line of its stdout becomes an event. Flush every stage of a pipe (grep --line-buffered, sed -u).",
		),
	ws: socketField,
	description: visibleText(500).describe("What it watches, in a few words; the person who approves reads it."),
	name: visibleText(80).optional().describe("Short name for its pane, such as tests."),
	cwd: visibleText(4096).optional().describe("Working directory; the session's unless told."),
	timeout_ms: z.int().min(1000).max(week).optional().describe("Ends it after this time. Runs on without it."),
	policy_hint: policySchema
		.optional()
		.describe(
			"What you wish for its events: auto (to you), hold (the person passes them on), mute. The person chooses.",
		),
	match: matchField,
	exclude: excludeField,
	silence_ms: z.int().min(1000).max(week).optional().describe("An event says so when no line came for this long."),
	max_events: z.int().min(1).max(1_000_000).optional().describe("Ends it after so many events."),
	net: z.boolean().optional().describe("Needs the network, which is off otherwise."),
	read_only: z.boolean().optional().describe("Only watches: the working directory is read-only."),
	agent: visibleText(80).optional().describe("Another agent that gets the events instead of you."),
});

type StartInput = z.infer<typeof input>;

/** Asks to run a script in the background. */
export const startTool = defineTool({
	name: "monitor_start",
	title: "Start a monmux monitor",
	description: [
		"Runs a script in the background, or listens to a WebSocket (ws), and wakes you with what comes.",
		"Use it instead of your own background shell whenever you would wait, poll or tail: tests, builds, servers, logs, CI, deploys.",
		"The person sees it in a pane, and its events reach you in this conversation, also when you are idle.",
		"Each line of stdout is an event and may cost a turn: print only what you would act on, and filter before (match, exclude, grep --line-buffered). Never pipe raw logs.",
		"Cover every way it can end: success, failure, crash, hang. Silence is not success: match errors too, or set silence_ms. Its exit is always an event.",
		"Poll remote services every 30 s or more, local ones every 0.5 to 1 s.",
		"A person approves it first. The call returns at once; the outcome comes as an event, so go on or end your turn, and do not ask again.",
		"It runs in a sandbox: the working directory is writable, home is hidden, the network is off unless net is set.",
	].join("\n"),
	annotations: { readOnlyHint: false, destructiveHint: true, idempotentHint: false, openWorldHint: true },
	input,
	run: start,
});

async function start({ tools, agent }: ToolContext, wish: StartInput): Promise<Result<Answer>> {
	const rule = compileRule({ match: wish.match, exclude: wish.exclude });
	if (!rule.ok) return rule;
	const work = workOf(wish);
	if (!work.ok) return work;
	const started = await tools.start(agent, {
		...work.value,
		description: wish.description,
		name: wish.name,
		cwd: wish.cwd,
		policyHint: wish.policy_hint,
		match: wish.match,
		exclude: wish.exclude,
		timeoutMs: wish.timeout_ms,
		silenceMs: wish.silence_ms,
		maxEvents: wish.max_events,
		net: wish.net ?? false,
		readOnly: wish.read_only ?? false,
		onBehalfOf: wish.agent === agent ? undefined : wish.agent,
	});
	return started.ok ? ok(tell(started.value)) : started;
}

/** One of the two ways to get events. */
function workOf({ command, ws, net }: StartInput): Result<{ command: string } | { socket: Socket }> {
	if (command !== undefined && ws !== undefined) {
		return failed("bad-usage", "monitor_start: command and ws exclude each other", "Start two monitors for both.");
	}
	if (command !== undefined) return ok({ command });
	if (ws === undefined) {
		return failed("bad-usage", "monitor_start: there is neither command nor ws", "Give one of them.");
	}
	if (net === false) return failed("bad-usage", "monitor_start: ws needs the network", "Leave net out.");
	return ok({ socket: ws });
}

function tell({ id, state }: StartAnswer): Answer {
	return { id, state, note: notes[state] };
}

const notes: Record<StartAnswer["state"], string> = {
	"pending-approval": "The person is asked. Their answer comes as an event: do not wait, poll or ask again.",
	running: "Its events come to you by themselves: do not wait or poll.",
};
