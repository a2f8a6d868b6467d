import { assertNever } from "../base/assert-never.ts";
import type { LoginPlan } from "../model/agent.ts";
import { describeFailure, type Failure } from "../model/failure.ts";
import type { Pulse, View } from "../wire/protocol.ts";
import type { InkRegion } from "./app-ink.tsx";
import { InkFrames } from "./ink-frames.ts";
import { KeptLayout } from "./kept-layout.ts";
import type { LoginEnd } from "./login/run-login.ts";
import type { Theme } from "./paint/theme.ts";
import { PaneRows } from "./pane-rows.ts";
import { Picture } from "./picture.ts";
import type { Compositor } from "./screen/compositor.ts";
import type { FrameWriter } from "./screen/frame-writer.ts";
import type { Key } from "./screen/key.ts";
import type { SessionPort } from "./session-port.ts";
import { completedFile } from "./ui/compose/complete-file.ts";
import { rememberSaid } from "./ui/compose/history.ts";
import { foundInTalk } from "./ui/find/finding.ts";
import type { Layout } from "./ui/layout.ts";
import { loginEnded } from "./ui/login/login.ts";
import { noteFailure, noteText } from "./ui/notes.ts";
import { scrolledHelp } from "./ui/offer/overlays.ts";
import { scrolled, scrolledTalk } from "./ui/scrolling.ts";
import { foundMatches } from "./ui/searching.ts";
import { settled } from "./ui/settle.ts";
import type { Intent, UiState } from "./ui/ui-state.ts";
import { pressKey, resized, ticked } from "./ui/update.ts";
import { helpBack } from "./views/overlay/help-rows.ts";
import type { Region } from "./views/region.ts";

const scrollKeys: ReadonlySet<string> = new Set(["pageup", "pagedown", "wheelup", "wheeldown"]);

/** Milliseconds between two ticks; the host's pulse, which comes as often, does for one. */
export const beatMs = 1000;

/** Where the app draws, and what it asks of the terminal. */
export type Stage = {
	readonly compositor: Compositor;
	readonly frames: FrameWriter;
	readonly theme: Theme;
	readonly home: string;
	readonly now: () => number;
	/** Loads Ink, which takes longer than the first paint may. */
	loadInk(): Promise<typeof import("./app-ink.tsx")>;
	/** Puts text on the terminal's clipboard. */
	copy(text: string): void;
	suspend(): void;
	/** Shows a login program in the terminal, on which nobody draws meanwhile, and runs it when the person wants it. */
	runLogin(plan: LoginPlan): Promise<LoginEnd>;
	/** The person leaves, or the host is gone. */
	leave(how: { readonly stopped: boolean; readonly reason?: string }): void;
};

/**
 * The screen of one client: the session's state and the person's place in it become regions of cells,
 * and keys become changes of that place and commands. No decision about the session is taken here.
 */
export class App {
	#ui: UiState;
	#layout: Layout;
	#pulse: Pulse = {};
	#ink: InkRegion | undefined;
	#sentView = "";
	readonly #keptLayout = new KeptLayout();
	readonly #inkFrames: InkFrames;
	readonly #port: SessionPort;
	readonly #stage: Stage;
	readonly #rows = new PaneRows();
	readonly #picture: Picture;

	constructor(port: SessionPort, stage: Stage, ui: UiState) {
		this.#port = port;
		this.#stage = stage;
		this.#ui = settled(rememberSaid(ui, port.state()), port.state());
		this.#layout = this.#keptLayout.of(this.#ui, port.state());
		this.#inkFrames = new InkFrames(stage.compositor);
		this.#picture = new Picture(stage.compositor, stage);
		port.onEntries(() => {
			this.#take(settled(this.#ui, port.state()));
			stage.frames.soon();
		});
		port.onPulse((pulse) => {
			this.#pulse = pulse;
			this.#moveOn();
		});
		port.onRows((panes) => {
			for (const pane of panes) this.#rows.apply(pane);
			// Only who is scrolled back has to follow; how far one could scroll is asked when a key comes.
			if (Object.keys(this.#ui.scroll).length > 0) this.#ui = scrolled(this.#ui, this.#rows.scrollback());
			stage.frames.soon();
		});
		port.closed.then((reason) => stage.leave({ stopped: true, reason }));
	}

	/** Draws what can be drawn at once, then loads the rest. */
	async start(): Promise<void> {
		this.#change(this.#ui);
		const { startInk } = await this.#stage.loadInk();
		const region = this.#region();
		this.#ink = startInk(region, {
			theme: this.#stage.theme,
			onFrame: (rows) => this.#takeFrame(rows),
		});
	}

