import { render as renderInk } from "ink";
import { cleanup, render } from "ink-testing-library";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { State } from "../../../src/core/session/state.ts";
import { displayWidth } from "../../../src/tui/screen/cells.ts";
import { SilentStdin, VirtualStdout } from "../../../src/tui/screen/virtual-stdout.ts";
import { layout } from "../../../src/tui/ui/layout.ts";
import type { UiState } from "../../../src/tui/ui/ui-state.ts";
import { paintOverlay } from "../../../src/tui/views/overlay/overlay-picture.ts";
import type { Region } from "../../../src/tui/views/region.ts";
import { RegionView } from "../../../src/tui/views/region-view.tsx";
import { selectTalk } from "../../../src/tui/views/talk/talk.ts";
import { paintTalk } from "../../../src/tui/views/talk/talk-picture.ts";
import type { Store } from "../../../src/tui/views/use-store.ts";
import { bare, colored, noon41, plain, sampleApproval, sampleUi } from "../paint/samples.ts";
import { screenOf } from "../paint/screen-of.ts";
import { composerWith, talkState } from "./talk-samples.ts";

/** A store as small as they come, with a way to change it. */
function storeOf(state: State, ui: UiState): Store<Region> & { set(changes: Partial<Region>): void } {
	const rect = layout(ui, []).overlay ?? layout(ui, []).talk ?? { x: 0, y: 1, width: ui.cols, height: ui.rows - 2 };
	let region: Region = { state, ui, rect };
	const listeners = new Set<() => void>();
	return {
		get: () => region,
		subscribe: (listener) => {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
		set: (changes) => {
			region = { ...region, ...changes };
			for (const listener of listeners) listener();
		},
	};
}

const state = {
	...talkState([
		{ text: "watch the tests 日本語 and 👩‍👩‍👧 too" },
		{ from: "agent", text: "I'll start a monitor." },
		{ from: "monitor", text: "tests · 1 event\n✗ checkout", events: ["e1"] },
	]),
	approvals: [sampleApproval()],
};

afterEach(cleanup);

/** Shows a region as the program does, and waits for a frame that holds `text`. */
async function framesOf(store: Store<Region>) {
	const { rect } = store.get();
	let rows: string[] = [];
	let count = 0;
	const stdout = new VirtualStdout({
		columns: rect.width,
		rows: rect.height,
		onFrame: (frame) => {
			rows = frame;
			count += 1;
		},
	});
	const app = renderInk(<RegionView store={store} theme={colored} />, {
		stdout: stdout as unknown as NodeJS.WriteStream,
		stdin: new SilentStdin() as unknown as NodeJS.ReadStream,
		debug: true,
		interactive: true,
		patchConsole: false,
		exitOnCtrlC: false,
	});
	const waitFor = (text: string) => vi.waitFor(() => expect(bare(rows).join("\n")).toContain(text), 5000);
	return { rows: () => rows, frames: () => count, waitFor, close: () => app.unmount() };
}

describe("in a terminal of a test", () => {
	const ui = sampleUi({ cols: 100, rows: 30 });

	/** Shows the region with ink-testing-library, and waits for what it shows. */
	function show() {
		const store = storeOf(state, ui);
		const { lastFrame, frames } = render(<RegionView store={store} theme={plain} />);
		const text = () => bare([lastFrame() ?? ""])[0] ?? "";
		const waitFor = (words: string) => vi.waitFor(() => expect(text()).toContain(words), 5000);
		return { store, frames, text, waitFor };
	}

	it("shows the conversation, then an overlay over it, then the conversation again", async () => {
		const { store, text, waitFor } = show();
		await waitFor('start monitor "tests"');
		store.set({ ui: { ...ui, overlay: { type: "leave" } } });
		await waitFor("leave monmux");
		expect(text()).not.toContain("conversation");
		store.set({ ui });
		await waitFor("conversation");
		expect(text()).not.toContain("leave monmux");
	});

	it("shows what is typed", async () => {
		const { store, waitFor } = show();
		store.set({ ui: { ...ui, composer: composerWith("fix it") } });
		await waitFor("> fix it");
	});

	it("draws no frame for what it does not show", async () => {
		const { store, frames, waitFor } = show();
		store.set({ ui: { ...ui, composer: composerWith("one") } });
		await waitFor("> one");
		const before = frames.length;
		const { composer } = store.get().ui;
		store.set({ ui: { ...ui, composer, now: noon41 + 5000, scroll: { m1: 4 } } });
		store.set({ state: { ...state, counters: { ...state.counters, events: 99 } } });
		store.set({ ui: { ...ui, composer: composerWith("two") } });
		await waitFor("> two");
		expect(frames).toHaveLength(before + 1);
	});
});

describe.each([
	[60, 15],
	[80, 24],
	[120, 40],
	[200, 50],
])("in a region of a terminal of %d × %d", (cols, rows) => {
	const overlays: (UiState["overlay"] | undefined)[] = [undefined, { type: "help", scroll: 0 }, { type: "leave" }];

	it.each(overlays)("shows exactly what was painted: %j", async (overlay) => {
		const ui = sampleUi({ cols, rows, ...(overlay === undefined ? {} : { overlay }) });
		const store = storeOf(state, ui);
		const { rect } = store.get();
		const painted = overlay ? paintOverlay(store.get(), colored) : paintTalk(selectTalk(store.get()), colored);
		const view = await framesOf(store);
		await view.waitFor(overlay?.type === "help" ? "keys" : overlay ? "leave monmux" : "conversation");
		const trimmed = (list: readonly string[]) => bare(list).map((row) => row.trimEnd());
		expect(trimmed(view.rows())).toEqual(trimmed(painted));
		expect(view.rows().length).toBeLessThanOrEqual(rect.height);
		for (const row of view.rows()) expect(displayWidth(row)).toBeLessThanOrEqual(rect.width);
		view.close();
	});

	it("keeps its colours on the way through", async () => {
		const store = storeOf(state, sampleUi({ cols, rows }));
		const view = await framesOf(store);
		await view.waitFor("start monitor");
		const direct = await screenOf(paintTalk(selectTalk(store.get()), colored), store.get().rect.width);
		const through = await screenOf(view.rows(), store.get().rect.width);
		for (const [x, y] of [
			[0, 0],
			[3, 0],
			[2, 3],
			[0, view.rows().length - 1],
		] as const) {
			expect(through.cell(x, y)?.getChars()).toBe(direct.cell(x, y)?.getChars());
			expect(through.cell(x, y)?.getFgColor()).toBe(direct.cell(x, y)?.getFgColor());
			expect(through.cell(x, y)?.isBold()).toBe(direct.cell(x, y)?.isBold());
		}
		view.close();
	});
});

describe("whatever was said", () => {
	const words = [
		"日本語のテキスト",
		"👩‍👩‍👧👍🏽🇯🇵",
		"e\u0301\u0301",
		"ไทย กำ",
		"हिन्दी",
		"العربية",
		"x".repeat(300),
		"\u200b\u2060",
		"☂️ ❤",
	];

	it.each(words)("is drawn by Ink in as many rows, none of them too wide: %s", async (text) => {
		const said = talkState([{ text }, { from: "agent", text: `${text} ${text}` }]);
		const store = storeOf(said, sampleUi({ cols: 120, rows: 40, composer: composerWith(text) }));
		const { rect } = store.get();
		const view = await framesOf(store);
		await view.waitFor("conversation");
		expect(view.rows()).toHaveLength(rect.height);
		for (const row of view.rows()) expect(displayWidth(row)).toBeLessThanOrEqual(rect.width);
		view.close();
	});
});
