import { parseArgs } from "node:util";
import { editDistance } from "../../base/edit-distance.ts";
import type { Result } from "../../model/failure.ts";
import { failed, ok } from "../../model/failure.ts";
import { type Flag, grammar, type Subcommand } from "./grammar.ts";

/** A command line that is well formed; the values are not checked yet. */
export type Parsed = {
	/** Key of the grammar; `""` is `monmux` alone. */
	readonly name: string;
	readonly words: readonly string[];
	flag(name: string): boolean;
	text(name: string): string | undefined;
	texts(name: string): readonly string[];
};

/** `help` and `version` are answered before anything else. */
export type Asked =
	| { readonly ask: "help"; readonly name: string }
	| { readonly ask: "version" }
	| { readonly ask: "run"; readonly parsed: Parsed };

/** Understands a command line. Unknown words are refused with the closest known one. */
export function parseArguments(argv: readonly string[]): Result<Asked> {
	const first = argv[0] ?? "";
	const named = first !== "" && !first.startsWith("-");
	const name = named ? first : "";
	if (name === "help") return ok({ ask: "help", name: argv[1] ?? "" });
	const subcommand = Object.hasOwn(grammar, name) ? grammar[name] : undefined;
	if (!subcommand)
		return failed(
			"bad-usage",
			`there is no "monmux ${name}"${closest(name, Object.keys(grammar))}`,
			"monmux --help lists what there is.",
		);
	const rest = named ? argv.slice(1) : argv;
	return parseFlags({ name, subcommand, rest });
}

type Line = { readonly name: string; readonly subcommand: Subcommand; readonly rest: readonly string[] };

function parseFlags({ name, subcommand, rest }: Line): Result<Asked> {
	const options = Object.fromEntries(Object.entries(subcommand.flags).map(([key, flag]) => [key, optionOf(flag)]));
	// Not strict, so that a value may begin with a dash; unknown flags are found below.
	const { tokens, values } = parseArgs({
		args: [...rest],
		options,
		strict: false,
		allowPositionals: true,
		tokens: true,
	});
	const flags = tokens.filter((token) => token.kind === "option");
	if (flags.some((token) => token.name === "help" || rest[token.index] === "-h")) return ok({ ask: "help", name });
	if (name === "" && flags.some((token) => token.name === "version")) return ok({ ask: "version" });
	for (const token of flags) {
		const wrong = wrongFlag({ name, flags: subcommand.flags, written: rest[token.index] ?? "" }, token);
		if (wrong) return wrong;
	}
	const words = tokens.filter((token) => token.kind === "positional").map((token) => token.value);
	const terminated = tokens.some((token) => token.kind === "option-terminator");
	const replaced = flags.some((token) => token.name === subcommand.instead);
	const counted = replaced ? checkNoCommand(subcommand, words) : checkWords({ name, subcommand, words, terminated });
	if (!counted.ok) return counted;
	return ok({ ask: "run", parsed: { name, words, ...readers(values) } });
}

function optionOf(flag: Flag): { type: "boolean" | "string"; short?: string; multiple?: boolean } {
	return {
		type: flag.type === "boolean" ? "boolean" : "string",
		...(flag.short ? { short: flag.short } : {}),
		...(flag.many ? { multiple: true } : {}),
	};
}

function wrongFlag(
	{ name, flags, written }: { name: string; flags: Subcommand["flags"]; written: string },
	token: { name: string; rawName: string; value?: string | undefined },
): ReturnType<typeof failed> | undefined {
	const flag = Object.hasOwn(flags, token.name) ? flags[token.name] : undefined;
	const command = `monmux ${name}`.trim();
	if (!flag && /^-[^-]./.test(written)) {
		return failed(
			"bad-usage",
			`${command} has no ${written}`,
			`What begins with a dash and is no option comes after --: ${command} -- ${written}`,
		);
	}
	if (!flag) {
		const known = Object.keys(flags).map((key) => `--${key}`);
		return failed(
			"bad-usage",
			`${command} has no ${token.rawName}${closest(token.rawName, known)}`,
			`${command} --help lists its options.`,
		);
	}
	if (flag.type === "text" && token.value === undefined) {
		return failed(
			"bad-usage",
			`${token.rawName} needs a value: ${token.rawName} ${flag.value ?? "VALUE"}`,
			`${command} --help tells more.`,
		);
	}
	if (flag.type === "boolean" && token.value !== undefined)
		return failed("bad-usage", `${token.rawName} takes no value`, `${command} --help tells more.`);
	return undefined;
}

/** A flag stands for the command. */
function checkNoCommand({ usage, instead }: Subcommand, words: readonly string[]): Result<void> {
	if (words.length === 0) return ok(undefined);
	return failed("bad-usage", `--${instead} takes the place of a command: ${words[0]}`, `Usage: ${usage}`);
}

function checkWords({
	name,
	subcommand,
	words,
	terminated,
}: {
	name: string;
	subcommand: Subcommand;
	words: readonly string[];
	terminated: boolean;
}): Result<void> {
	const usage = `Usage: ${subcommand.usage}`;
	if (subcommand.words === "command") {
		if (words.length === 0 || words[0] === "") return failed("bad-usage", "there is no command to run", usage);
		return terminated ? ok(undefined) : failed("bad-usage", "the command comes after --", usage);
	}
	const { least, most, rule } = counts[subcommand.words];
	if (words.length >= least && words.length <= most) return ok(undefined);
	return failed("bad-usage", `monmux ${name} ${rule}${most === 0 ? `: ${words[0]}` : ""}`, usage);
}

/** How many words a subcommand takes, and how that is said. */
const counts = {
	none: { least: 0, most: 0, rule: "takes no word" },
	maybe: { least: 0, most: 1, rule: "takes at most one word" },
	one: { least: 1, most: 1, rule: "takes exactly one word" },
	some: { least: 1, most: Number.POSITIVE_INFINITY, rule: "needs at least one word" },
} as const;

function readers(values: { [name: string]: unknown }): Pick<Parsed, "flag" | "text" | "texts"> {
	return {
		flag: (name) => values[name] === true,
		text: (name) => {
			const value = values[name];
			return typeof value === "string" ? value : undefined;
		},
		texts: (name) => {
			const value = values[name];
			return Array.isArray(value) ? value.map(String) : [];
		},
	};
}

/** ` (did you mean X?)`, when one known word is near. */
function closest(word: string, known: readonly string[]): string {
	const near = known
		.filter((one) => one !== "")
		.map((one) => ({ one, distance: editDistance(word, one) }))
		.sort((a, b) => a.distance - b.distance)[0];
	// A short word is soon near to any other.
	const most = Math.min(2, Math.floor(Math.max(word.length, near?.one.length ?? 0) / 3));
	return near && near.distance <= most ? ` (did you mean ${near.one}?)` : "";
}
