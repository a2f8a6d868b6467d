import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

/** The modules of the SDK that a program has loaded, one a line. */
function loadedBy(program: string): string[] {
	const hook = `import { registerHooks } from "node:module";
		registerHooks({ load: (url, context, next) => { if (url.includes("modelcontextprotocol")) console.log(url); return next(url, context); } });`;
	const root = fileURLToPath(new URL("../../..", import.meta.url));
	const text = execFileSync(process.execPath, ["--input-type=module", "-e", `${hook}\n${program}`], {
		cwd: root,
		encoding: "utf8",
		timeout: 15_000,
	});
	return text.split("\n").filter((line) => line !== "");
}

test("a host that has no hub yet has not loaded the SDK", () => {
	expect(loadedBy('await import("./src/host/hub/hub.ts");')).toEqual([]);
	expect(loadedBy('await import("./src/host/hub/serve-mcp.ts");')).not.toEqual([]);
});
