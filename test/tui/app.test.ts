import { describe, expect, it, vi } from "vitest";
import type { CatalogueAgent } from "../../src/tui/ui/ui-state.ts";
import { says, sessionOf, shown } from "./app-scene.ts";

describe("the screen of a session with several agents", () => {
	it("shows one conversation, marks the other, and changes between them", async () => {
		const session = sessionOf("playbook", "claude");
		const screen = await shown(session);
		says(session, "claude", "**hello** from claude");
		await screen.sees("2 claude ● +1");
		screen.press("Ctrl+N");
		await screen.sees("claude  hello from claude");
		await screen.sees("agent claude ● idle and 1 more");
		expect(await screen.text()).not.toContain("+1");
	});

	it("starts an agent from the first list, and shows it", async () => {
		const catalogue: CatalogueAgent[] = [{ id: "codex", name: "Codex", installed: true, install: "" }];
		const session = sessionOf("playbook");
		const screen = await shown(session, { catalogue, firstRun: true });
		await screen.sees("Which agent shall work here?");
		screen.press("Down", "Enter");
		await screen.sees("message to codex, or /run CMD");
		expect([Object.keys(session.state.agents), session.state.lead]).toEqual([["codex"], "codex"]);
	});

	it("gives the host's refusal to the person", async () => {
		const screen = await shown(sessionOf("playbook"));
		screen.type("/agent remove playbook");
		screen.press("Enter");
		await screen.sees("the last agent cannot leave. /agent add starts another one first.");
	});
});

describe("writing", () => {
	it("completes files behind an @, and says when there is none", async () => {
		const session = sessionOf("playbook");
		session.files.push("src/cart.ts", "src/cart.test.ts");
		const screen = await shown(session);
		screen.type("see @src/c");
		screen.press("Tab");
		await screen.sees("> see @src/cart.ts");
		await screen.sees("›src/cart.ts  src/cart.test.ts");
		screen.type("@nothing");
		screen.press("Tab");
		await screen.sees('no file begins with "nothing"');
	});

	it("goes on with the draft, and tells what is being written", async () => {
		const { app, sees, type, press } = await shown(sessionOf("playbook"), { draft: "half a" });
		await sees("> half a");
		type(" thought");
		expect(app.draft()).toBe("half a thought");
		press("Enter");
		expect(app.draft()).toBe("");
	});

	it("finds what was said before the screen was opened", async () => {
		const session = sessionOf("playbook");
		session.happen({ type: "send", text: "what happened?" });
		const { sees, press } = await shown(session);
		press("x", "Up");
		await sees("> what happened?");
		press("Down");
		await sees("> x");
	});
});

describe("a question", () => {
	it("leaves in sight what is beside it, and covers nothing afterwards", async () => {
		const session = sessionOf("playbook");
		const screen = await shown(session);
		says(session, "playbook", "the tests are green");
		await screen.sees("the tests are green");
		const before = await screen.text();
		screen.press("Ctrl+D");
		await screen.sees("┏━ leave monmux ━");
		const asking = await screen.text();
		expect(asking).toContain("the tests are green");
		screen.press("Esc");
		await vi.waitFor(async () => expect(await screen.text()).toBe(before));
		screen.press("Ctrl+D");
		await screen.sees("┏━ leave monmux ━");
	});

	it("hides a conversation that was drawn for another size", async () => {
		const session = sessionOf("playbook");
		const screen = await shown(session);
		says(session, "playbook", "the tests are green");
		screen.press("Ctrl+D");
		await screen.sees("leave monmux");
		screen.app.resize(120, 24);
		await vi.waitFor(async () => expect(await screen.text()).not.toContain("the tests are green"));
		screen.press("Esc");
		await screen.sees("the tests are green");
	});
});

describe("the help", () => {
	it("stops at its end, so that one key leads back from there", async () => {
		const screen = await shown(sessionOf("playbook"));
		screen.press("F1", ...Array.from({ length: 30 }, () => "PgDn"));
		await screen.sees("Do not");
		const end = await screen.text();
		screen.press("Up");
		await vi.waitFor(async () => expect(await screen.text()).toContain("↓ 1 more"));
		screen.press("Down");
		await vi.waitFor(async () => expect(await screen.text()).toBe(end));
	});
});

describe("notes", () => {
	it("are shown whole, over what is below", async () => {
		const session = sessionOf("playbook");
		const screen = await shown(session);
		screen.type(`/policy ${"nowhere ".repeat(14)}hold`);
		screen.press("Enter");
		await screen.sees("This session has no monitor yet: monmux run -- CMD.");
		expect(await screen.text()).toMatch(/ no monitor named "nowhere .*\n.*nowhere"\. This session/);
		screen.press("Left");
		expect(await screen.text()).not.toContain("no monitor named");
	});

	it("say what was copied", async () => {
		const session = sessionOf("playbook");
		const screen = await shown(session);
		says(session, "playbook", "hello");
		screen.type("/copy");
		screen.press("Enter");
		await screen.sees("copied what playbook said last");
	});
});

describe("finding in the conversation", () => {
	it("goes to what was said long before, and on with Ctrl+R", async () => {
		const session = sessionOf("playbook");
		for (let n = 1; n <= 80; n += 1) says(session, "playbook", n % 30 === 10 ? `voucher ${n}` : `line ${n}`);
		const screen = await shown(session);
		screen.type("/find voucher");
		screen.press("Enter");
		await screen.sees("voucher 70");
		await screen.sees("match 1 of 3: Ctrl+R goes on");
		screen.press("Ctrl+R");
		await screen.sees("voucher 40");
		screen.type("/find nowhere");
		screen.press("Enter");
		await screen.sees('the conversation does not hold "nowhere"');
	});
});
