import { describe, expect, it } from "vitest";
import { loginMethodSchema } from "../../src/model/agent.ts";
import { type Session, sessionOf, shown } from "./app-scene.ts";

describe("logging in", () => {
	const logins = [
		loginMethodSchema.parse({ id: "shell", name: "Log in here", how: "terminal" }),
		loginMethodSchema.parse({ id: "web", name: "Browser", how: "agent" }),
	];

	function wanting(): Session {
		const session = sessionOf("codex");
		session.happen({ type: "logins-told", agent: "codex", logins, hint: "Run codex login." });
		session.happen({ type: "agent-changed", agent: "codex", state: "dead", reason: "not you", wantsLogin: true });
		return session;
	}

	it("is offered where the agent wants it, and starts the agent again", async () => {
		const session = wanting();
		const screen = await shown(session);
		await screen.sees("1 Log in here (shell): in your terminal");
		await screen.sees("† codex wants a login: /login");
		screen.type("/login 1");
		screen.press("Enter");
		await screen.sees("logged in: codex starts again");
		expect(screen.plans).toMatchObject([{ command: ["/bin/codex", "login"] }]);
		expect(session.state.agents.codex?.state).toBe("starting");
	});

	it("that did not work says so, and leaves the agent as it is", async () => {
		const session = wanting();
		const screen = await shown(session, {}, { ok: false, how: "it ended by SIGINT" });
		screen.type("/login shell");
		screen.press("Enter");
		await screen.sees("not logged in: it ended by SIGINT");
		expect(session.state.agents.codex?.state).toBe("dead");
	});

	it("that the host refuses runs nothing", async () => {
		const session = wanting();
		session.refusal = "codex works on a turn";
		const screen = await shown(session);
		screen.type("/login shell");
		screen.press("Enter");
		await screen.sees("codex works on a turn");
		expect(screen.plans).toEqual([]);
	});

	it("by the agent itself is begun at once, and said while it lasts", async () => {
		const session = wanting();
		const screen = await shown(session);
		screen.type("/login");
		screen.press("Enter");
		await screen.sees("Or outside: Run codex login.");
		screen.press("Down", "Enter");
		await screen.sees('codex is asked to log in by "Browser".');
		await screen.sees("◔ codex logs in by Browser");
		expect(session.state.agents.codex).toMatchObject({ state: "starting", loggingIn: "web" });
	});
});
