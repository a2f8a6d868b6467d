import { describe, expect, it } from "vitest";
import { loginEnded } from "../../../../src/tui/ui/login/login.ts";
import { loginOf, Person } from "../person.ts";

const logins = [
	loginOf("shell"),
	loginOf("web", { how: "agent" }),
	loginOf("key", { how: "variable", variables: ["A_KEY"] }),
];

/** A person who looks at an agent that wants a login. */
function person(): Person {
	const one = new Person().joined("codex");
	one.happen({ type: "logins-told", agent: "codex", logins, hint: "Run codex login." });
	one.happen({ type: "agent-changed", agent: "codex", state: "dead", reason: "no", wantsLogin: true });
	return one.press("Ctrl+N");
}

const after = (line: string, ...keys: string[]) => {
	const one = person();
	return one.type(line).press("Enter", ...keys);
};
const inTerminal = { type: "log-in", agent: "codex", method: "shell" };
const byItself = { type: "command", command: { type: "restart-agent", agent: "codex", login: "web" } };

describe("/login", () => {
	it.each([
		["/login 1", [inTerminal]],
		["/login shell", [inTerminal]],
		["/login 2", [byItself]],
		["/login web", [byItself]],
	])("%s", (line, intents) => {
		const one = after(line);
		expect(one.intents).toEqual(intents);
		expect(one.ui.composer.text).toBe("");
	});

	it.each([
		["/login 3", "key needs A_KEY in the environment that monmux is started in. monmux stop, set it, then monmux."],
		["/login nope", 'codex has no way to log in called "nope". It has: 1 shell, 2 web, 3 key.'],
	])("%s is refused", (line, note) => {
		const one = after(line);
		expect([one.note, one.intents]).toEqual([note, []]);
	});

	it("of an agent that names no way says so, and what else there is", () => {
		expect(new Person().type("/login").press("Enter").note).toBe("playbook names no way to log in");
		const one = new Person().joined("codex").press("Ctrl+N");
		one.happen({ type: "logins-told", agent: "codex", logins: [], hint: "Run codex login." });
		expect(one.type("/login").press("Enter").note).toBe("codex names no way to log in. Run codex login.");
	});

	it("is completed by the ways of the shown agent", () => {
		expect(person().type("/login ").press("Tab", "Tab").ui.composer.text).toBe("/login web");
	});
});

describe("the list of ways to log in", () => {
	it("opens for the shown agent, and closes without a change", () => {
		const one = after("/login");
		expect(one.ui.overlay).toEqual({ type: "logins", agent: "codex", index: 0 });
		expect(one.press("Esc").ui.overlay).toBeUndefined();
		expect(one.intents).toEqual([]);
	});

	it("logs in by the chosen one, or by the one of a number", () => {
		expect(after("/login", "Enter").intents).toEqual([inTerminal]);
		expect(after("/login", "j", "j", "j", "k", "Enter").intents).toEqual([byItself]);
		expect(after("/login", "2").intents).toEqual([byItself]);
		expect(after("/login", "2").ui.overlay).toBeUndefined();
	});

	it("says what a variable is for, and stays; a number without a way does nothing", () => {
		const one = after("/login", "3");
		expect(one.note).toContain("key needs A_KEY");
		expect(one.press("9").ui.overlay).toMatchObject({ type: "logins" });
		expect(one.intents).toEqual([]);
	});

	it("goes with its agent", () => {
		const one = after("/login").happen({ type: "remove-agent", agent: "codex" });
		expect(one.ui.overlay).toBeUndefined();
	});
});

describe("the end of a login", () => {
	it("is noted: what comes now, or why it did not work and how to see more", () => {
		const { ui } = person();
		expect(loginEnded(ui, "codex", { ok: true, how: "it ended well" }).note?.text).toBe(
			"logged in: codex starts again",
		);
		expect(loginEnded(ui, "codex", { ok: false, how: "it ended with code 1" }).note).toMatchObject({
			text: "not logged in: it ended with code 1; Ctrl+Z shows what it said, /login tries again",
			bad: true,
		});
	});
});
