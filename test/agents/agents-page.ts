import { agents } from "../../src/host/agent/catalogue/agents.ts";
import type { AgentProfile } from "../../src/host/agent/catalogue/profile.ts";
import type { Outcome } from "./play-offline.ts";
import { recipes } from "./recipes.ts";

/** What the matrix found out about one agent; what could not be played is absent, and the error says why. */
export type Result = {
	readonly session?: Outcome<"session"> | undefined;
	readonly protocol?: Outcome<"protocol"> | undefined;
	readonly error?: string;
};

/** One column: its title, what it means, and what an agent has in it. */
type Column = { readonly title: string; readonly means: string; readonly cell: (result: Result) => string };

const columns: readonly Column[] = [
	{
		title: "event wakes",
		means: "a forwarded event begins a turn of the idle agent, and it reads the monitor with our tool.",
		cell: act("wake"),
	},
	{
		title: "busy",
		means: "events that come during a turn leave it whole, and are exactly one turn after it.",
		cell: act("busy"),
	},
	{
		title: "starts one",
		means:
			"it asks for a monitor with our tool, which runs when the person has approved it; the answer and the end reach it.",
		cell: act("start"),
	},
	{
		title: "asked once",
		means:
			"its own questions about our tools are answered without the person, who is asked by monmux alone for what they do.",
		cell: ({ session }) => cell(session?.acts.start && yes(session.asked.length === 0)),
	},
	{
		title: "interrupt",
		means: "the turn ends as cancelled within the time given, and what waited goes out.",
		cell: (result) => (passed(result, "interrupt") ? duration(result.session?.interruptMs) : act("interrupt")(result)),
	},
	{
		title: "killed",
		means:
			"killed in a turn it is shown as dead, nothing of it lives on, and after a restart it gets the event that waited.",
		cell: act("kill"),
	},
	{
		title: "goes on",
		means: "after that it goes on with its old session; else it begins a new one and says so.",
		cell: (result) => cell(passed(result, "kill") && yes(result.session?.resumed === true)),
	},
	{ title: "leaves nothing", means: "no process is left after `monmux stop`.", cell: act("stop") },
	{
		title: "steer",
		means: "it takes words into a running turn.",
		cell: ({ protocol }) => cell(protocol && yes(protocol.steers)),
	},
	{
		title: "second prompt",
		means:
			"what it makes of a second prompt during a turn (merged: one answer for both), which is why monmux has a queue of its own and sends none.",
		cell: ({ protocol }) => cell(protocol?.second),
	},
];

const intro = `# Agents

monmux works with any agent that speaks the [agent client protocol](https://agentclientprotocol.com) and knows these by name.
\`monmux --agent ID\` chooses one; \`monmux --agent-command "CMD"\` runs any other.
This page is written by \`npm run test:agents\`, from runs of the real agents against a model on the same machine, in a network without a way out.
All but the last two columns are from a session of the built program, with a monitor in its sandbox.
`;

/** The page about all agents. One without a result was not tried. */
export function agentsPage(results: Readonly<Record<string, Result>>): string {
	const head = ["agent", "version", ...columns.map(({ title }) => title)];
	const rows = agents.map((profile) => row(profile, results[profile.id]));
	const table = [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`);
	const legend = columns.map(({ title, means }) => `- **${title}**: ${means}`);
	const sections = agents.map((profile) => section(profile, results[profile.id]));
	return `${[intro, ...table, "", ...legend].join("\n")}\n\n${sections.join("\n")}`;
}

/** Whether all went as it should with an agent. What only differs from agent to agent does not count. */
export function passes({ session, error }: Result): boolean {
	return error === undefined && session?.asked.length === 0 && wrongs(session.acts).length === 0;
}

function row({ id, name }: AgentProfile, result: Result | undefined): string[] {
	const head = [`${name} (\`${id}\`)`, version(id)];
	if (!result) return [...head, "not tried", ...columns.slice(1).map(() => "")];
	return [...head, ...columns.map((column) => column.cell(result))];
}

function act(name: string): Column["cell"] {
	return (result) => cell(result.session?.acts[name] && yes(passed(result, name)));
}

function passed({ session }: Result, name: string): boolean {
	return session?.acts[name] === "yes";
}

/** What was not played is left open. */
function cell(content: string | false | undefined): string {
	return content || "–";
}

/** In steps, so that the page does not change with the load of the machine. */
function duration(ms = 0): string {
	return `≤ ${[1, 5].find((step) => ms <= step * 1000) ?? Math.ceil(ms / 1000)} s`;
}

function version(id: string): string {
	const pin = recipes[id]?.pin ?? "";
	return pin.slice(pin.lastIndexOf("@") + 1);
}

function yes(holds: boolean): string {
	return holds ? "yes" : "no";
}

/** The acts that went wrong, with what was wrong. */
function wrongs(acts: Readonly<Record<string, string>>): string[] {
	return Object.entries(acts).flatMap(([name, how]) => (how === "yes" ? [] : [`${name}: ${how}`]));
}

function section(profile: AgentProfile, result: Result | undefined): string {
	const { name, id, install, login, command, args, quirks } = profile;
	const errors = [...wrongs(result?.session?.acts ?? {}), ...(result?.error === undefined ? [] : [result.error])];
	const lines = [
		`Runs \`${[command, ...args].join(" ")}\`.`,
		`Install: \`${install}\``,
		login,
		...quirks.notes,
		...errors.map((error) => `In the last run: ${error.split("\n")[0]}`),
	];
	return [`## ${name} (\`${id}\`)`, "", ...lines.map((line) => `- ${line}`), ""].join("\n");
}
