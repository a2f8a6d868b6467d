import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { type AcpBackend, createAcpBackend } from "../../../src/host/agent/acp/acp-backend.ts";
import type { AcpOptions } from "../../../src/host/agent/acp/acp-options.ts";
import { Notebook } from "../../host/agent/acp/scene.ts";
import { castAgent } from "../cast.ts";
import { type FakeModel, startFakeModel } from "../model/fake-model.ts";
import { readEnd } from "../read-end.ts";
import { prepareHome } from "../recipes.ts";

/** A real agent, ready to be started, in an empty home and against a model on this machine. */
export type Scene = {
	readonly model: FakeModel;
	readonly book: Notebook;
	readonly backend: AcpBackend;
	/** What the backend is made of. */
	readonly options: AcpOptions;
	/** The end of its log. */
	log(): string;
	close(): Promise<void>;
};

/** Builds the scene for one agent of the recipes; installs it when needed. Throws when that fails. */
export async function setScene(id: string): Promise<Scene> {
	const { profile, recipe, program } = await castAgent(id);
	const home = mkdtempSync(join(tmpdir(), `monmux-${id}-`));
	const cwd = join(home, "work");
	mkdirSync(cwd);
	const model = await startFakeModel();
	const env = { ...profile.env, ...prepareHome(recipe, home, model.url) };
	// The node that runs this comes first: agents refuse an old one.
	const path = [dirname(process.execPath), dirname(program), env.PATH].join(delimiter);
	const log = join(home, "agent.log");
	const options: AcpOptions = {
		...{ label: profile.name, command: program, args: profile.args, cwd, log, quirks: profile.quirks },
		...{ env: { ...env, PATH: path }, mcp: () => [], nameOf: (monitor) => monitor },
	};
	return {
		...{ model, options, book: new Notebook(), backend: createAcpBackend(options) },
		log: () => readEnd(log),
		close: async () => {
			await model.close();
			rmSync(home, { recursive: true, force: true, maxRetries: 5 });
		},
	};
}
