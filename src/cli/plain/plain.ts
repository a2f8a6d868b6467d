import { createInterface } from "node:readline";
import { ownAgent } from "../../core/session/select.ts";
import { describeFailure } from "../../model/failure.ts";
import { request } from "../../wire/connection.ts";
import { requests } from "../../wire/protocol.ts";
import type { SessionLink } from "../connect/link.ts";
import { complain, print } from "../print.ts";
import { narrate, narrateState } from "./narrate.ts";
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
		const ear: Ear = { link, leave: resolve, agent: undefined };
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
	readonly leave: (how: "detach" | "stop") => void;
	agent: string | undefined;
};

async function hear(ear: Ear, line: string): Promise<void> {
	const state = ear.link.state();
	const gone = ear.agent !== undefined && !ownAgent(state, ear.agent);
	const typed = readTypedLine(line, state, gone ? undefined : ear.agent);
	if (typed.ok) await follow(ear, typed.value);
	else complain(describeFailure(typed.failure));
}

async function follow(ear: Ear, typed: Typed): Promise<void> {
	if (typed.type === "leave") return ear.leave(typed.how);
	if (typed.type === "text") return typed.lines.forEach(print);
	for (const command of typed.commands) {
		const done = await ear.link.command(command);
		if (!done.ok) return complain(describeFailure(done.failure));
	}
	if (typed.agent === undefined) return;
	ear.agent = typed.agent;
	print(`Messages go to ${typed.agent} from now on.`);
}
