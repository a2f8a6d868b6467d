import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createCompositor } from "../../../src/tui/screen/compositor.ts";
import { createFrameWriter } from "../../../src/tui/screen/frame-writer.ts";
import { cellsOf, createOracle, feed } from "./screen-oracle.ts";

type Write = { readonly chunk: string; readonly done: (written: boolean) => void };

/** A source that counts, and a sink whose writes end when the test says so. */
function open() {
	const state = { value: 0, sent: 0, repaints: 0 };
	const writes: Write[] = [];
	const source = {
		flush() {
			const bytes = state.value === state.sent ? "" : `${state.sent}>${state.value}`;
			state.sent = state.value;
			return bytes;
		},
		repaint() {
			state.repaints++;
			state.sent = 0;
		},
	};
	const writer = createFrameWriter({ write: (chunk, done) => void writes.push({ chunk, done }) }, source);
	const want = (value: number) => {
		state.value = value;
		writer.request();
	};
	return { state, writes, want, writer };
}

/** A compositor behind the frame writer, and a terminal that takes a frame, or loses it, when the test says so. */
function openSlowTerminal() {
	const compositor = createCompositor({ cols: 10, rows: 2 });
	const terminal = createOracle(10, 2);
	const waiting: Write[] = [];
	const writer = createFrameWriter({ write: (chunk, done) => void waiting.push({ chunk, done }) }, compositor);
	return {
		terminal,
		show(x: number, rows: string[]) {
			compositor.setRegion("a", { x, y: 0, width: 5, height: 2 }, rows);
			writer.request();
		},
		async deliver(arrives: boolean) {
			await turn();
			const write = waiting.shift();
			expect(waiting).toEqual([]);
			if (write !== undefined && arrives) await feed(terminal, write.chunk);
			write?.done(arrives);
			await turn();
		},
		async wholePicture() {
			const whole = createOracle(10, 2);
			compositor.repaint();
			await feed(whole, compositor.flush());
			return cellsOf(whole);
		},
	};
}

const turn = () => new Promise((resolve) => setImmediate(resolve));
const frame = (text: string) => `\u001b[?2026h${text}\u001b[?2026l`;

describe("the frame writer", () => {
	test("writes several requests of one turn as one frame", async () => {
		const { writes, want } = open();
		want(1);
		want(2);
		expect(writes).toEqual([]);
		await turn();
		expect(writes.map((write) => write.chunk)).toEqual([frame("0>2")]);
	});

	test("writes nothing when nothing changed", async () => {
		const { writes, writer } = open();
		writer.request();
		await turn();
		expect(writes).toEqual([]);
	});

	test("has one write under way, and then the newest frame as the difference from what was written", async () => {
		const { writes, want } = open();
		want(1);
		await turn();
		for (const value of [2, 3, 4]) {
			want(value);
			await turn();
		}
		expect(writes).toHaveLength(1);
		writes[0]?.done(true);
		await turn();
		expect(writes.map((write) => write.chunk)).toEqual([frame("0>1"), frame("1>4")]);
		writes[1]?.done(true);
		await turn();
		expect(writes).toHaveLength(2);
	});

	test("asks for the whole picture when a write failed, at the next request", async () => {
		const { state, writes, want } = open();
		want(1);
		await turn();
		writes[0]?.done(false);
		await turn();
		expect([state.repaints, writes.length]).toEqual([1, 1]);
		want(5);
		await turn();
		expect(writes[1]?.chunk).toBe(frame("0>5"));
	});

	test("works with a sink that is done at once", async () => {
		const chunks: string[] = [];
		let value = "";
		const source = { flush: () => value, repaint: () => {} };
		const writer = createFrameWriter({ write: (chunk, done) => [chunks.push(chunk), done(true)] }, source);
		for (const next of ["a", "b"]) {
			value = next;
			writer.request();
			await turn();
		}
		expect(chunks).toEqual([frame("a"), frame("b")]);
	});

	test("a slow terminal ends up with the newest screen", async () => {
		await fc.assert(
			fc.asyncProperty(fc.array(fc.nat(4), { minLength: 1, maxLength: 30 }), async (steps) => {
				const slow = openSlowTerminal();
				for (const [index, step] of steps.entries()) {
					slow.show(step, [`n${index}`, `s${step}`]);
					await turn();
					if (step % 4 === 0) await slow.deliver(step === 0);
				}
				slow.show(0, ["the", "end"]);
				for (let left = 3; left > 0; left--) await slow.deliver(true);
				expect(cellsOf(slow.terminal)).toEqual(await slow.wholePicture());
			}),
			{ numRuns: 60 },
		);
	});
});

describe("what nobody waits for", () => {
	const soon = ({ state, writer }: ReturnType<typeof open>, value: number) => {
		state.value = value;
		writer.soon();
	};

	test("is drawn at once after a quiet time, and then together, a frame's time later", async () => {
		const screen = open();
		soon(screen, 1);
		await turn();
		screen.writes[0]?.done(true);
		for (const value of [2, 3, 4]) soon(screen, value);
		await turn();
		expect(screen.writes.length).toBe(1);
		await expect.poll(() => screen.writes.length).toBe(2);
		expect(screen.writes[1]?.chunk).toContain("1>4");
	});

	test("goes along with what somebody waits for, and is not drawn again", async () => {
		const screen = open();
		screen.want(1);
		await turn();
		screen.writes[0]?.done(true);
		soon(screen, 2);
		screen.want(3);
		await turn();
		screen.writes[1]?.done(true);
		await new Promise((resolve) => setTimeout(resolve, 60));
		expect(screen.writes.map((write) => write.chunk.includes("1>3"))).toEqual([false, true]);
	});

	test("waits for the write under way", async () => {
		const screen = open();
		screen.want(1);
		await turn();
		soon(screen, 2);
		await new Promise((resolve) => setTimeout(resolve, 60));
		expect(screen.writes.length).toBe(1);
		screen.writes[0]?.done(true);
		await turn();
		expect(screen.writes[1]?.chunk).toContain("1>2");
	});
});
