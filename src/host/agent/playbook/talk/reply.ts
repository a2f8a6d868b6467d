import type { Failure, Result } from "../../../../model/failure.ts";
import { describeFailure, ok } from "../../../../model/failure.ts";
import type { Rule } from "../../../../model/rule.ts";
import type { Memory } from "../answer.ts";
import { forgetRule, keepRule, sayRules } from "../rules/keep.ts";
import { sayReach } from "../rules/reach.ts";
import { act } from "./act.ts";
import type { Desk } from "./desk.ts";
import { readOutput, sayWhy } from "./explain.ts";
import { sayDigest, sayList } from "./overview.ts";
import type { Question } from "./questions.ts";
import { grammar, parseQuestion } from "./questions.ts";

/** Does what the person typed, and says what came of it. */
export async function reply(text: string, memory: Memory, desk: Desk): Promise<readonly string[]> {
	const question = parseQuestion(text);
	if (!question.ok) return [...sayFailure(question.failure), understood];
	const lines = await carryOut(question.value, memory, desk);
	return lines.ok ? lines.value : sayFailure(lines.failure);
}

type Lines = Result<readonly string[]>;

const understood =
	"I have no model. I understand: what happened, why, list, read, start, stop, restart, hold, auto, mute, when … then …, rules, forget, help.";

async function carryOut(question: Question, memory: Memory, desk: Desk): Promise<Lines> {
	switch (question.type) {
		case "help":
			return ok(grammar.map(([form, does]) => `${form.padEnd(34)} ${does}`));
		case "list":
			return ok(sayList(memory, desk));
		case "rules":
			return ok(sayRules(desk.rules.load()));
		case "digest":
			return ok(sayDigest(question.sinceMs, memory, desk));
		case "why":
			return sayWhy(question.name, memory, desk);
		case "read":
			return readOutput(question, desk);
		case "forget":
			return forgetRule(question.number, desk.rules);
		case "rule":
			return keepNewRule(question.rule, desk);
		default:
			return act(question, desk.tools);
	}
}

/** A rule that will see nothing as things are must not look as if it worked. */
function keepNewRule(rule: Rule, { rules, tools }: Desk): Lines {
	const kept = keepRule(rule, rules);
	return kept.ok ? ok([...kept.value, ...sayReach(rule, tools.list())]) : kept;
}

function sayFailure(failure: Failure): string[] {
	return describeFailure(failure).split("\n");
}
