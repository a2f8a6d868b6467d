import type { Limits } from "../model/entry.ts";
import type { Result } from "../model/failure.ts";
import { failed, ok } from "../model/failure.ts";
import type { Parsed } from "./arguments/parse-arguments.ts";
import { allOf, duration, readFlag, wholeNumber } from "./arguments/read-values.ts";
import type { LinkOptions, SessionLink } from "./connect/link.ts";
import type { HostWishes } from "./connect/start-host.ts";
import { unmetWish } from "./connect/unmet-wish.ts";
import { complain, fail, print } from "./print.ts";

/** `monmux` and `monmux attach`: the screen, or plain lines where there is none. */
export async function open(parsed: Parsed): Promise<number> {
	const wishes = readWishes(parsed);
	if (!wishes.ok) return fail(wishes.failure);
	if (parsed.flag("headless")) return openHeadless(parsed, wishes.value);
	const drawn = process.stdout.isTTY && process.stdin.isTTY;
	const talks = parsed.flag("plain") || (drawn && process.env.TERM === "dumb");
	if (talks || parsed.flag("json") || !drawn) return openPlain(parsed, { wishes: wishes.value, talks });
	return (await import("./open-drawn.ts")).openDrawn(parsed, wishes.value);
}

async function connect(parsed: Parsed, wishes: HostWishes, options: LinkOptions): Promise<Result<SessionLink>> {
	const { openLink, openOrStart } = await import("./connect/link.ts");
	return parsed.name === "attach" ? openLink(options) : openOrStart(wishes, options);
}

async function openHeadless(parsed: Parsed, wishes: HostWishes): Promise<number> {
	const link = await connect(parsed, wishes, { kind: "script", watch: false });
	if (!link.ok) return fail(link.failure);
	warn(link.value, wishes);
	const { cwd, paths } = link.value.place;
	print(JSON.stringify({ cwd, socket: paths.socket, journal: paths.journal }));
	link.value.close();
	return 0;
}

type Plain = { readonly wishes: HostWishes; readonly talks: boolean };

async function openPlain(parsed: Parsed, { wishes, talks }: Plain): Promise<number> {
	const link = await connect(parsed, wishes, { kind: "person", watch: !talks || parsed.flag("watch") });
	if (!link.ok) return fail(link.failure);
	warn(link.value, wishes);
	if (talks) return (await import("./plain/plain.ts")).talkPlainly(link.value);
	const { tellAllEvents } = await import("./list.ts");
	return tellAllEvents(link.value, { json: parsed.flag("json"), follow: true });
}

/** Says what cannot be had of a session that runs already. */
function warn(link: SessionLink, wishes: HostWishes): void {
	const unmet = unmetWish(link.state(), wishes.agent);
	if (unmet !== undefined) complain(`monmux: ${unmet}`);
}

function readWishes(parsed: Parsed): Result<HostWishes> {
	const agent = readAgent(parsed);
	if (!agent.ok) return agent;
	const values = allOf({
		turnsInRow: readFlag(parsed, "max-turns-in-row", wholeNumber),
		turnsPerHour: readFlag(parsed, "max-turns-per-hour", wholeNumber),
		idleMs: readFlag(parsed, "idle-timeout", duration),
	});
	if (!values.ok) return values;
	const limits = Object.fromEntries(
		Object.entries(values.value).filter(([, value]) => value !== undefined),
	) as Partial<Limits>;
	const wishes: HostWishes = { limits, sandbox: parsed.flag("no-sandbox") ? "off" : "on" };
	return ok(agent.value === undefined ? wishes : { ...wishes, agent: agent.value });
}

/** An agent that is given by its command line alone is called after what it is. */
function readAgent(parsed: Parsed): Result<HostWishes["agent"]> {
	const id = parsed.text("agent");
	const command = parsed.text("agent-command")?.trim();
	if (command === "" || id?.trim() === "")
		return failed("bad-usage", "--agent and --agent-command take no empty value");
	if (command !== undefined) return ok({ id: id ?? "command", command });
	return ok(id === undefined ? undefined : { id });
}
