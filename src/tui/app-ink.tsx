import { render } from "ink";
import type { Theme } from "./paint/theme.ts";
import { SilentStdin, VirtualStdout } from "./screen/virtual-stdout.ts";
import type { Region } from "./views/region.ts";
import { RegionView } from "./views/region-view.tsx";
import { selectTalk } from "./views/talk/talk.ts";
import { talkBack, talkFinds } from "./views/talk/talk-picture.ts";

/** The part of the screen that Ink draws. */
export type InkRegion = {
	/** Shows another moment; the frame comes through `onFrame` when something of it changed. */
	show(region: Region): void;
	/** How far the conversation can be scrolled back, in rows. Costly in a long one: ask when the person scrolls. */
	back(region: Region): number;
	/** The scroll positions that show a text in the conversation, newest first. As costly. */
	finds(region: Region, query: string): number[];
	close(): void;
};

/** Starts Ink on a virtual terminal of the region's size. It never sees a key and never writes to the real one. */
export function startInk(first: Region, options: { theme: Theme; onFrame: (rows: string[]) => void }): InkRegion {
	let region = first;
	const listeners = new Set<() => void>();
	const store = {
		get: () => region,
		subscribe: (listener: () => void) => {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
	};
	const stdout = new VirtualStdout({ columns: first.rect.width, rows: first.rect.height, onFrame: options.onFrame });
	const ink = render(<RegionView store={store} theme={options.theme} />, {
		stdout: stdout as unknown as NodeJS.WriteStream,
		stdin: new SilentStdin() as unknown as NodeJS.ReadStream,
		debug: true,
		interactive: true,
		patchConsole: false,
		exitOnCtrlC: false,
	});
	return {
		show: (next) => {
			region = next;
			stdout.resize(next.rect.width, next.rect.height);
			for (const listener of listeners) listener();
		},
		back: (of) => talkBack(selectTalk(of), options.theme),
		finds: (of, query) => talkFinds(selectTalk(of), query, options.theme),
		close: () => ink.unmount(),
	};
}
