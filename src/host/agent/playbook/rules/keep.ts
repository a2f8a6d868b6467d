import type { Result } from "../../../../model/failure.ts";
import { failed, ok } from "../../../../model/failure.ts";
import type { Rule } from "../../../../model/rule.ts";
import { ruleLimit } from "../../../../model/rule.ts";
import { several } from "../wording.ts";
import type { RuleStore } from "./rules.ts";
import { describeRule, keyOf, prepareRules } from "./rules.ts";

type Lines = Result<readonly string[]>;

/** The rules with their numbers, and what is wrong with those that cannot be read. */
export function sayRules(rules: readonly Rule[]): readonly string[] {
	if (rules.length === 0)
		return ["There are no rules. One is made so: when /FAIL/ in tests then notify the tests fail"];
	return [...rules.map((rule, at) => `${at + 1}  ${describeRule(rule)}`), ...prepareRules(rules).broken];
}

/** Adds a rule; the same rule is not kept twice. */
export function keepRule(rule: Rule, store: RuleStore): Lines {
	const rules = store.load();
	const known = rules.findIndex((other) => keyOf(other) === keyOf(rule));
	if (known >= 0) return ok([`That is rule ${known + 1} already: ${describeRule(rules[known] ?? rule)}`]);
	if (rules.length >= ruleLimit)
		return failed("over-cap", `There are ${several(rules.length, "rule")}, no more are kept.`, "Type: forget N");
	const saved = store.save([...rules, rule]);
	return saved.ok ? ok([`Rule ${rules.length + 1}: ${describeRule(rule)}`]) : saved;
}

/** Removes a rule by its number; the later ones move up. */
export function forgetRule(number: number, store: RuleStore): Lines {
	const rules = store.load();
	const rule = rules[number - 1];
	if (!rule) return failed("bad-usage", `There is no rule ${number}: ${several(rules.length, "rule")} kept.`);
	const saved = store.save(rules.toSpliced(number - 1, 1));
	return saved.ok ? ok([`Forgotten: ${describeRule(rule)}`]) : saved;
}

/** The person answered "always": the rule asks no more. Undefined when it is gone or asks no more already. */
export function stopAsking(rule: Rule, store: RuleStore): Lines | undefined {
	const rules = store.load();
	const at = rules.findIndex((other) => keyOf(other) === keyOf(rule) && other.ask);
	if (at < 0) return undefined;
	const saved = store.save(rules.with(at, { ...rule, ask: false }));
	return saved.ok ? ok([`Rule ${at + 1} asks no more: ${describeRule({ ...rule, ask: false })}`]) : saved;
}