	/** Keys in the order they were pressed. */
	press(keys: readonly Key[]): void {
		for (const key of keys) {
			const bounded = scrolled(this.#measured(key), this.#rows.scrollback());
			const now = ticked(bounded, this.#stage.now());
			const pressed = pressKey(now, this.#port.state(), key);
			this.#change(pressed.ui);
			for (const intent of pressed.intents) this.#perform(intent);
		}
	}

	resize(cols: number, rows: number): void {
		this.#stage.compositor.resize({ cols, rows });
		this.#change(resized(this.#ui, cols, rows));
	}

	/** Ages and clocks move on, if they did not just now. */
	tick(): void {
		if (this.#stage.now() - this.#ui.now >= beatMs / 2) this.#moveOn();
	}

	/** The terminal shows we do not know what. */
	repaint(): void {
		this.#stage.compositor.repaint();
		this.#stage.frames.request();
	}

	/** Called when a frame can be written: paints the newest moment. */
	paint(): void {
		const scene = {
			state: this.#port.state(),
			ui: this.#ui,
			layout: this.#layout,
			rows: this.#rows,
			pulse: this.#pulse,
		};
		this.#picture.paint(scene);
		if (this.#layout.overlay) this.#inkFrames.place(this.#layout);
		this.#picture.paintNote(scene);
	}

	/** What is being written: kept for the next time when it is not sent. */
	draft(): string {
		return this.#ui.composer.text;
	}

	close(): void {
		this.#ink?.close();
	}

	#moveOn(): void {
		this.#take(ticked(this.#ui, this.#stage.now()));
		this.#stage.frames.soon();
	}

	/** How far something can be scrolled is costly to know, so it is asked when a key may scroll it. */
	#measured(key: Key): UiState {
		const { overlay } = this.#ui;
		if (overlay?.type === "help") return scrolledHelp(this.#ui, helpBack(this.#region(), this.#stage.theme));
		if (!scrollKeys.has(key.name) || !this.#layout.talk) return this.#ui;
		return this.#ink ? scrolledTalk(this.#ui, this.#ink.back(this.#talkRegion())) : this.#ui;
	}

	/** The person did something and waits for it. */
	#change(ui: UiState): void {
		this.#take(ui);
		this.#stage.frames.request();
	}

	#take(ui: UiState): void {
		this.#ui = ui;
		this.#layout = this.#keptLayout.of(ui, this.#port.state());
		this.#showTalk();
		this.#sendView();
	}

	#region(): Region {
		const rect = this.#layout.overlay ?? this.#layout.talk ?? this.#layout.top;
		return { state: this.#port.state(), ui: this.#ui, rect };
	}

	/** The conversation as it is now, also while something lies over it. */
	#talkRegion(): Region {
		return { ...this.#region(), rect: this.#layout.talk ?? this.#layout.top };
	}

	#showTalk(): void {
		if (this.#layout.overlay || this.#layout.talk) this.#ink?.show(this.#region());
		this.#inkFrames.place(this.#layout);
	}

	#takeFrame(rows: readonly string[]): void {
		this.#inkFrames.take(rows, this.#layout);
		this.#stage.frames.request();
	}

	/** Tells the host which panes are seen, how large, and how far back. */
	#sendView(): void {
		const panes: View["panes"] = this.#layout.panes.map(({ monitor, screen }) => ({
			monitor,
			cols: Math.max(2, screen.width),
			rows: Math.max(1, screen.height),
			offset: this.#ui.scroll[monitor] ?? 0,
		}));
		const text = JSON.stringify(panes);
		if (text === this.#sentView) return;
		this.#sentView = text;
		this.#port.view({ panes });
	}

	#perform(intent: Intent): void {
		switch (intent.type) {
			case "command":
				this.#settle(this.#port.command(intent.command));
				break;
			case "input":
				this.#port.input(intent.monitor, intent.bytes);
				break;
			case "copy":
				this.#stage.copy(intent.text);
				break;
			case "search":
				this.#search(intent);
				break;
			case "find":
				this.#find(intent.query);
				break;
			case "complete-file":
				this.#completeFile(intent.prefix);
				break;
			case "leave":
				if (intent.how === "detach") this.#stage.leave({ stopped: false });
				else this.#settle(this.#port.stop());
				break;
			case "suspend":
				this.#stage.suspend();
				break;
			case "log-in":
				this.#logIn(intent);
				break;
			case "repaint":
				this.repaint();
				break;
			default:
				assertNever(intent);
		}
	}

	#settle(answer: Promise<{ ok: true } | { ok: false; failure: Failure }>): void {
		answer.then((result) => {
			if (!result.ok) this.#change(noteFailure(this.#ui, result.failure));
		});
	}

	/** An agent reads its login when it starts, so it is started again after a good one. */
	async #logIn(asked: { agent: string; method: string }): Promise<void> {
		const planned = await this.#port.login(asked);
		if (!planned.ok) return this.#change(noteFailure(this.#ui, planned.failure));
		const { agent, method: login } = planned.value;
		const end = await this.#stage.runLogin(planned.value);
		this.#change(loginEnded(ticked(this.#ui, this.#stage.now()), agent, end));
		if (end.ok) this.#settle(this.#port.command({ type: "restart-agent", agent, login }));
	}

	#find(query: string): void {
		const offsets = this.#ink?.finds(this.#talkRegion(), query) ?? [];
		const measured = this.#ink ? scrolledTalk(this.#ui, this.#ink.back(this.#talkRegion())) : this.#ui;
		this.#change(foundInTalk(measured, { query, offsets }));
	}

	#completeFile(prefix: string): void {
		this.#port.files(prefix).then((files) => {
			const none = noteText(this.#ui, `no file begins with "${prefix}"`, true);
			this.#change(files.length === 0 ? none : completedFile(this.#ui, prefix, files));
		});
	}

	#search({ monitor, query }: { monitor: string; query: string }): void {
		this.#port.search(monitor, query).then((found) => {
			if (found.ok) this.#change(foundMatches(this.#ui, { monitor, query, offsets: found.value.offsets }));
			else this.#change(noteFailure(this.#ui, { ...found.failure, message: describeFailure(found.failure) }));
		});
	}
}
