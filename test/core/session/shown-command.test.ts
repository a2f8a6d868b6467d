import { describe, expect, it } from "vitest";
import { shownCommand, shownWords } from "../../../src/core/session/shown-command.ts";

describe("shownCommand", () => {
	it.each([
		[["npm", "test"], "npm test"],
		[["sh", "-c", "a && b"], "sh -c 'a && b'"],
		[["/bin/bash", "-c", "npm test -- --watch 'it\\'s'"], "npm test -- --watch 'it\\'s'"],
		[["/bin/bash", "-c", "one\ntwo"], "/bin/bash -c $'one\\n\ntwo'"],
		[["/bin/bash", "-c", "safe\u202egnp.exe"], "/bin/bash -c $'safe\\u202egnp.exe'"],
		[["/bin/bash", "-c", "ls   network off"], "/bin/bash -c 'ls   network off'"],
		[["/bin/bash", "-c", "ls", "more"], "/bin/bash -c ls more"],
		[["echo", "it's"], "echo 'it'\\''s'"],
		[["echo", ""], "echo ''"],
		[["sh", "-c", "one\ntwo"], "sh -c $'one\\n\ntwo'"],
		[["echo", "a\tb\u0007"], "echo $'a\\tb\\x07'"],
		[["echo", "safe\u202egnp.exe"], "echo $'safe\\u202egnp.exe'"],
		[["echo", "no\u00a0break"], "echo $'no\\xa0break'"],
		[["echo", "'\\\u001b[2J"], "echo $'\\'\\\\\\x1b[2J'"],
		[["echo", "日本語"], "echo '日本語'"],
	])("%j", (command, expected) => expect(shownCommand(command)).toBe(expected));

	it("hides nothing: every character of a command is seen or written out", () => {
		const hidden = Array.from("\u0000\u0085\u00ad\u200b\u2028\u2066\u3164\ufeff\u{e0041}");
		for (const character of hidden) {
			const shown = shownCommand(["x", `a${character}b`]);
			expect(shown).toMatch(/^x \$'a\\[xu][0-9a-f]+b'$/);
		}
	});
});

describe("shownWords", () => {
	it("leaves nothing out, not even what is the same for every line of a shell", () => {
		expect(shownWords(["/bin/bash", "-c", "npm test"])).toBe("/bin/bash -c 'npm test'");
	});
});
