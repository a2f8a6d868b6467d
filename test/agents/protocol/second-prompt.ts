import { defaultTimeouts } from "../../../src/host/agent/acp/acp-options.ts";
import { handshake } from "../../../src/host/agent/acp/handshake.ts";
import { openPeer, type Peer } from "../../../src/host/agent/acp/open-peer.ts";
import { AgentProcess } from "../../../src/host/agent/acp/process/agent-process.ts";
import { messageStream } from "../../../src/host/agent/acp/process/message-stream.ts";
import { readEnd } from "../../../src/host/agent/acp/turn.ts";
import { asRecord, asText } from "../../../src/host/agent/acp/updates/loose.ts";
import { until } from "../../terminal/drivers/until.ts";
import type { Scene } from "./scene.ts";

/** What becomes of a turn when a second prompt comes in it, in words for a table. */
export type SecondPrompt = "waits" | "refused" | "merged" | "cancels the turn" | "fails the turn" | "runs beside it";

/** Both prompts, one after the other: how they ended, and what had been said by then. */
type Ends = { readonly first: End; readonly second: End };
type End = { readonly stop: string; readonly heard: string };

/** Sends a second prompt while the first one runs, which monmux itself never does. */
export async function secondPrompt(scene: Scene): Promise<SecondPrompt> {
	const { command, args, env, cwd, log } = scene.options;
	const agent = new AgentProcess({ command, args, env, cwd, log, graceMs: defaultTimeouts.grace });
	let heard = "";
	const stream = messageStream({
		input: agent.stdout,
		output: agent.stdin,
		onNotification: (_, params) => {
			heard += wordsIn(params);
		},
		onJunk: () => undefined,
	});
	const peer = await openPeer(stream, async () => ({ outcome: { outcome: "cancelled" } }));
	try {
		return judge(await sendBoth(scene, peer, () => heard));
	} finally {
		await agent.close();
		peer.close();
	}
}

async function sendBoth(scene: Scene, peer: Peer, heard: () => string): Promise<Ends> {
	const nothing = (): void => undefined;
	const listeners = { onReplay: nothing, onLogins: nothing, onLogin: nothing };
	const { command, args } = scene.options;
	const own = { command: [command, ...args], loginHint: "", timeouts: defaultTimeouts };
	const greeting = { ...scene.options, ...listeners, ...own };
	const { session } = await handshake(peer, greeting);
	const ended: End[] = [];
	const send = async (text: string): Promise<End> => {
		const params = { sessionId: session.id, prompt: [{ type: "text", text }] };
		const stop = await peer.request("session/prompt", params, turnMs).then(
			(answer) => readEnd(answer).stop,
			() => "failed",
		);
		const end = { stop, heard: heard() };
		ended.push(end);
		return end;
	};
	const first = send("SLOW 60000");
	await until("the first words", () => heard().includes("tick"), turnMs);
	const second = send("SAY second");
	// Some agents do something at once; the others wait for the end of the turn.
	const early = (): boolean => ended.length > 0 || heard().includes("second");
	await until("a reaction", early, reactionMs).catch(() => undefined);
	scene.model.finish();
	return { first: await first, second: await second };
}

const turnMs = 60_000;
const reactionMs = 3000;

function judge({ first, second }: Ends): SecondPrompt {
	if (first.stop === "cancelled") return "cancels the turn";
	if (first.stop === "failed") return "fails the turn";
	if (second.stop === "failed") return "refused";
	if (/second.*tock/s.test(first.heard)) return "runs beside it";
	return first.heard.includes("second") ? "merged" : "waits";
}

function wordsIn(params: unknown): string {
	const update = asRecord(asRecord(params).update);
	return update.sessionUpdate === "agent_message_chunk" ? (asText(asRecord(update.content).text) ?? "") : "";
}
