import { expect, test } from "vitest";
import { loginEnvironment } from "../../../src/tui/login/login-environment.ts";

test("a login has the agent's environment, in the person's terminal and desktop, and what it asks for itself", () => {
	const env = { HOME: "/home/ada", A_KEY: "k", TERM: "dumb", DISPLAY: ":0", SSH_TTY: "/dev/pts/9", LANG: "C" };
	const here = { HOME: "/elsewhere", TERM: "xterm", LANG: "C.UTF-8", TMUX: "/tmp/tmux", SECRET: "of the terminal" };
	expect(loginEnvironment({ env, set: { LANG: "de_DE", MORE: "1" } }, here)).toEqual({
		...{ HOME: "/home/ada", A_KEY: "k", TERM: "xterm", LANG: "de_DE", TMUX: "/tmp/tmux", MORE: "1" },
	});
});
