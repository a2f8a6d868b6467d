import type { State } from "../../core/session/state.ts";
import type { ClientCommand } from "../../model/command.ts";
import type { Result } from "../../model/failure.ts";
import { failed, ok } from "../../model/failure.ts";
import { cardAnswers } from "../../tui/ui/offer/card-answers.ts";
import { runSlash } from "../../tui/ui/slash/run-slash.ts";
import { slashCommands } from "../../tui/ui/slash/slash-commands.ts";
import { initialUi } from "../../tui/ui/ui-state.ts";
import { commandsOf } from "../act.ts";
import { grammar } from "../arguments/grammar.ts";
import { parseArguments } from "../arguments/parse-arguments.ts";

/** What a line typed in plain mode asks for. */
export type Typed =
	| { readonly type: "commands"; readonly commands: readonly ClientCommand[] }
	| { readonly type: "text"; readonly lines: readonly string[] }
	| { readonly type: "leave"; readonly how: "detach" | "stop" };

/**
 * Understands a line: a number answers the oldest request, `/word …` is a command, anything else goes to the agent.
 * An unknown command is refused and never reaches the agent.
 */
export function readTypedLine(line: string, state: State): Result<Typed> {
	const text = line.trim();
	const approval = state.approvals[0];
	if (approval && /^\d$/.test(text)) {
		const chosen = cardAnswers(approval)[Number(text) - 1];
		if (!chosen) return failed("bad-usage", `request ${approval.id} has no answer ${text}`);
		return commands({ type: "answer", approval: approval.id, answer: chosen.answer });
	}
	if (text === "") return commands();
	if (!text.startsWith("/")) return commands({ type: "send", text });
	if (text.startsWith("//")) return commands({ type: "send", text: text.slice(1) });
	return readSlash(text, state);
}

/** Subcommands of the command line that make sense behind a slash as well. */
const shared = ["forward", "drop", "mute", "unmute", "auto", "hold", "kill", "restart", "clear"] as const;

function readSlash(text: string, state: State): Result<Typed> {
	const [word = "", ...rest] = text.slice(1).split(/\s+/);
	if (word === "help") return ok({ type: "text", lines: help() });
	if (word === "quit" || word === "detach") return ok({ type: "leave", how: "detach" });
	if (word === "end") return ok({ type: "leave", how: "stop" });
	if (shared.some((name) => name === word)) return readShared([word, ...rest], state);
	const ui = initialUi({ cols: 80, rows: 24, now: 0, watch: false });
	const pressed = runSlash(text, ui, state);
	if (!pressed.ok) return pressed;
	const note = pressed.value.ui.note?.text;
	if (note !== undefined) return ok({ type: "text", lines: [note] });
	return commands(...pressed.value.intents.flatMap((intent) => (intent.type === "command" ? [intent.command] : [])));
}

function readShared(words: readonly string[], state: State): Result<Typed> {
	const asked = parseArguments(words);
	if (!asked.ok) return asked;
	if (asked.value.ask !== "run") return ok({ type: "text", lines: help() });
	const found = commandsOf(asked.value.parsed, state);
	return found.ok ? commands(...found.value) : found;
}

function help(): string[] {
	return [
		"A line without a slash goes to the agent. A number answers the oldest request.",
		...slashCommands
			.filter(({ name }) => !["help", "quit", ...shared].includes(name))
			.map(({ usage, help }) => `${usage}: ${help}.`),
		...shared.map((name) => `${(grammar[name]?.usage ?? "").replace("monmux ", "/")}: ${grammar[name]?.help ?? ""}.`),
		"/detach: leave, the monitors go on. /end: end the session.",
	];
}

function commands(...list: ClientCommand[]): Result<Typed> {
	return ok({ type: "commands", commands: list });
}
