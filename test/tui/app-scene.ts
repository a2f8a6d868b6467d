import { expect, onTestFinished, vi } from "vitest";
import { decide } from "../../src/core/session/decide/decide.ts";
import { evolveAll } from "../../src/core/session/evolve/evolve.ts";
import { emptyState, type State } from "../../src/core/session/state.ts";
import type { LoginPlan } from "../../src/model/agent.ts";
import type { Command } from "../../src/model/command.ts";
import type { Entry } from "../../src/model/entry.ts";
import { failed, ok, type Result } from "../../src/model/failure.ts";
import { App } from "../../src/tui/app.ts";
import type { LoginEnd } from "../../src/tui/login/run-login.ts";
import { createCompositor } from "../../src/tui/screen/compositor.ts";
import type { SessionPort } from "../../src/tui/session-port.ts";
import { initialUi, type Opening } from "../../src/tui/ui/ui-state.ts";
import { plain } from "./paint/samples.ts";
import { createOracle, feed, textOf } from "./screen/screen-oracle.ts";
import { keyOf } from "./ui/person.ts";

const size = { cols: 120, rows: 30 };
/** A session without a host: commands are decided and folded at once. */
export class Session {
	state: State = emptyState;
	readonly files: string[] = [];
	refusal: string | undefined;
	#listener: (entries: readonly Entry[]) => void = () => undefined;

	happen(command: Command): ReturnType<typeof decide> {
		const decided = decide(this.state, command, 1000);
		if (decided.ok) this.state = evolveAll(this.state, decided.value.entries);
		if (decided.ok) this.#listener(decided.value.entries);
		return decided;
	}

	/** What a host would run for a login. */
	plan({ agent, method }: { agent: string; method: string }): Result<LoginPlan> {
		if (this.refusal !== undefined) return failed("not-allowed", this.refusal);
		return ok({ agent, method, command: ["/bin/codex", "login"], own: true, set: {}, env: {}, cwd: "/" });
	}

	port(): SessionPort {
		return {
			state: () => this.state,
			onEntries: (listener) => {
				this.#listener = listener;
			},
			onRows: () => undefined,
			onPulse: () => undefined,
			command: async (command) => this.happen(command),
			login: async (asked) => this.plan(asked),
			view: () => undefined,
			input: () => undefined,
			files: async (prefix) => this.files.filter((path) => path.startsWith(prefix)),
			search: async () => ({ ok: true, value: { offsets: [] } }),
			stop: async () => ({ ok: true, value: undefined }),
			closed: new Promise(() => undefined),
		};
	}
}

/** The app on a screen of a test, and what a person sees on it. */
export async function shown(session: Session, opening: Partial<Opening> = {}, ran: LoginEnd = { ok: true, how: "" }) {
	const plans: LoginPlan[] = [];
	const compositor = createCompositor(size);
	const terminal = createOracle(size.cols, size.rows);
	const frames = { request: () => undefined, soon: () => undefined };
	const stage = {
		...{ compositor, frames, theme: plain, home: "/home/ada", now: () => 5000 },
		loadInk: () => import("../../src/tui/app-ink.tsx"),
		copy: () => undefined,
		suspend: () => undefined,
		runLogin: async (plan: LoginPlan) => {
			plans.push(plan);
			return ran;
		},
		leave: () => undefined,
	};
	const app = new App(session.port(), stage, initialUi({ ...size, now: 5000, watch: false, ...opening }));
	onTestFinished(() => app.close());
	await app.start();
	const text = async () => {
		app.paint();
		await feed(terminal, compositor.flush());
		return textOf(terminal).join("\n");
	};
	const sees = (words: string) => vi.waitFor(async () => expect(await text()).toContain(words), 5000);
	const press = (...keys: string[]) => app.press(keys.map(keyOf));
	const type = (words: string) => press(...[...words].map((one) => (one === " " ? "Space" : one)));
	return { app, text, sees, press, type, plans };
}

/** A session with these agents, ready. */
export function sessionOf(...agents: string[]): Session {
	const session = new Session();
	for (const agent of agents) {
		session.happen({ type: "add-agent", agent });
		session.happen({ type: "agent-changed", agent, state: "ready" });
	}
	return session;
}

/** An agent says something outside of a turn. */
export const says = (session: Session, agent: string, text: string) =>
	session.happen({ type: "agent-said", agent, text, continues: false, thought: false });
