import xterm from "@xterm/headless";

/** What a terminal of so many cells shows of rows that are each drawn from the left edge, without autowrap. */
export async function screenOf(rows: readonly string[], cols: number) {
	const terminal = new xterm.Terminal({ cols, rows: Math.max(1, rows.length), allowProposedApi: true });
	const bytes = rows.map((row, y) => `\u001b[${y + 1};1H${row}\u001b[0m`).join("");
	await new Promise<void>((done) => terminal.write(`\u001b[?7l${bytes}`, done));
	const buffer = terminal.buffer.active;
	const lines = rows.map((_, y) => buffer.getLine(y)?.translateToString(false) ?? "");
	const cell = (x: number, y: number) => buffer.getLine(y)?.getCell(x);
	return { lines, cell };
}
