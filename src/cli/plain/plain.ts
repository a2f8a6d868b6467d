import { createInterface, type Interface } from "node:readline";
import { ownAgent } from "../../core/session/select.ts";
import type { LoginPlan } from "../../model/agent.ts";
import { describeFailure } from "../../model/failure.ts";
import { request } from "../../wire/connection.ts";
import { requests } from "../../wire/protocol.ts";
import type { SessionLink } from "../connect/link.ts";
import { complain, print } from "../print.ts";
import { narrate, narrateState } from "./narrate.ts";
import { askPlainly, logInPlainly } from "./plain-login.ts";
import { printable } from "./printable.ts";
import { readTypedLine, type Typed } from "./typed-line.ts";

/**
 * A session as flat text, for screen readers and terminals that cannot draw: everything is said once, in order,
 * and lines are typed instead of keys. Resolves with the exit code when the person leaves or the host ends.
 */
export async function talkPlainly(link: SessionLink): Promise<number> {
	const say = (lines: readonly string[]): void => {
		for (const line of lines) print(printable(line));
	};
	say(narrateState(link.state()));
	link.onEntries((entries) => say(narrate(link.state(), entries)));
	const input = createInterface({ input: process.stdin, terminal: false });
	const left = new Promise<"detach" | "stop">((resolve) => {
		const ear: Ear = { link, input, leave: resolve, agent: undefined, login: undefined };
		// One line after the other: a message behind "/agent NAME" goes to that agent.
		let heard = Promise.resolve();
		input.on("line", (line) => {
			heard = heard.then(() => hear(ear, line));
		});
		input.on("close", () => void heard.then(() => resolve("detach")));
	});
	const how = await Promise.race([left, link.closed]);
	input.close();
	process.stdin.pause();
	if (how === "stop") await request(link.connection, requests.stopSession, {});
	else complain(how === "detach" ? "monmux: detached; the monitors go on." : "monmux: the session ended");
	link.close();
	return 0;
}

/** Who hears the typed lines, and whom messages go to; absent for the leading agent. */
type Ear = {
	readonly link: SessionLink;
	readonly input: Interface;
	readonly leave: (how: "detach" | "stop") => void;
	agent: string | undefined;
	/** A login program that the next line lets run, or not. */
	login: LoginPlan | undefined;
};

async function hear(ear: Ear, line: string): Promise<void> {
	const { login } = ear;
	ear.login = undefined;
	if (login) return answerLogin(ear, login, line);
	const state = ear.link.state();
	const gone = ear.agent !== undefined && !ownAgent(state, ear.agent);
	const typed = readTypedLine(line, state, gone ? undefined : ear.agent);
	if (typed.ok) await follow(ear, typed.value);
	else complain(describeFailure(typed.failure));
}

async function answerLogin({ link, input }: Ear, login: LoginPlan, line: string): Promise<void> {
	if (/^y(es)?$/i.test(line.trim())) await logInPlainly(link, login, input);
	else print("It was not run.");
}

async function follow(ear: Ear, typed: Typed): Promise<void> {
	switch (typed.type) {
		case "leave":
			return ear.leave(typed.how);
		case "text":
			return typed.lines.forEach(print);
		case "login":
			ear.login = await askPlainly(ear.link, typed);
			return;
		case "commands":
			return command(ear, typed);
	}
}

async function command(ear: Ear, { commands, agent }: Extract<Typed, { type: "commands" }>): Promise<void> {
	for (const one of commands) {
		const done = await ear.link.command(one);
		if (!done.ok) return complain(describeFailure(done.failure));
	}
	if (agent === undefined) return;
	ear.agent = agent;
	print(`Messages go to ${agent} from now on.`);
}
