import type { Prompt } from "../../../core/session/effect.ts";
import { promptTexts } from "../../../core/session/envelope.ts";
import { FailureError } from "../../../model/failure.ts";
import type { AgentBackend, AgentSink, TurnEnd } from "../backend.ts";
import { isOurTool } from "../catalogue/our-tool.ts";
import { LoginWanted } from "../login-wanted.ts";
import { type AcpOptions, type AcpTimeouts, defaultTimeouts } from "./acp-options.ts";
import { errorText, refusesForLogin } from "./error-text.ts";
import { type Agreement, handshake } from "./handshake.ts";
import { tellLogin } from "./login-output.ts";
import { openPeer, type Peer } from "./open-peer.ts";
import { type AgentCommandLine, AgentProcess, type ProcessEnd } from "./process/agent-process.ts";
import { messageStream } from "./process/message-stream.ts";
import { type Outcome, Questions } from "./questions.ts";
import { readEnd, Turn } from "./turn.ts";
import { asRecord, asText } from "./updates/loose.ts";
import { SessionUpdates } from "./updates/session-updates.ts";
import { within } from "./within.ts";

/** An agent that speaks the agent client protocol, as a process of its own. */
export function createAcpBackend(options: AcpOptions): AcpBackend {
	return new AcpBackend(options);
}

/** One agent's process and its one session. When the process is gone, another backend has to be made. */
export class AcpBackend implements AgentBackend {
	readonly label: string;
	readonly #options: AcpOptions;
	readonly #timeouts: AcpTimeouts;
	#process: AgentProcess | undefined;
	#peer: Peer | undefined;
	#agreement: Agreement | undefined;
	#updates: SessionUpdates | undefined;
	#questions: Questions | undefined;
	#turn: Turn | undefined;
	/** The agent's answer to the last prompt; a cancelled turn may be over before it. */
	#answered: Promise<void> = Promise.resolve();
	/** Why no prompt can be answered any more. */
	#gone: string | undefined;
	/** Resolves when it is known how the agent ended. */
	#losing: Promise<void> | undefined;
	#closed = false;

	constructor(options: AcpOptions) {
		this.label = options.label;
		this.#options = options;
		this.#timeouts = { ...defaultTimeouts, ...options.timeouts };
	}

	/** The agent's session, to go on with it later, and whether it goes on with an old one. Undefined before `start`. */
	get session(): Agreement["session"] | undefined {
		return this.#agreement?.session;
	}

	/** Whether it takes words into a running turn. */
	get steers(): boolean {
		return this.#agreement?.steers ?? false;
	}

