import type { Result } from "../../../../model/failure.ts";
import { failed, ok } from "../../../../model/failure.ts";
import type { Rule } from "../../../../model/rule.ts";
import { ruleActionSchema, ruleSchema } from "../../../../model/rule.ts";
import { compilePattern } from "./rules.ts";

/** How a rule is written, for the help and for messages. */
export const ruleForm =
	"when /PATTERN/ in NAME then say TEXT | notify TEXT | restart [NAME] | stop [NAME] | run COMMAND";

/** Reads a typed rule: `when /FAIL/ in tests then notify the tests fail`. `in NAME` and `i` after the pattern may be there. */
export function parseRule(text: string): Result<Rule> {
	const pattern = readPattern(text.replace(/^\s*when\b\s*/i, ""));
	if (!pattern.ok) return pattern;
	const where = readWhere(pattern.value.rest);
	if (!where.ok) return where;
	const action = readAction(where.value.rest);
	if (!action.ok) return action;
	const parsed = ruleSchema.safeParse({ when: pattern.value.when, monitor: where.value.monitor, ...action.value });
	if (!parsed.success)
		return failed("bad-usage", parsed.error.issues[0]?.message ?? "this rule cannot be kept", ruleForm);
	return ok(parsed.data);
}

/** `/…/` with `\/` for a slash, an `i` after it for upper and lower case alike. */
function readPattern(text: string): Result<{ when: string; rest: string }> {
	const match = /^\/((?:\\.|[^\\/])*)\/(\w*)\s*(.*)$/s.exec(text);
	const [, body = "", flags = "", rest = ""] = match ?? [];
	if (!match || body === "") return failed("bad-usage", "a rule begins with a pattern between slashes", ruleForm);
	if (!/^i?$/i.test(flags))
		return failed("bad-usage", `after the pattern only "i" may stand, not "${flags}"`, ruleForm);
	const when = `${flags === "" ? "" : "(?i)"}${body.replaceAll("\\/", "/")}`;
	const compiled = compilePattern(when);
	return compiled.ok ? ok({ when, rest }) : compiled;
}

function readWhere(text: string): Result<{ monitor: string; rest: string }> {
	const match = /^in\s+(?:"([^"]+)"|(\S+))\s*(.*)$/is.exec(text);
	if (match) return ok({ monitor: match[1] ?? match[2] ?? "*", rest: match[3] ?? "" });
	if (/^then\b/i.test(text)) return ok({ monitor: "*", rest: text });
	const found = text === "" ? "nothing" : `"${text.split(/\s/)[0]}"`;
	return failed("bad-usage", `after the pattern comes "in NAME" or "then", and there is ${found}`, ruleForm);
}

function readAction(text: string): Result<Pick<Rule, "action" | "argument">> {
	const match = /^then\s+([a-z]+)\b\s*(.*)$/is.exec(text);
	if (!match) return failed("bad-usage", `a rule says after "then" what is to be done`, ruleForm);
	const action = ruleActionSchema.safeParse(match[1]?.toLowerCase());
	if (!action.success) {
		return failed(
			"bad-usage",
			`"${match[1]}" is nothing a rule can do: ${ruleActionSchema.options.join(", ")}`,
			ruleForm,
		);
	}
	const argument = unquote(match[2]?.trim() ?? "", action.data);
	if (argument === "" && action.data === "run") return failed("bad-usage", `"run" needs the command to run`, ruleForm);
	return ok(argument === "" ? { action: action.data } : { action: action.data, argument });
}

/** Quotes around a name or a text are not part of it; in a command they are. */
function unquote(text: string, action: Rule["action"]): string {
	return action === "run" ? text : text.replace(/^"([^"]*)"$/, "$1");
}
