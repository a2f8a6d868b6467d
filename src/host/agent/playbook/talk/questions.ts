import type { Result } from "../../../../model/failure.ts";
import { failed, ok } from "../../../../model/failure.ts";
import type { Policy } from "../../../../model/monitor.ts";
import type { Rule } from "../../../../model/rule.ts";
import { parseRule } from "../rules/syntax.ts";

/** What a person can ask of the playbook. Names are as typed; `why` and `read` mean the obvious monitor without one. */
export type Question =
	| { readonly type: "help" | "list" | "rules" }
	| { readonly type: "digest"; readonly sinceMs: number }
	| { readonly type: "why"; readonly name?: string }
	| { readonly type: "read"; readonly name?: string; readonly lines: number }
	| { readonly type: "stop" | "restart"; readonly name: string }
	| { readonly type: "start"; readonly command: string; readonly name?: string }
	| { readonly type: "policy"; readonly policy: Policy; readonly name: string }
	| { readonly type: "forget"; readonly number: number }
	| { readonly type: "rule"; readonly rule: Rule };

/** What `help` shows: how each question is typed, and what it does. */
export const grammar: readonly (readonly [form: string, does: string])[] = [
	["what happened?  digest 10m", "what came in the last hour, or in so long"],
	["why [NAME]?", "the last failure in more words"],
	["list", "the monitors and how they are"],
	["read NAME [N]", "the last lines of a monitor's output"],
	["start CMD  start NAME: CMD", "start a monitor"],
	["stop NAME  restart NAME", "stop a monitor, run it again"],
	["hold NAME  auto NAME  mute NAME", "what is done with its events"],
	["when /PATTERN/ in NAME then …", "a rule: say, notify, restart, stop or run something"],
	["rules  forget N", "the rules, and away with one"],
];

const defaults = { lines: 10, linesMost: 200, digestMs: 60 * 60_000 } as const;
const units: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

type Reader = (rest: string) => Result<Question>;

/** Understands what the person typed; a failure says what it does not understand. */
export function parseQuestion(text: string): Result<Question> {
	const [, verb = "", rest = ""] = /^\s*(\S+?)[?!.,:]*(?:\s+(.*))?$/s.exec(text) ?? [];
	const read = readers.get(verb.toLowerCase().replace(/[’']s$/, ""));
	return read ? read(rest.trim()) : failed("bad-usage", `I do not understand "${verb}"`);
}

const readers: ReadonlyMap<string, Reader> = new Map(
	Object.entries({
		help: () => ok({ type: "help" }),
		"?": () => ok({ type: "help" }),
		"": () => ok({ type: "help" }),
		list: () => ok({ type: "list" }),
		ls: () => ok({ type: "list" }),
		monitors: () => ok({ type: "list" }),
		status: () => ok({ type: "list" }),
		rules: () => ok({ type: "rules" }),
		what: readWhat,
		digest: readDigest,
		why: (rest) => ok({ type: "why", ...nameIn(rest) }),
		read: readRead,
		show: readRead,
		tail: readRead,
		start: readStart,
		run: readStart,
		stop: (rest) => withName(rest, (name) => ({ type: "stop", name })),
		kill: (rest) => withName(rest, (name) => ({ type: "stop", name })),
		restart: (rest) => withName(rest, (name) => ({ type: "restart", name })),
		mute: (rest) => withName(rest, (name) => ({ type: "policy", policy: "mute", name })),
		unmute: (rest) => withName(rest, (name) => ({ type: "policy", policy: "hold", name })),
		hold: (rest) => withName(rest, (name) => ({ type: "policy", policy: "hold", name })),
		auto: (rest) => withName(rest, (name) => ({ type: "policy", policy: "auto", name })),
		forget: readForget,
		when: (rest) => {
			const rule = parseRule(rest);
			return rule.ok ? ok({ type: "rule", rule: rule.value }) : rule;
		},
	} satisfies Record<string, Reader>),
);

/** `what happened?`, `what is running?`, `what can you do?`. */
function readWhat(rest: string): Result<Question> {
	if (/\bcan\b|\bhelp\b/i.test(rest)) return ok({ type: "help" });
	if (/\brunning\b|\bruns\b/i.test(rest)) return ok({ type: "list" });
	return readDigest(rest);
}

function readDigest(rest: string): Result<Question> {
	const [, amount, unit] = /\b(\d{1,6})\s*([smhd])/i.exec(rest) ?? [];
	const factor = units[unit?.toLowerCase() ?? ""];
	return ok({ type: "digest", sinceMs: amount && factor ? Number(amount) * factor : defaults.digestMs });
}

/** `read tests`, `read tests 20`, `read "my tests" last 20 lines`. */
function readRead(rest: string): Result<Question> {
	const [, before, number] = /^(.*?)(?:(?:^|\s+)(?:last\s+)?(\d{1,6})(?:\s+lines?)?)?[?!.]*$/is.exec(rest) ?? [];
	const lines = Math.min(defaults.linesMost, Math.max(1, Number(number ?? defaults.lines)));
	return ok({ type: "read", lines, ...nameIn(before ?? "") });
}

/** `start CMD` and `start NAME: CMD`; the command is taken as it is. */
function readStart(rest: string): Result<Question> {
	const [, quoted, bare, command] = /^(?:"([^"]+)"|([\w.-]+)):\s+(\S.*)$/s.exec(rest) ?? [];
	const name = quoted ?? bare;
	if (name !== undefined && command !== undefined) return ok({ type: "start", name, command: command.trim() });
	return rest === ""
		? failed("bad-usage", "start needs a command: start npm test")
		: ok({ type: "start", command: rest });
}

function readForget(rest: string): Result<Question> {
	const number = Number(/\d{1,6}/.exec(rest)?.[0] ?? Number.NaN);
	if (Number.isNaN(number)) return failed("bad-usage", "forget needs the number of a rule: forget 2 (see: rules)");
	return ok({ type: "forget", number });
}

function withName(rest: string, make: (name: string) => Question): Result<Question> {
	const { name } = nameIn(rest);
	return name === undefined ? failed("bad-usage", "Which monitor? Give its name (see: list)") : ok(make(name));
}

/** The name in what follows the verb: in quotes, or the words without courtesies and marks. */
function nameIn(rest: string): { name?: string } {
	const quoted = /"([^"]+)"/.exec(rest)?.[1];
	const bare = rest
		.replace(/[?!.,]+$/, "")
		.replace(/^(?:(?:the|monitor|did|is|does|has)\s+)+/i, "")
		.replace(/\s+(?:please|now|fail|failed|failing|red|stop|end|monitor)$/i, "")
		.trim();
	const name = quoted ?? bare;
	return name === "" ? {} : { name };
}
