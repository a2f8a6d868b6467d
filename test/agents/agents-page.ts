import { agents } from "../../src/host/agent/catalogue/agents.ts";
import type { AgentProfile } from "../../src/host/agent/catalogue/profile.ts";
import { recipes } from "./recipes.ts";
import type { Outcome } from "./scenario.ts";

/** What the matrix found out about one agent. */
export type Result = { readonly outcome?: Outcome; readonly error?: string };

const intro = `# Agents

monmux works with any agent that speaks the [agent client protocol](https://agentclientprotocol.com) and knows these by name.
\`monmux --agent ID\` chooses one; \`monmux --agent-command "CMD"\` runs any other.
This page is written by \`npm run test:agents\`, from runs of the real agents against a model on the same machine, in a network without a way out.
`;

const legend = `
- **event wakes**: an event begins a turn of the idle agent, and it reads the monitor.
- **busy**: events that come during a turn leave it alone and are exactly one turn after it.
- **interrupt**: the turn ends as cancelled within the time given, and the next event is delivered.
- **steer**: the agent takes words into a running turn.
- **our tools unasked**: the agent's own questions about the monitor tools are answered without the person, since monmux asks for what they do.
- **goes on**: a new process goes on with the old session.
- **leaves nothing**: no process of the agent lives on after it was closed.
`;

/** The page about all agents. One without a result was not tried. */
export function agentsPage(results: Readonly<Record<string, Result>>): string {
	const rows = agents.map((profile) => row(profile, results[profile.id]));
	const head = [
		"agent",
		"version",
		"event wakes",
		"busy",
		"interrupt",
		"steer",
		"our tools unasked",
		"goes on",
		"leaves nothing",
	];
	const table = [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`);
	const sections = agents.map((profile) => section(profile, results[profile.id]));
	return `${intro}\n${table.join("\n")}\n${legend}\n${sections.join("\n")}`;
}

function row({ id, name }: AgentProfile, result: Result | undefined): string[] {
	const head = [`${name} (\`${id}\`)`, version(id)];
	const outcome = result?.outcome;
	if (!outcome) return [...head, result ? "failed" : "not tried", ...Array<string>(6).fill("")];
	const { wake, busy, interrupt, steer, stop, resumed, left } = outcome;
	const stopped = interrupt.end.stop === "cancelled" && interrupt.after.stop === "done" && interrupt.read;
	return [
		...head,
		yes(wake.end.stop === "done" && wake.read),
		yes(busy.end.stop === "done" && busy.whole && busy.after.stop === "done" && busy.turns === 1),
		stopped ? duration(interrupt.ms) : "no",
		yes(steer === "taken"),
		yes(stop.used && stop.asked.length === 0),
		yes(resumed),
		yes(left === 0),
	];
}

/** In steps, so that the page does not change with the load of the machine. */
function duration(ms: number): string {
	return `≤ ${[1, 5].find((step) => ms <= step * 1000) ?? Math.ceil(ms / 1000)} s`;
}

function version(id: string): string {
	const pin = recipes[id]?.pin ?? "";
	return pin.slice(pin.lastIndexOf("@") + 1);
}

function yes(holds: boolean): string {
	return holds ? "yes" : "no";
}

function section(profile: AgentProfile, result: Result | undefined): string {
	const { name, id, install, login, command, args, quirks } = profile;
	const titles = result?.outcome?.titles ?? [];
	const lines = [
		`Runs \`${[command, ...args].join(" ")}\`.`,
		`Install: \`${install}\``,
		login,
		...quirks.notes,
		...(titles.length > 0
			? [
					`It calls our tools ${titles
						.slice(0, 2)
						.map((title) => `\`${title}\``)
						.join(", ")}.`,
				]
			: []),
		...(result?.error === undefined ? [] : [`In the last run: ${result.error.split("\n")[0]}`]),
	];
	return [`## ${name} (\`${id}\`)`, "", ...lines.map((line) => `- ${line}`), ""].join("\n");
}
