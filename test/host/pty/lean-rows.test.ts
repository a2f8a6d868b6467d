import headless from "@xterm/headless";
import { expect, test } from "vitest";
import { keepRowsLean } from "../../../src/host/pty/lean-rows.ts";

type Core = { _core: { buffer: { lines: { get(y: number): { _combined: object } } } } };

/** A terminal of three rows whose scrollback is full after five lines. */
function open(): InstanceType<typeof headless.Terminal> {
	const terminal = new headless.Terminal({ cols: 10, rows: 3, scrollback: 2, allowProposedApi: true });
	keepRowsLean(terminal);
	return terminal;
}

async function shown(terminal: InstanceType<typeof headless.Terminal>, text: string): Promise<string[]> {
	await new Promise<void>((resolve) => terminal.write(text, resolve));
	const { active } = terminal.buffer;
	return Array.from({ length: active.length }, (_, y) => active.getLine(y)?.translateToString(true) ?? "");
}

test("a row of a full scrollback keeps its objects when it becomes a new one", async () => {
	const terminal = open();
	await shown(terminal, "1\r\n2\r\n3\r\n4\r\n5\r\n");
	const { lines } = (terminal as unknown as Core)._core.buffer;
	const oldest = lines.get(0)._combined;
	await shown(terminal, "6\r\n");
	expect(lines.get(4)._combined).toBe(oldest);
});

test("what rows hold beside their cells neither stays in the next row nor is lost on its way up", async () => {
	const terminal = open();
	const combined = "e\u0301 \u001b[4:3;58;5;1mcurly\u001b[0m";
	expect(await shown(terminal, `${combined}\r\n2\r\n3\r\n4\r\n`)).toEqual(["e\u0301 curly", "2", "3", "4", ""]);
	expect(await shown(terminal, "5\r\n6\r\n7\r\n")).toEqual(["4", "5", "6", "7", ""]);
	expect(await shown(terminal, `${combined}\r\n`)).toEqual(["5", "6", "7", "e\u0301 curly", ""]);
});

test("long lines wrap as before", async () => {
	const terminal = open();
	expect(await shown(terminal, "1\r\n2\r\n3\r\n4\r\n5\r\n0123456789abc\r\nd")).toEqual([
		"4",
		"5",
		"0123456789",
		"abc",
		"d",
	]);
	expect(terminal.buffer.active.getLine(3)?.isWrapped).toBe(true);
	expect(terminal.buffer.active.getLine(4)?.isWrapped).toBe(false);
});
