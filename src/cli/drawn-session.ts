import type { Result } from "../model/failure.ts";
import { ok } from "../model/failure.ts";
import type { Bindings } from "../tui/keys/lookup.ts";
import { rebind } from "../tui/keys/rebind.ts";
import { openScreen, type ScreenOptions } from "../tui/open-screen.ts";
import type { SessionPort } from "../tui/session-port.ts";
import type { TakenTerminal } from "../tui/take-terminal.ts";
import { notify, request } from "../wire/connection.ts";
import { notifications, type Pulse, type Rows, requests } from "../wire/protocol.ts";
import { openLink, openOrStart, type SessionLink } from "./connect/link.ts";
import type { HostWishes } from "./connect/start-host.ts";
import { complain } from "./print.ts";
import { draftsIn, noDrafts } from "./screen/drafts.ts";
import { findFiles } from "./screen/find-files.ts";
import { readWelcome } from "./screen/read-welcome.ts";

/** A session that can be shown. */
export type DrawnSession = {
	readonly link: SessionLink;
	readonly heard: Heard;
	readonly bindings: Bindings;
	readonly watch: boolean;
};

/** Connects for a screen, and starts the host first when that is wanted and there is none. */
export async function openSession(options: {
	readonly attach: boolean;
	readonly watch: boolean;
	readonly wishes: HostWishes;
}): Promise<Result<DrawnSession>> {
	const { attach, watch, wishes } = options;
	const heard = new Heard();
	const how = {
		...({ kind: "person", watch } as const),
		prepare: (connection: SessionLink["connection"]) => heard.listen(connection),
		onRows: (panes: readonly Rows[]) => heard.onRows(panes),
	};
	const link = await (attach ? openLink(how) : openOrStart(wishes, how));
	if (!link.ok) return link;
	const bindings = rebind(link.value.preferences.keys);
	if (bindings.ok) return ok({ link: link.value, heard, bindings: bindings.value, watch });
	link.value.close();
	return bindings;
}

/** Shows the session until the person leaves or it ends, and gives the program's exit code. */
export async function playSession(
	terminal: TakenTerminal,
	{ link, heard, bindings, watch }: DrawnSession,
	look: Pick<ScreenOptions, "theme" | "home" | "typed" | "note">,
): Promise<number> {
	const { mouse } = link.preferences;
	const { catalogue, firstRun } = readWelcome(link.preferences);
	const drafts = watch ? noDrafts : draftsIn(link.place.paths.state);
	const known = { ...look, mouse, bindings, watch, catalogue, firstRun };
	const options = { ...known, draft: drafts.load(), keepDraft: drafts.keep };
	const left = await openScreen(terminal, screenPort(link, heard), options);
	link.close();
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
		connection.onNotification(notifications.pulse, (pulse) => this.onPulse(pulse));
		connection.onNotification(notifications.bye, ({ reason }) => {
			this.reason = reason;
		});
	}
}

function screenPort(link: SessionLink, heard: Heard): SessionPort {
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
		login: (asked) => request(connection, requests.login, asked),
		view: (view) => void request(connection, requests.view, view),
		input: (monitor, bytes) => {
			const data = Buffer.from(bytes).toString("base64");
			void notify(connection, notifications.input, { monitor, data });
		},
		files: (prefix) => findFiles(link.place.cwd, prefix),
		search: (monitor, pattern) => request(connection, requests.search, { monitor, pattern }),
		stop: () => request(connection, requests.stopSession, {}),
		closed: link.closed.then(() => heard.reason ?? "the host is gone; type monmux to start it again"),
	};
}
