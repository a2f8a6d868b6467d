import { homeOf } from "../host/session-paths.ts";
import { showFirstFrame } from "../tui/first-frame.ts";
import { createTheme } from "../tui/paint/theme.ts";
import { takeTerminal } from "../tui/take-terminal.ts";
import type { Parsed } from "./arguments/parse-arguments.ts";
import { findPlace } from "./connect/place.ts";
import type { HostWishes } from "./connect/start-host.ts";
import { unmetWish } from "./connect/unmet-wish.ts";
import { complain, fail } from "./print.ts";

/**
 * The screen. Its first frame is drawn before the session is looked for,
 * and what the rest needs is loaded after it: a person sees at once that something happens.
 */
export async function openDrawn(parsed: Parsed, wishes: HostWishes): Promise<number> {
	const place = findPlace();
	if (!place.ok) return fail(place.failure);
	const theme = createTheme({ color: !process.env.NO_COLOR, unicode: speaksUnicode() });
	const home = homeOf(process.env);
	const terminal = takeTerminal(theme);
	const first = showFirstFrame(terminal, { path: shownPath(place.value.cwd, home), theme });
	const attach = parsed.name === "attach";
	const { openSession, playSession } = await import("./drawn-session.ts");
	const opening = openSession({ attach, watch: parsed.flag("watch"), wishes });
	const opened = await Promise.race([opening, first.interrupted]);
	if (!opened) {
		terminal.leave();
		void opening.then((late) => late.ok && late.value.link.close());
		complain("monmux: left before the session had answered; monmux opens it again.");
		return 0;
	}
	if (!opened.ok) {
		terminal.leave();
		return fail(opened.failure);
	}
	return playSession(terminal, opened.value, {
		theme,
		home,
		typed: first.keys(),
		note: unmetWish(opened.value.link.state(), wishes.agent),
	});
}

function shownPath(cwd: string, home: string): string {
	return cwd === home || cwd.startsWith(`${home}/`) ? `~${cwd.slice(home.length)}` : cwd;
}

/** The locale decides, as for other programs; an unknown one on a terminal of today is taken for UTF-8. */
function speaksUnicode(): boolean {
	const locale = process.env.LC_ALL || process.env.LC_CTYPE || process.env.LANG || "";
	return process.env.TERM !== "linux" && !/^(C|POSIX)$/.test(locale) && !/\.(?!utf-?8)/i.test(locale);
}
