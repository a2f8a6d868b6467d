import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { root } from "./run-tool.ts";
import { filesUnder, readText } from "./source-files.ts";

/** Files of a kind below docs/, as paths from the root. */
function inDocs(ending: string): string[] {
	return filesUnder("docs").filter((path) => path.endsWith(ending));
}

const pages = ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", ...inDocs(".md")];

describe("pictures", () => {
	test("there are those of the screen and of a session with an agent", () => {
		expect(inDocs(".svg").sort()).toEqual(["docs/agent.svg", "docs/screen.svg"]);
	});

	test.each(inDocs(".svg"))("%s shows a screen, and the README shows it", (path) => {
		const picture = readText(path);
		expect([picture.startsWith("<svg "), picture.endsWith("</svg>\n")]).toEqual([true, true]);
		expect(picture.match(/<text /g)?.length).toBeGreaterThan(100);
		expect(readText("README.md")).toMatch(new RegExp(`^!\\[[^\\]]{10,}\\]\\(${path.replace(".", "\\.")}\\)$`, "m"));
	});
});

test.each(pages)("every link of %s leads to a file", (page) => {
	const targets = [...readText(page).matchAll(/\]\(([^)#]+)/g)].map(([, target]) => target ?? "");
	const missing = targets.filter(
		(target) => !/^https?:/.test(target) && !existsSync(join(root, dirname(page), target)),
	);
	expect(missing).toEqual([]);
});
