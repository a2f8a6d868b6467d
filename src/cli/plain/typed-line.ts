import { loginLines } from "../../core/session/login-words.ts";
import { allAgents, findAgent } from "../../core/session/select.ts";
import type { State } from "../../core/session/state.ts";
import type { ClientCommand } from "../../model/command.ts";
import type { Result } from "../../model/failure.ts";
import { failed, ok } from "../../model/failure.ts";
import { cardAnswers } from "../../tui/ui/offer/card-answers.ts";
import { runSlash } from "../../tui/ui/slash/run-slash.ts";
import { slashCommands } from "../../tui/ui/slash/slash-commands.ts";
import { initialUi, type UiState } from "../../tui/ui/ui-state.ts";
import { commandsOf } from "../act.ts";
import { grammar } from "../arguments/grammar.ts";
import { parseArguments } from "../arguments/parse-arguments.ts";
import { describeAgent } from "./narrate.ts";

/** What a line typed in plain mode asks for. */
export type Typed =
	/** `agent` is whom messages go to from now on, when that changes. */
	| { readonly type: "commands"; readonly commands: readonly ClientCommand[]; readonly agent?: string }
	| { readonly type: "text"; readonly lines: readonly string[] }
	/** A login program, which runs in the terminal that the line was typed in. */
	| { readonly type: "login"; readonly agent: string; readonly method: string }
	| { readonly type: "leave"; readonly how: "detach" | "stop" };

/**
 * Understands a line: a number answers the oldest request, `/word …` is a command, anything else goes to the agent.
 * An unknown command is refused and never reaches the agent. `agent` is the one that is spoken to; absent = the leading one.
 */
export function readTypedLine(line: string, state: State, agent?: string): Result<Typed> {
	const text = line.trim();
	const approval = state.approvals[0];
	if (approval && /^\d{1,2}$/.test(text)) {
		const chosen = cardAnswers(approval)[Number(text) - 1];
		if (!chosen) return failed("bad-usage", `request ${approval.id} has no answer ${text}`);
		const { answer, choice } = chosen;
		return commands({ type: "answer", approval: approval.id, answer, ...(choice === undefined ? {} : { choice }) });
	}
	if (text === "") return commands();
	const to = agent === undefined ? {} : { agent };
	if (!text.startsWith("/")) return commands({ type: "send", text, ...to });
	if (text.startsWith("//")) return commands({ type: "send", text: text.slice(1), ...to });
	return readSlash(text, state, agent);
}

/** Subcommands of the command line that make sense behind a slash as well. */
const shared = ["forward", "drop", "mute", "unmute", "auto", "hold", "kill", "restart", "clear"] as const;

function readSlash(text: string, state: State, agent: string | undefined): Result<Typed> {
	const [word = "", ...rest] = text.slice(1).split(/\s+/);
	if (word === "help") return ok({ type: "text", lines: help() });
	if (word === "agent" && rest.length === 0) {
		return ok({ type: "text", lines: allAgents(state).map((one) => `Agent ${describeAgent(one, state)}.`) });
	}
	if (word === "login" && rest.length === 0) return listLogins(state, agent);
	if (notHere.has(word))
		return failed("bad-usage", `/${word} is for the drawn screen`, "monmux transcript prints all.");
	if (word === "quit" || word === "detach") return ok({ type: "leave", how: "detach" });
	if (word === "end") return ok({ type: "leave", how: "stop" });
	if (shared.some((name) => name === word)) return readShared([word, ...rest], state);
	const fresh = initialUi({ cols: 80, rows: 24, now: 0, watch: false });
	return readPressed(text, agent === undefined ? fresh : { ...fresh, agent }, state);
}

function readPressed(text: string, ui: UiState, state: State): Result<Typed> {
	const pressed = runSlash(text, ui, state);
	if (!pressed.ok) return pressed;
	const note = pressed.value.ui.note?.text;
	if (note !== undefined) return ok({ type: "text", lines: [note] });
	const login = pressed.value.intents.find((intent) => intent.type === "log-in");
	if (login) return ok({ type: "login", agent: login.agent, method: login.method });
	const asked = pressed.value.intents.flatMap((intent) => (intent.type === "command" ? [intent.command] : []));
	const next = pressed.value.ui.awaited ?? pressed.value.ui.agent;
	return ok({ type: "commands", commands: asked, ...(next === undefined || next === ui.agent ? {} : { agent: next }) });
}

function listLogins(state: State, agent: string | undefined): Result<Typed> {
	const found = findAgent(state, agent);
	if (!found.ok) return found;
	const lines = loginLines(found.value);
	if (lines.length > 0) return ok({ type: "text", lines });
	return failed("not-allowed", `${found.value.label} names no way to log in`, found.value.loginHint);
}

/** What only a screen can do. */
const notHere: ReadonlySet<string> = new Set(["find", "copy"]);

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
			.filter(({ name }) => !["help", "quit", ...notHere, ...shared].includes(name))
			.map(({ usage, help }) => `${usage}: ${help}.`),
		...shared.map((name) => `${(grammar[name]?.usage ?? "").replace("monmux ", "/")}: ${grammar[name]?.help ?? ""}.`),
		"/detach: leave, the monitors go on. /end: end the session.",
	];
}

function commands(...list: ClientCommand[]): Result<Typed> {
	return ok({ type: "commands", commands: list });
}
