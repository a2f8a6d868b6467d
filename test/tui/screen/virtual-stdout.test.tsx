import { Box, render, Text, useBoxMetrics, useCursor, useInput, usePaste, useWindowSize } from "ink";
import { useEffect, useRef, useState } from "react";
import { afterEach, describe, expect, test } from "vitest";
import { SilentStdin, VirtualStdout } from "../../../src/tui/screen/virtual-stdout.ts";

const turn = () => new Promise((resolve) => setImmediate(resolve));

describe("the virtual terminal alone", () => {
	function open() {
		const frames: string[][] = [];
		const stdout = new VirtualStdout({ columns: 10, rows: 2, onFrame: (rows) => frames.push(rows) });
		return { stdout, frames };
	}

	test("hands over the newest frame of a turn, split in rows", async () => {
		const { stdout, frames } = open();
		stdout.write("old");
		stdout.write("one\n\u001b[31mtwo\u001b[0m");
		await turn();
		stdout.write(Buffer.from("three\n"));
		await turn();
		expect(frames).toEqual([
			["one", "\u001b[31mtwo\u001b[0m"],
			["three", ""],
		]);
	});

	const controls = [
		"",
		"\u001b[?2004h",
		"\u001b[?25l\u001b[?1049h",
		"\u001b[?u\u001b[>1u",
		"\u001b[2K\u001b[1A\u001b[G",
		"\u001b]0;t\u0007",
	];
	for (const control of controls) {
		test(`${JSON.stringify(control)} is no frame`, async () => {
			const { stdout, frames } = open();
			stdout.write("frame");
			stdout.write(control);
			await turn();
			expect(frames).toEqual([["frame"]]);
		});
	}

	test("says that its size changed, once", () => {
		const { stdout } = open();
		const sizes: number[][] = [];
		stdout.on("resize", () => sizes.push([stdout.columns, stdout.rows]));
		stdout.resize(20, 5);
		stdout.resize(20, 5);
		expect(sizes).toEqual([[20, 5]]);
	});
});

describe("Ink", () => {
	const stops: (() => void)[] = [];
	afterEach(() => {
		for (const stop of stops.splice(0)) stop();
	});

	/** Renders an app as the program does, and waits for frames. */
	function start(app: React.ReactElement) {
		let shown: string[] = [];
		let check = () => {};
		const stdout = new VirtualStdout({
			columns: 20,
			rows: 4,
			onFrame: (rows) => {
				shown = rows;
				check();
			},
		});
		const stdin = new SilentStdin();
		const instance = render(app, {
			stdout: stdout as unknown as NodeJS.WriteStream,
			stdin: stdin as unknown as NodeJS.ReadStream,
			debug: true,
			patchConsole: false,
			exitOnCtrlC: false,
			interactive: true,
		});
		stops.push(() => instance.unmount());
		const until = (passes: (rows: string[]) => boolean) =>
			new Promise<string[]>((resolve, reject) => {
				const timer = setTimeout(() => reject(new Error(`the last frame was ${JSON.stringify(shown)}`)), 5000);
				check = () => {
					if (!passes(shown)) return;
					clearTimeout(timer);
					resolve(shown);
				};
				check();
			});
		return { stdout, instance, until };
	}

	test("renders whole frames, and again when its state changes", async () => {
		function App({ name }: { readonly name: string }) {
			return (
				<Box width={20} height={4} borderStyle="round" flexDirection="column">
					<Text color="red">{name}</Text>
					<Text>日本</Text>
				</Box>
			);
		}
		const { instance, until } = start(<App name="one" />);
		const first = await until((rows) => rows.join("").includes("one"));
		expect(first).toHaveLength(4);
		expect(first[0]).toBe("╭──────────────────╮");
		expect(first[1]).toContain("one");
		expect(first[2]).toBe("│日本              │");
		instance.rerender(<App name="two" />);
		const second = await until((rows) => rows.join("").includes("two"));
		expect(second.join("")).not.toContain("one");
	});

	test("lays out again when the size changes", async () => {
		function App() {
			const { columns, rows } = useWindowSize();
			const box = useRef(null);
			const { width } = useBoxMetrics(box);
			return (
				<Box ref={box} width={columns} height={rows} flexDirection="column">
					<Text>{`${columns}x${rows} box ${width}`}</Text>
				</Box>
			);
		}
		const { stdout, until } = start(<App />);
		await until((rows) => rows[0] === "20x4 box 20" && rows.length === 4);
		stdout.resize(33, 6);
		await until((rows) => rows[0] === "33x6 box 33" && rows.length === 6);
	});

	test("keeps its hooks for input and cursor satisfied without a frame of their own", async () => {
		function App() {
			const [ready, setReady] = useState(false);
			useInput(() => {});
			usePaste(() => {});
			const { setCursorPosition } = useCursor();
			setCursorPosition({ x: 1, y: 0 });
			useEffect(() => setReady(true), []);
			return <Text>{ready ? "ready" : "starting"}</Text>;
		}
		const { until, instance } = start(<App />);
		await until((rows) => rows[0] === "ready");
		instance.unmount();
		await turn();
		await until((rows) => rows[0] === "ready");
	});
});
