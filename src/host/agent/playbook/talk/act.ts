import type { Result } from "../../../../model/failure.ts";
import { ok } from "../../../../model/failure.ts";
import type { AgentTools } from "../../backend.ts";
import { findMonitor } from "./find-monitor.ts";
import type { Question } from "./questions.ts";

/** What the person typed that changes something. */
export type Acting = Extract<Question, { type: "stop" | "restart" | "start" | "policy" }>;

/** Does it at once, as the person's own act, and says so. */
export function act(question: Acting, tools: AgentTools): Result<readonly string[]> {
	if (question.type === "start") {
		const spec = tools.spec(question.command, question.name);
		const started = spec.ok ? tools.start(spec.value) : spec;
		return started.ok ? ok([`${started.value}: is being started`]) : started;
	}
	const monitor = findMonitor(question.name, tools.list());
	if (!monitor.ok) return monitor;
	const { id, name } = monitor.value;
	if (question.type === "policy") return said(tools.setPolicy(id, question.policy), `${name}: ${question.policy}`);
	return question.type === "stop"
		? said(tools.stop(id), `${name}: stops`)
		: said(tools.restart(id), `${name}: runs again`);
}

function said(result: Result<void>, line: string): Result<readonly string[]> {
	return result.ok ? ok([line]) : result;
}
