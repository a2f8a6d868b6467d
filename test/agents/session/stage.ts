import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { linkTo, type SessionLink } from "../../../src/cli/connect/link.ts";
import { allEvents, ownAgent } from "../../../src/core/session/select.ts";
import type { Agent } from "../../../src/core/session/state.ts";
import type { ClientCommand } from "../../../src/model/command.ts";
import type { Entry } from "../../../src/model/entry.ts";
import type { Event } from "../../../src/model/event.ts";
import { type TestSession, withSession } from "../../terminal/drivers/session.ts";
import { until } from "../../terminal/drivers/until.ts";
import { type Cast, castAgent } from "../cast.ts";
import { type FakeModel, startFakeModel } from "../model/fake-model.ts";
import { readEnd } from "../read-end.ts";
import { prepareHome } from "../recipes.ts";
import { type TurnRow, turnRows } from "./turn-rows.ts";

/** A real agent takes seconds for a turn and for a start, on a busy machine many; more means that it hangs. */
const patienceMs = 60_000;

/** Plays in a session of the built program with one real agent, in an empty home and against a model on this machine. */
export async function onStage<T>(id: string, play: (stage: Stage) => Promise<T>): Promise<T> {
	const cast = await castAgent(id);
	const model = await startFakeModel();
	try {
		return await withSession(async (session) => {
			const env = environment(cast, session, model);
			const started = await session.startIn({ env }, "--headless", "--agent", id).ended;
			if (started.code !== 0) throw new Error(`the session did not start: ${started.stderr}`);
			const link = await linkTo({ cwd: session.place.project, paths: session.paths });
			if (!link.ok) throw new Error(link.failure.message);
			const stage = new Stage(id, { session, model, link: link.value });
			try {
				await stage.ready();
				return await play(stage);
			} finally {
				link.value.close();
			}
		});
	} finally {
		await model.close();
	}
}

/** The session's own variables, and what the agent needs; its program has its usual name on PATH. */
function environment({ profile, recipe, program }: Cast, { place }: TestSession, model: FakeModel) {
	const bin = join(place.home, "bin");
	mkdirSync(bin);
	symlinkSync(program, join(bin, profile.command));
	const own = { XDG_CACHE_HOME: join(place.home, ".cache"), PATH: `${bin}:${place.env.PATH}` };
	return { ...prepareHome(recipe, place.home, model.url), ...place.env, ...own };
}

/** What the stage is made of. */
type Parts = { readonly session: TestSession; readonly model: FakeModel; readonly link: SessionLink };

/** A session with one real agent, looked at through a connection of its own. */
export class Stage {
	readonly session: TestSession;
	readonly model: FakeModel;
	/** Titles of what the agent itself asked the person; every question is answered with yes. */
	readonly asked: string[] = [];
	readonly #id: string;
	readonly #link: SessionLink;
	readonly #entries: Entry[] = [];
	/** Turns of the acts before. */
	#before = 0;

	constructor(id: string, { session, model, link }: Parts) {
		this.#id = id;
		this.session = session;
		this.model = model;
		this.#link = link;
		link.onEntries((entries) => {
			this.#entries.push(...entries);
			for (const entry of entries) this.#answer(entry);
		});
	}

	get agent(): Agent {
		const agent = ownAgent(this.#link.state(), this.#id);
		if (!agent) throw new Error(`the session has no agent ${this.#id}`);
		return agent;
	}

	/** The requests of ours that wait for the person. */
	get requests() {
		return this.#link.state().approvals.filter(({ proposal }) => proposal.type !== "permit");
	}

	/** What the cards of its calls said at last. */
	get cards(): string[] {
		const titles = new Map<string, string>();
		for (const entry of this.#entries)
			if (entry.type === "tool-told") titles.set(`${entry.turn} ${entry.call.id}`, entry.call.title);
		return [...new Set(titles.values())];
	}

	/** What the agent said outside its turns. */
	get asides(): string {
		return this.#entries
			.map((entry) => (entry.type === "agent-said" && entry.turn === undefined ? entry.text : ""))
			.join("\n");
	}

	/** The turns that began since the last call of `nextAct`. */
	get turns(): TurnRow[] {
		return turnRows(this.#entries).slice(this.#before);
	}

	nextAct(): void {
		this.#before += this.turns.length;
	}

	/** Waits until the agent can be prompted. Fails with the reason when it is dead. */
	async ready(): Promise<void> {
		await until("the agent to start", () => this.agent.state !== "starting", patienceMs);
		if (this.agent.state === "dead") throw new Error(`${this.agent.reason}\n${this.log()}`);
	}

	/** Waits until so many turns of this act are over. */
	async over(count: number): Promise<void> {
		const over = (): boolean => this.turns.filter((turn) => turn.over).length >= count;
		await until(`the end of turn ${count}`, over, patienceMs).catch((error: unknown) => {
			throw new Error(`${error}\n${JSON.stringify(this.turns)}\n${this.model.unknown.join("\n")}\n${this.log()}`);
		});
	}

	/** The person gives an order that takes long, and the agent has begun with it. */
	async keepBusy(): Promise<void> {
		await this.cli("send", "SLOW 120000");
		await until("the agent to be at work", () => this.turns.at(-1)?.words.includes("tick"), patienceMs);
	}

	/** The speaker prints a line, which is an event. */
	async say(line: string): Promise<Event> {
		this.session.say("t", line);
		return until(`the event ${line}`, () => allEvents(this.#link.state()).find((event) => event.text === line));
	}

	/** Whether a forwarded event waits for the agent. */
	waits({ id }: Event): boolean {
		return this.agent.conversation.waiting.some((one) => one.event === id);
	}

	/** A command line that has to succeed. */
	async cli(...words: readonly string[]): Promise<void> {
		const { code, stderr } = await this.session.cli(...words);
		if (code !== 0) throw new Error(`monmux ${words.join(" ")}: exit ${code}: ${stderr}`);
	}

	/** What a key does on the screen and no subcommand does. */
	async command(command: ClientCommand): Promise<void> {
		const done = await this.#link.command(command);
		if (!done.ok) throw new Error(`${command.type}: ${done.failure.message}`);
	}

	/** The end of what the agent printed beside the protocol. */
	log(): string {
		return readEnd(join(this.session.paths.logs, `agent-${this.#id}.log`));
	}

	#answer(entry: Entry): void {
		if (entry.type !== "approval-asked" || entry.approval.proposal.type !== "permit") return;
		this.asked.push(entry.approval.proposal.permission.call.title);
		void this.command({ type: "answer", approval: entry.approval.id, answer: "run" });
	}
}
