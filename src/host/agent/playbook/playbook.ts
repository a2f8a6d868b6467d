import { DisposableStore } from "../../../base/disposable.ts";
import type { Prompt } from "../../../core/session/effect.ts";
import type { Answer, MonitorProposal } from "../../../model/approval.ts";
import { describeFailure } from "../../../model/failure.ts";
import { wordsOf } from "../../../model/monitor.ts";
import type { Rule } from "../../../model/rule.ts";
import type { AgentBackend, AgentSink, TurnEnd } from "../backend.ts";
import type { Memory } from "./answer.ts";
import { answer, emptyMemory } from "./answer.ts";
import { digest } from "./digest.ts";
import { stopAsking } from "./rules/keep.ts";
import type { RuleAct } from "./rules/obey.ts";
import { perform } from "./rules/perform.ts";
import { acted } from "./rules/rest.ts";
import { prepareRules } from "./rules/rules.ts";
import type { SilenceMemory } from "./silence.ts";
import { listen, noSilence } from "./silence.ts";
import type { Desk } from "./talk/desk.ts";
import { reply } from "./talk/reply.ts";
import { span } from "./wording.ts";

/** What the screen calls it: it promises no intelligence. */
export const playbookLabel = "playbook (no model)";

/** How far back it reads what the agent was told before it started, and how many events at most. */
const past = { ms: 60 * 60_000, events: 200 } as const;
const listenEveryMs = 1000;
/** Proposals remembered, so that "always" finds its rule. */
const askedLimit = 100;

/** The built-in agent: it recognises what events are, answers typed questions and follows the person's rules. */
export function createPlaybook(desk: Desk): Playbook {
	return new Playbook(desk);
}

/** An agent without a model. Its memory lasts as long as it; the rules are kept by the host. */
export class Playbook implements AgentBackend {
	readonly label = playbookLabel;
	readonly #desk: Desk;
	readonly #running = new DisposableStore();
	readonly #asked = new Map<string, Rule>();
	#memory: Memory = emptyMemory;
	#silence: SilenceMemory = noSilence;
	#sink: AgentSink | undefined;
	#cancel: (() => void) | undefined;

	constructor(desk: Desk) {
		this.#desk = desk;
	}

	/** Recalls what was delivered before, and begins to listen for silence. */
	start(sink: AgentSink): Promise<void> {
		const { tools, clock } = this.#desk;
		this.#sink = sink;
		const events = tools.recent(clock.now() - past.ms).slice(-past.events);
		const before: Prompt = { agent: "", turn: "", origin: "monitor", text: "", events, notes: [] };
		this.#memory = answer(this.#memory, { prompt: before, facts: tools.list(), rules: [] }, clock.now()).memory;
		this.#running.add(clock.every(listenEveryMs, () => this.#listen()));
		return Promise.resolve();
	}

	prompt(prompt: Prompt): Promise<TurnEnd> {
		return new Promise((resolve) => {
			let over = false;
			const end = (turn: TurnEnd): void => {
				over = true;
				resolve(turn);
			};
			this.#cancel = () => end({ stop: "cancelled" });
			this.#answer(prompt).then(
				(lines) => {
					// What comes after a cancel belongs to no turn any more.
					if (over) return;
					if (lines.length > 0) this.#sink?.said(prompt.turn, lines.join("\n"));
					end({ stop: "done" });
				},
				(error: unknown) => end({ stop: "failed", error: error instanceof Error ? error.message : String(error) }),
			);
		});
	}

	cancel(): void {
		this.#cancel?.();
	}

	close(): Promise<void> {
		this.cancel();
		this.#running.dispose();
		this.#sink = undefined;
		return Promise.resolve();
	}

	/** "Always" to a rule's proposal: the rule asks no more. */
	remember(proposal: MonitorProposal, given: Answer): void {
		const rule = this.#asked.get(proposalKey(proposal));
		const kept = rule && given === "always" ? stopAsking(rule, this.#desk.rules) : undefined;
		if (kept) this.#sink?.said(undefined, kept.ok ? kept.value.join("\n") : describeFailure(kept.failure));
	}

	digest(since: number): string | undefined {
		const { tools, clock, cwd } = this.#desk;
		const now = clock.now();
		const lines = digest({ facts: tools.list(since), stories: this.#memory.stories, since, cwd }, now);
		return lines.length > 0 ? [`While you were away (${span(now - since)}):`, ...lines].join("\n") : undefined;
	}

	/** The person's question first, then the events, then what the rules did. */
	async #answer(prompt: Prompt): Promise<readonly string[]> {
		const { tools, clock, cwd, rules } = this.#desk;
		const prepared = prepareRules(rules.load());
		const answered = answer(this.#memory, { prompt, facts: tools.list(), rules: prepared.ready, cwd }, clock.now());
		this.#memory = answered.memory;
		const acted = answered.acts.flatMap((act) => this.#perform(act));
		// Only the person's own words are commands, never what a monitor printed.
		const asked = prompt.origin === "person" && prompt.text.trim() !== "";
		const replied = asked ? await reply(prompt.text, this.#memory, this.#desk) : [];
		return [...replied, ...answered.lines, ...acted];
	}

	#perform(act: RuleAct): string[] {
		const performed = perform(act, this.#desk.tools);
		if (!performed) return [];
		if (!performed.ok) return [describeFailure(performed.failure)];
		const { asked, line } = performed.value;
		if (act.type !== "notify") {
			this.#memory = { ...this.#memory, rules: acted(this.#memory.rules, act.rule, this.#desk.clock.now()) };
			if (asked) this.#noteAsked(asked, act.rule);
		}
		return [line];
	}

	#noteAsked(proposal: MonitorProposal, rule: Rule): void {
		this.#asked.set(proposalKey(proposal), rule);
		const [oldest] = this.#asked.keys();
		if (this.#asked.size > askedLimit && oldest !== undefined) this.#asked.delete(oldest);
	}

	#listen(): void {
		const { tools, clock } = this.#desk;
		const heard = listen(this.#silence, tools.list(), clock.now());
		this.#silence = heard.memory;
		if (heard.lines.length > 0) this.#sink?.said(undefined, heard.lines.join("\n"));
	}
}

/** The policy that an answer adds does not make it another proposal. */
function proposalKey(proposal: MonitorProposal): string {
	if (proposal.type === "start") return JSON.stringify(["start", proposal.spec.name, wordsOf(proposal.spec)]);
	return JSON.stringify([proposal.type, proposal.monitor]);
}
