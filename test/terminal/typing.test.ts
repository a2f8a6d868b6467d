import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { withSession } from "./drivers/session.ts";

test("Enter types into a script, Ctrl+] comes back", () =>
	withSession(async (s) => {
		await s.run("ask", 'read -p "name? " name; trap "echo interrupted" INT; echo "hello $name"; cat');
		const screen = await s.open();
		await screen.paneShows("ask", "name?");
		await screen.focus("ask");
		screen.press("Enter");
		await screen.paneShows("ask", (pane) => pane.look === "attached" && pane.title.includes("Ctrl+] ends"));
		screen.write("Ann q x");
		await screen.paneShows("ask", "hello Ann q x");
		screen.terminal.paste("pasted\ntwice\n");
		await screen.paneShows("ask", ({ screen: rows }) => rows.filter((row) => row === "twice").length === 2);
		screen.press("Ctrl+c");
		await screen.paneShows("ask", "interrupted");

		screen.press("Ctrl+]");
		await screen.paneShows("ask", (pane) => pane.look === "focused");
		expect(await s.monitor("ask")).toMatchObject({ state: "exited" });
		screen.press("Enter");
		await screen.shows(() => /ended/.test(screen.footer), "a note that it has ended");
	}));

/** Draws a frame by cursor motion, answers keys, and follows the size of its terminal. */
const fullScreen = `
draw() { printf '\\033[2J\\033[H\\033[7mtop left\\033[0m'; printf '\\033[%d;%dHX' "$(tput lines)" "$(tput cols)"; printf '\\033[3;5H\\033[31mred\\033[0m'; }
printf '\\033[?1049h'; trap size=new WINCH; size=new
while :; do [ "$size" = new ] && size= && draw; read -rsn1 -t 0.2 key; code=$?; [ $code -gt 128 ] && continue; [ $code -ne 0 ] && break; [ "$key" = q ] && break; printf '\\033[5;1Hkey %s' "$key"; done
printf '\\033[?1049l'; echo gone`;

test("a full-screen program draws in its pane and follows its size", () =>
	withSession(async (s) => {
		writeFileSync(join(s.place.project, "full.sh"), fullScreen);
		await s.run("full", "exec bash full.sh");
		const screen = await s.open({ cols: 160, rows: 40 });
		const drawn = await screen.paneShows("full", ({ screen: rows, frame }) => rows.at(-1)?.length === frame.width - 2);
		expect(drawn.screen[0]).toBe("top left");
		expect(drawn.screen.at(-1)?.trim()).toBe("X");
		expect(drawn.cell(0, 0).inverse).toBe(true);
		expect(drawn.cell(4, 2)).toMatchObject({ text: "r", foreground: 1 });

		await screen.focus("full");
		screen.press("z");
		await screen.paneShows("full", ({ screen: rows, frame }) => frame.width === 160 && rows.at(-1)?.length === 158);
		screen.press("Enter");
		screen.terminal.type("k");
		await screen.paneShows("full", "key k");
		screen.terminal.type("q");
		await screen.paneShows("full", /exit 0 after/);
		const left = await screen.paneShows("full", ({ screen: rows }) => rows.includes("gone"));
		expect(left.screen.join("")).not.toContain("top left");
	}));
