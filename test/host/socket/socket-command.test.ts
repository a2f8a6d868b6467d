import { cpSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, expect, test } from "vitest";
import { asCommand } from "../../../src/host/socket/socket-command.ts";
import { monitorSpecSchema, socketSandbox } from "../../../src/model/monitor.ts";
import { Playground } from "../sandbox/support/playground.ts";
import { serveSocket } from "./server.ts";

const place = new Playground();
afterAll(() => place.dispose());

const built = fileURLToPath(new URL("../../../dist/listener.mjs", import.meta.url));
const listener = { node: "/opt/node/bin/node", program: "/opt/monmux/dist/listener.mjs" };
const spec = (url: string) =>
	monitorSpecSchema.parse({ name: "feed", cwd: "/work", socket: { url, protocols: ["chat"] }, sandbox: socketSandbox });

test("a monitor that listens runs our program, and sees Node and it", () => {
	const made = asCommand(spec("ws://localhost/"), listener);
	expect(made.command).toEqual([listener.node, "--use-system-ca", listener.program, "ws://localhost/", "chat"]);
	expect(made.sandbox).toMatchObject({ net: true, readOnly: true, read: [listener.node, listener.program], write: [] });
	expect(made.socket).toBeUndefined();
});

test("a monitor with a command stays as it is", () => {
	const other = monitorSpecSchema.parse({ name: "t", command: ["true"], cwd: "/work" });
	expect(asCommand(other, listener)).toBe(other);
});

/** Node and a program below the home, where nothing shows that was not asked for. */
function install(): { node: string; bin: string } {
	const bin = join(place.home, "tools/bin");
	mkdirSync(bin, { recursive: true });
	const node = join(bin, "node");
	cpSync(process.execPath, node, { dereference: true });
	return { node, bin };
}

test("it listens in its sandbox, with Node and our program below the home, and sees nothing beside them", async () => {
	const { node, bin } = install();
	place.write("home/tools/bin/beside", "SECRET");
	const program = place.write("home/tools/lib/listener.mjs", "");
	cpSync(built, program);
	place.write("home/tools/lib/beside", "SECRET");
	const url = await serveSocket((socket) => {
		socket.send("hello");
		socket.close(1000);
	});
	const run = (made: ReturnType<typeof asCommand>) => place.run(made.command, { sandbox: made.sandbox });
	const heard = await run(asCommand(spec(url), { node, program }));
	expect(heard).toMatchObject({ exitCode: 0, stdout: "hello" });

	const look = place.write(
		"home/tools/lib/look.mjs",
		`import { readdirSync, writeFileSync } from "node:fs";
		const refused = (path) => { try { writeFileSync(path, ""); return "written"; } catch (error) { return error.code; } };
		const files = [process.execPath, process.argv[1], "file"];
		console.log(JSON.stringify([${JSON.stringify([bin, join(bin, "../lib")])}.map((d) => readdirSync(d)), files.map(refused)]));`,
	);
	const seen = await run(asCommand(spec(url), { node, program: look }));
	expect(JSON.parse(seen.stdout)).toEqual([
		[["node"], ["look.mjs"]],
		["EROFS", "EROFS", "EROFS"],
	]);
});

test("what is built is one file, because its sandbox shows it no other", () => {
	const imports = [...readFileSync(built, "utf8").matchAll(/\b(?:from|import)\s*\(?"([^"]*)"/g)].map(
		([, name]) => name,
	);
	expect(imports.length).toBeGreaterThan(0);
	expect(imports.filter((name) => !name?.startsWith("node:"))).toEqual([]);
});
