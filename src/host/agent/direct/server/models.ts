import { z } from "zod";
import { failed, ok, type Result } from "../../../../model/failure.ts";
import { cleanLine } from "../../acp/updates/clean-text.ts";
import { readBody } from "./read-body.ts";

/** A model as its server lists it. */
export type Model = {
	readonly id: string;
	/** Tokens that it sees at once, when the server says so. */
	readonly contextTokens?: number;
};

/** A server and how it is asked. */
export type Server = { readonly url: string; readonly key?: string | undefined };

/** What the server has. Fails with `agent-unavailable` when it does not answer in `ms` milliseconds as such a server. */
export async function listModels({ url, key }: Server, ms: number): Promise<Result<readonly Model[]>> {
	const headers = key === undefined ? {} : { authorization: `Bearer ${key}` };
	try {
		// A server of this machine must not pass us on to another one.
		const response = await fetch(`${url}/models`, { headers, redirect: "error", signal: AbortSignal.timeout(ms) });
		if (response.status === 401 || response.status === 403) return failed("agent-unavailable", refused(url), keyRemedy);
		if (!response.ok) return failed("agent-unavailable", `${url}/models answers with HTTP ${response.status}`);
		return readModels(url, await readBody(response, listBytes));
	} catch {
		return failed("agent-unavailable", `no model server answers at ${url}`);
	}
}

/** The model that is meant: the one that the person named, or the first that can talk and runs on this machine. */
export function chooseModel(models: readonly Model[], wished: string | undefined): Result<Model> {
	if (wished !== undefined) {
		const found = models.find(({ id }) => id === wished) ?? models.find(({ id }) => id === `${wished}:latest`);
		return found ? ok(found) : failed("agent-unavailable", `there is no model "${wished}"`, listText(models));
	}
	const [first] = models.filter(({ id }) => !speechless.test(id) && !elsewhere.test(id));
	return first ? ok(first) : failed("agent-unavailable", "there is no model to talk to", listText(models));
}

/** Whether the name says that the model is run by somebody else, and the server here only passes on. */
export function runsElsewhere(model: string): boolean {
	return elsewhere.test(model);
}

/** The models in a line, for a person who has to choose one. */
export function listText(models: readonly Model[]): string {
	if (models.length === 0) return "The server has no models.";
	const names = models.slice(0, namesShown).map(({ id }) => id);
	const left = models.length - names.length;
	return `Models there: ${names.join(", ")}${left > 0 ? ` and ${left} more` : ""}.`;
}

/** Models that do not answer in words. */
const speechless = /embed|rerank|whisper|bge-/i;
const elsewhere = /[:-]cloud$/i;
const namesShown = 20;
const mostModels = 1000;
const longestName = 200;
const listBytes = 1024 * 1024;
const keyRemedy =
	"If it wants a key, put it into the variable MONMUX_DIRECT_KEY and give the URL with --agent-command.";

function refused(url: string): string {
	return `the server at ${url} refuses us`;
}

const listSchema = z.object({
	data: z.array(
		z.object({
			id: z.string(),
			max_model_len: z.number().positive().optional().catch(undefined),
			meta: z.object({ n_ctx: z.number().positive() }).optional().catch(undefined),
		}),
	),
});

function readModels(url: string, text: string): Result<readonly Model[]> {
	const read = listSchema.safeParse(parseJson(text));
	if (!read.success) return failed("agent-unavailable", `what answers at ${url} is no model server`);
	const sound = read.data.data.filter(({ id }) => id !== "" && id.length <= longestName && cleanLine(id) === id);
	return ok(
		sound.slice(0, mostModels).map(({ id, max_model_len, meta }) => {
			const contextTokens = max_model_len ?? meta?.n_ctx;
			return contextTokens === undefined ? { id } : { id, contextTokens };
		}),
	);
}

function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