	async start(sink: AgentSink): Promise<void> {
		const { quirks, command, args, env, cwd, log, showCall } = this.#options;
		const updates = new SessionUpdates(sink, this.#timeouts.words, showCall);
		this.#updates = updates;
		this.#questions = new Questions(sink.ask?.bind(sink), ({ call, name, kind }) =>
			isOurTool({ id: call.id, title: call.title, name, kind }, quirks),
		);
		const agent = startProcess({ command, args, env, cwd, log, graceMs: this.#timeouts.grace }, this.label);
		this.#process = agent;
		const stream = messageStream({
			input: agent.stdout,
			output: agent.stdin,
			onNotification: (method, params) => {
				if (method === "session/update") updates.take(params);
			},
			onJunk: (line) => agent.log.write(Buffer.from(`${line}\n`)),
		});
		const peer = await openPeer(stream, (params, withdrawn) => this.#permit(params, withdrawn));
		this.#peer = peer;
		const lost = (): void => {
			this.#losing ??= this.#lose(sink, agent);
		};
		void agent.ended.then(lost);
		void peer.closed.then(lost);
		await this.#greet(peer, sink, agent);
	}

	prompt(prompt: Prompt): Promise<TurnEnd> {
		if (this.#turn && !this.#turn.ended)
			return Promise.resolve({ stop: "failed", error: `${this.label} is at work on another turn` });
		const turn = new Turn(prompt.turn);
		this.#turn = turn;
		const texts = promptTexts(prompt, this.#options.nameOf);
		this.#run(turn, texts).then(
			(end) => this.#endAnswered(turn, end),
			(error: unknown) => this.#endFailed(turn, error),
		);
		return turn.over;
	}

	cancel(): void {
		const turn = this.#turn;
		if (!turn || turn.ended || turn.cancelled) return;
		turn.cancel();
		this.#questions?.cancelAll();
		if (!turn.sent) {
			this.#end(turn, { stop: "cancelled" });
			return;
		}
		this.#peer?.notify("session/cancel", { sessionId: this.session?.id });
		const timer = setTimeout(() => this.#end(turn, { stop: "cancelled" }), this.#timeouts.cancel);
		void turn.over.then(() => clearTimeout(timer));
	}

	async steer(text: string): Promise<"taken" | "not-now"> {
		const sessionId = this.session?.id;
		if (!this.steers || !this.#turn || this.#turn.ended || sessionId === undefined) return "not-now";
		const params = {
			sessionId,
			prompt: [{ type: "text", text }],
			_meta: { steering: { idleBehavior: "promptRequired" } },
		};
		const answer = await this.#peer
			?.request("_session/steering", params, this.#timeouts.steer)
			.catch((): undefined => undefined);
		return asRecord(answer).outcome === "injected" ? "taken" : "not-now";
	}

	async close(): Promise<void> {
		this.#closed = true;
		this.#gone ??= `${this.label} was closed`;
		this.cancel();
		this.#questions?.cancelAll();
		await this.#process?.close();
		this.#peer?.close();
		if (this.#turn) this.#end(this.#turn, { stop: "cancelled" });
		this.#updates?.close();
	}

	/** Opens the session; when that fails nothing is left behind. */
	async #greet(peer: Peer, sink: AgentSink, { log }: AgentProcess): Promise<void> {
		const { label, command, args, cwd, env, quirks, mcp, resume, login, loginHint = otherLogin } = this.#options;
		try {
			this.#agreement = await handshake(peer, {
				...{ label, command: [command, ...args], cwd, env, quirks, mcp, resume, login, loginHint },
				timeouts: this.#timeouts,
				onLogins: (ways) => sink.logins?.(ways, loginHint),
				onLogin: () => {
					log.onLines = tellLogin(sink);
				},
				onReplay: (replaying) => this.#updates?.setReplaying(replaying),
			});
			this.#updates?.setSession(this.#agreement.session.id);
		} catch (error) {
			// An agent that is not there is said as that, not as a silence in the protocol.
			await within(startLossMs, this.#loss());
			const message = this.#losing && this.#gone;
			await this.close();
			if (message === undefined || error instanceof LoginWanted) throw error;
			const remedy = "monmux doctor says what is missing; the agent's log may say more.";
			throw new FailureError({ code: "agent-unavailable", message, remedy }, error);
		} finally {
			log.onLines = undefined;
		}
	}

	async #run(turn: Turn, texts: readonly string[]): Promise<TurnEnd> {
		const peer = this.#peer;
		const sessionId = this.session?.id;
		if (this.#gone !== undefined || !peer || sessionId === undefined)
			return { stop: "failed", error: this.#gone ?? `${this.label} was not started` };
		// An agent that was asked to stop and did not must not get a second prompt.
		const free = await within(this.#timeouts.lastTurn, Promise.race([this.#answered, turn.over]));
		if (!free) return { stop: "failed", error: `${this.label} still works on a turn that was cancelled` };
		if (turn.cancelled) return { stop: "cancelled" };
		turn.markSent();
		this.#updates?.setTurn(turn.id);
		const answer = peer.request("session/prompt", { sessionId, prompt: texts.map((text) => ({ type: "text", text })) });
		this.#answered = answer.then(
			() => undefined,
			() => undefined,
		);
		return readEnd(await answer);
	}

	#end(turn: Turn, end: TurnEnd): void {
		if (turn.ended) return;
		this.#questions?.cancelAll();
		this.#updates?.setTurn(undefined);
		turn.end(end);
	}

	/** The agent's own account counts, unless it is about to be gone: some cancel a turn when they are ended themselves. */
	async #endAnswered(turn: Turn, end: TurnEnd): Promise<void> {
		if (end.stop === "cancelled" && !turn.cancelled) {
			if (this.#process) await within(exitMs, this.#process.ended);
			await this.#losing;
		}
		this.#end(turn, end);
	}

	/** When the agent is gone, that is the reason, and not the request that broke on it. */
	async #endFailed(turn: Turn, error: unknown): Promise<void> {
		await this.#loss();
		const login = this.#gone === undefined && refusesForLogin(error) ? ({ wantsLogin: true } as const) : {};
		this.#end(turn, { stop: "failed", error: this.#gone ?? errorText(error), ...login });
	}

	/** Waits until it is known how the agent ended, if it did. */
	async #loss(): Promise<void> {
		await new Promise((resolve) => setImmediate(resolve));
		await this.#losing;
	}

	/** The process or its pipe is gone. The turn fails, and who listens is told. */
	async #lose(sink: AgentSink, agent: AgentProcess): Promise<void> {
		if (this.#closed) return;
		const end = (await within(exitMs, agent.ended))?.value;
		// What it said last may still be in the pipe.
		await within(drainMs, this.#peer?.closed ?? Promise.resolve());
		const reason = `${this.label} ended${describeEnd(end, agent.log.last)}`;
		this.#gone ??= reason;
		this.#peer?.close();
		await agent.close();
		// In one go: whoever learns that the turn is over must know that the agent is gone, and begin no other turn.
		if (this.#turn) this.#end(this.#turn, { stop: "failed", error: this.#gone });
		if (this.#agreement && !this.#closed) sink.exited?.(reason);
	}

	#permit(params: unknown, withdrawn: AbortSignal): Promise<Outcome> {
		const { toolCall, options, sessionId, _meta } = asRecord(params);
		const known = this.#updates?.ask(toolCall, _meta);
		const turn = this.#turn?.ended === false ? this.#turn : undefined;
		const ours = this.session === undefined || this.session.id === asText(sessionId);
		if (!known || !ours || turn?.cancelled || !this.#questions) return Promise.resolve(noAnswer);
		return this.#questions.answer({ turn: turn?.id, known, options, withdrawn });
	}
}

const otherLogin = "Log in with the agent's own program.";
/** How long after its pipe a process may end, and how long after its end its pipe may bring words, in milliseconds. */
const exitMs = 1000;
const drainMs = 200;
/** How long a failed start waits for the news that the process is gone. */
const startLossMs = 2000;

function startProcess(line: AgentCommandLine, label: string): AgentProcess {
	try {
		return new AgentProcess(line);
	} catch (error) {
		const message = `${label} cannot be started: ${errorText(error)}`;
		throw new FailureError({ code: "agent-unavailable", message, remedy: "Check its command line." }, error);
	}
}

const noAnswer: Outcome = { outcome: { outcome: "cancelled" } };

function describeEnd(end: ProcessEnd | undefined, lastLine = ""): string {
	if (end?.error) return ` before it began: ${end.error.message}`;
	const how = end?.signal ? ` by ${end.signal}` : end?.code ? ` with code ${end.code}` : "";
	return lastLine === "" ? how : `${how}: ${lastLine}`;
}
