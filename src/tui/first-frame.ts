import type { Theme } from "./paint/theme.ts";
import { stripControls } from "./screen/control-characters.ts";
import type { Key } from "./screen/key.ts";
import type { TakenTerminal } from "./take-terminal.ts";

/** What is on the screen until the session answers. */
export type FirstFrame = {
	/** Resolves when the person does not want to wait. */
	readonly interrupted: Promise<void>;
	/** What was typed meanwhile, in order. */
	keys(): readonly Key[];
};

/** Shows where the session is going to be, before anything that takes time is begun. `path` is the directory as people read it. */
export function showFirstFrame(terminal: TakenTerminal, { path, theme }: { path: string; theme: Theme }): FirstFrame {
	const typed: Key[] = [];
	let interrupt: () => void = () => undefined;
	const interrupted = new Promise<void>((resolve) => {
		interrupt = resolve;
	});
	const row = ` ${theme.style("bold", "monmux")} ${stripControls(path)}   ${theme.style("dim", "starting")}`;
	terminal.handTo({
		paint: () => {
			const { cols } = terminal.size();
			terminal.compositor.setRegion("top", { x: 0, y: 0, width: cols, height: 1 }, [row]);
		},
		press: (keys) => {
			typed.push(...keys);
			if (keys.some((key) => key.ctrl && (key.name === "c" || key.name === "d"))) interrupt();
		},
		resize: () => undefined,
	});
	return { interrupted, keys: () => typed };
}
