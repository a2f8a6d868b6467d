import { homedir } from "node:os";
import type { Limits } from "../model/entry.ts";
import type { Result } from "../model/failure.ts";
import { failed, ok } from "../model/failure.ts";
import { rebind } from "../tui/keys/rebind.ts";
import { createTheme } from "../tui/paint/theme.ts";
import { notify, request } from "../wire/connection.ts";
import { notifications, type Pulse, type Rows, requests } from "../wire/protocol.ts";
import type { Parsed } from "./arguments/parse-arguments.ts";
import { allOf, duration, readFlag, wholeNumber } from "./arguments/read-values.ts";
import { type LinkOptions, openLink, openOrStart, type SessionLink } from "./connect/link.ts";
import type { HostWishes } from "./connect/start-host.ts";
import { tellAllEvents } from "./list.ts";
import { complain, fail, print } from "./print.ts";

/** `monmux` and `monmux attach`: the screen, or plain lines where there is none. */
export async function open(parsed: Parsed): Promise<number> {
	const wishes = readWishes(parsed);
	if (!wishes.ok) return fail(wishes.failure);
	if (parsed.flag("headless")) return openHeadless(parsed, wishes.value);
	const plain = parsed.flag("plain") || parsed.flag("json") || !process.stdout.isTTY || !process.stdin.isTTY;
	return plain ? openPlain(parsed, wishes.value) : openDrawn(parsed, wishes.value);
}

function connect(parsed: Parsed, wishes: HostWishes, options: LinkOptions): Promise<Result<SessionLink>> {
	return parsed.name === "attach" ? openLink(options) : openOrStart(wishes, options);
}

async function openHeadless(parsed: Parsed, wishes: HostWishes): Promise<number> {
	const link = await connect(parsed, wishes, { kind: "script", watch: false });
	if (!link.ok) return fail(link.failure);
	const { cwd, paths } = link.value.place;
	print(JSON.stringify({ cwd, socket: paths.socket, journal: paths.journal }));
	link.value.close();
	return 0;
}

async function openPlain(parsed: Parsed, wishes: HostWishes): Promise<number> {
	const talks = parsed.flag("plain");
	const link = await connect(parsed, wishes, { kind: "person", watch: !talks || parsed.flag("watch") });
	if (!link.ok) return fail(link.failure);
	if (talks) return (await import("./plain/plain.ts")).talkPlainly(link.value);
	return tellAllEvents(link.value, { json: parsed.flag("json"), follow: true });
}

async function openDrawn(parsed: Parsed, wishes: HostWishes): Promise<number> {
	const watch = parsed.flag("watch");
	const heard = new Heard();
	const link = await connect(parsed, wishes, {
		kind: "person",
		watch,
		prepare: (connection) => heard.listen(connection),
	});
	if (!link.ok) return fail(link.failure);
	const bindings = rebind(link.value.preferences.keys);
	if (!bindings.ok) {
		link.value.close();
		return fail(bindings.failure);
	}
	const { openScreen } = await import("../tui/open-screen.ts");
	const theme = createTheme({ color: !process.env.NO_COLOR, unicode: speaksUnicode() });
	const { mouse } = link.value.preferences;
	const screen = { theme, home: process.env.HOME || homedir(), mouse, watch, bindings: bindings.value };
	const left = await openScreen(screenPort(link.value, heard), screen);
	link.value.close();
	if (left.stopped) complain(`monmux: ${left.reason ?? "the session ended"}`);
	else complain("monmux: detached; the monitors go on. monmux attach comes back, monmux stop ends them.");
	return 0;
}

/** What the host sends besides entries, kept until the screen listens. */
class Heard {
	onRows: (panes: readonly Rows[]) => void = () => undefined;
	onPulse: (pulse: Pulse) => void = () => undefined;
	reason: string | undefined;

	listen(connection: SessionLink["connection"]): void {
		connection.onNotification(notifications.rows, ({ panes }) => this.onRows(panes));
		connection.onNotification(notifications.pulse, (pulse) => this.onPulse(pulse));
		connection.onNotification(notifications.bye, ({ reason }) => {
			this.reason = reason;
		});
	}
}

function screenPort(link: SessionLink, heard: Heard): Parameters<typeof import("../tui/open-screen.ts").openScreen>[0] {
	const { connection } = link;
	return {
		state: link.state,
		onEntries: link.onEntries,
		onRows: (listener) => {
			heard.onRows = listener;
		},
		onPulse: (listener) => {
			heard.onPulse = listener;
		},
		command: link.command,
		view: (view) => void request(connection, requests.view, view),
		input: (monitor, bytes) => {
			const data = Buffer.from(bytes).toString("base64");
			void notify(connection, notifications.input, { monitor, data });
		},
		search: (monitor, pattern) => request(connection, requests.search, { monitor, pattern }),
		stop: () => request(connection, requests.stopSession, {}),
		closed: link.closed.then(() => heard.reason ?? "the host is gone; monmux starts it again"),
	};
}

function readWishes(parsed: Parsed): Result<HostWishes> {
	const agent = parsed.text("agent");
	if (agent !== undefined && agent !== "playbook") {
		return failed("bad-usage", `this version has no agent "${agent}"`, "The built-in one is --agent playbook.");
	}
	const values = allOf({
		turnsInRow: readFlag(parsed, "max-turns-in-row", wholeNumber),
		turnsPerHour: readFlag(parsed, "max-turns-per-hour", wholeNumber),
		idleMs: readFlag(parsed, "idle-timeout", duration),
	});
	if (!values.ok) return values;
	const limits = Object.fromEntries(
		Object.entries(values.value).filter(([, value]) => value !== undefined),
	) as Partial<Limits>;
	return ok({ limits, sandbox: parsed.flag("no-sandbox") ? "off" : "on" });
}

/** The locale decides, as for other programs; an unknown one on a terminal of today is taken for UTF-8. */
function speaksUnicode(): boolean {
	const locale = process.env.LC_ALL || process.env.LC_CTYPE || process.env.LANG || "";
	return process.env.TERM !== "linux" && !/^(C|POSIX)$/.test(locale) && !/\.(?!utf-?8)/i.test(locale);
}
