import { createInterface } from "node:readline";
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
		input.on("line", (line) => void hear(link, line, resolve));
		input.on("close", () => resolve("detach"));
	});
	const how = await Promise.race([left, link.closed]);
	input.close();
	process.stdin.pause();
	if (how === "stop") await request(link.connection, requests.stopSession, {});
	else complain(how === "detach" ? "monmux: detached; the monitors go on." : "monmux: the session ended");
	link.close();
	return 0;
}

async function hear(link: SessionLink, line: string, leave: (how: "detach" | "stop") => void): Promise<void> {
	const typed = readTypedLine(line, link.state());
	if (typed.ok) await follow(link, typed.value, leave);
	else complain(describeFailure(typed.failure));
}

async function follow(link: SessionLink, typed: Typed, leave: (how: "detach" | "stop") => void): Promise<void> {
	if (typed.type === "leave") leave(typed.how);
	else if (typed.type === "text") typed.lines.forEach(print);
	else {
		for (const command of typed.commands) {
			const done = await link.command(command);
			if (!done.ok) complain(describeFailure(done.failure));
		}
	}
}
