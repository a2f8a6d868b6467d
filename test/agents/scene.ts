import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { type AcpBackend, createAcpBackend } from "../../src/host/agent/acp/acp-backend.ts";
import { agents } from "../../src/host/agent/catalogue/agents.ts";
import type { Event } from "../../src/model/event.ts";
import { Notebook } from "../host/agent/acp/scene.ts";
import { installAgent } from "./install.ts";
import { type FakeModel, startFakeModel } from "./model/fake-model.ts";
import { prepareHome, recipes } from "./recipes.ts";
import { startToolServer, type ToolServer } from "./tool-server.ts";

/** A real agent, installed and ready to be started, in an empty home and against a model on this machine. */
export type Scene = {
	readonly id: string;
	readonly model: FakeModel;
	readonly tools: ToolServer;
	readonly book: Notebook;
	/** Titles of the calls that the person was asked about. */
	readonly asked: string[];
	/** It is in vain to wait for its look at the tools. */
	readonly lazyTools: boolean;
	/** A new backend of the agent; with `resume` it goes on with an old session. */
	backend(resume?: string): AcpBackend;
	/** The end of its log. */
	log(): string;
	/** Ids of processes that live in this scene's home. */
	processes(): number[];
	close(): Promise<void>;
};

/** Builds the scene for one agent of the recipes; installs it when needed. Throws when that fails. */
export async function setScene(id: string): Promise<Scene> {
	const recipe = recipes[id];
	const profile = agents.find((agent) => agent.id === id);
	if (!recipe || !profile) throw new Error(`there is no recipe for ${id}`);
	const command = await installAgent(id, recipe);
	const home = mkdtempSync(join(tmpdir(), `monmux-${id}-`));
	const cwd = join(home, "work");
	for (const folder of [cwd, join(home, "tmp")]) mkdirSync(folder);
	const model = await startFakeModel();
	const tools = await startToolServer();
	const env = { ...profile.env, ...prepareHome(recipe, home, model.url) };
	// The node that runs this comes first: agents refuse an old one.
	const path = [dirname(process.execPath), dirname(command), env.PATH].join(delimiter);
	const book = new Notebook();
	const asked: string[] = [];
	book.onAsk = async ({ call, choices }) => {
		asked.push(call.title);
		return choices.find(({ kind }) => kind === "allow-once")?.id;
	};
	const log = join(home, "agent.log");
	return {
		...{ id, model, tools, book, asked, lazyTools: profile.quirks.lazyTools === true },
		backend: (resume) =>
			createAcpBackend({
				...{ label: profile.name, command, args: profile.args, cwd, log, quirks: profile.quirks },
				env: { ...env, PATH: path },
				mcp: (transport) => (transport === "http" ? [tools.config] : []),
				nameOf: (monitor) => `watch-${monitor}`,
				...(resume === undefined ? {} : { resume }),
			}),
		log: () => readEnd(log),
		processes: () => processesIn(home),
		close: async () => {
			await Promise.all([model.close(), tools.close()]);
			rmSync(home, { recursive: true, force: true, maxRetries: 5 });
		},
	};
}

/** A turn that monitors began, with events of one monitor. */
export function told(turn: string, count = 1) {
	const events = Array.from({ length: count }, (_, i) => event(i + 1));
	return { agent: "a", turn, origin: "monitor", text: "", events, notes: [] } as const;
}

function event(seq: number): Event {
	const place = { id: `e${seq}`, monitor: "m1", seq, at: Date.now(), verdict: "forwarded", by: "policy" } as const;
	return { ...place, kind: "output", text: "a <failed> test", lines: 1, cut: { lines: 0, bytes: 0 }, partial: false };
}

function readEnd(path: string): string {
	try {
		return readFileSync(path, "utf8").slice(-2000);
	} catch {
		return "";
	}
}

/** Processes whose environment names the home: what an agent starts inherits it. */
function processesIn(home: string): number[] {
	return readdirSync("/proc")
		.filter((name) => /^\d+$/.test(name))
		.filter((pid) => environment(pid).includes(`HOME=${home}\0`))
		.map(Number);
}

function environment(pid: string): string {
	try {
		return readFileSync(`/proc/${pid}/environ`, "utf8");
	} catch {
		return "";
	}
}
