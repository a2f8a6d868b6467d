import { z } from "zod";
import type { Failure, Result } from "../../../model/failure.ts";
import type { HubTools } from "../hub-tools.ts";

/** Who calls a tool, on what, and how large the answer may be. */
export type ToolContext = { readonly tools: HubTools; readonly agent: string; readonly answerBytes: number };

/** A JSON object; strings in it are cleaned before it goes out. */
export type Answer = { readonly [key: string]: unknown };

/** One tool: what the model reads of it, and what it does. */
export type Tool = {
	/** As `tools/list` tells it. */
	readonly listing: Listing;
	/** Checks the arguments and runs the tool. */
	run(context: ToolContext, args: Readonly<Record<string, unknown>>): Promise<Result<Answer>>;
};

/** The words and the schema of a tool. */
export type Listing = {
	readonly name: string;
	readonly title: string;
	readonly description: string;
	readonly inputSchema: {
		readonly type: "object";
		readonly [key: string]: unknown;
	};
	readonly annotations: Annotations;
	readonly _meta: Readonly<Record<string, unknown>>;
};

/** What a tool does to the world, for clients that ask before some calls. */
export type Annotations = {
	readonly readOnlyHint: boolean;
	readonly destructiveHint: boolean;
	readonly idempotentHint: boolean;
	readonly openWorldHint: boolean;
};

type Definition<Input> = {
	readonly name: string;
	readonly title: string;
	readonly description: string;
	readonly annotations: Annotations;
	/** A strict object, so that a parameter which does not exist is refused and not ignored. */
	readonly input: z.ZodType<Input>;
	run(context: ToolContext, input: Input): Promise<Result<Answer>>;
};

/** Makes a tool of its definition. */
export function defineTool<Input>(definition: Definition<Input>): Tool {
	const { name, title, description, annotations, input } = definition;
	const listing = { name, title, description, inputSchema: jsonSchema(input), annotations, _meta: alwaysLoad };
	return {
		listing,
		run: async (context, args) => {
			const read = input.safeParse(args);
			return read.success ? definition.run(context, read.data) : { ok: false, failure: explain(listing, read.error) };
		},
	};
}

/** Clients that hide tools behind a search are asked to show these: a model uses only what it sees. */
const alwaysLoad = { "anthropic/alwaysLoad": true };

function jsonSchema(input: z.ZodType): Listing["inputSchema"] {
	const { $schema, ...schema } = z.toJSONSchema(input, { io: "input" });
	return { ...schema, type: "object" };
}

/** At most this many things that are wrong are named at once. */
const issuesNamed = 5;

function explain({ name, inputSchema }: Listing, error: z.ZodError): Failure {
	const issues = error.issues.slice(0, issuesNamed).map(({ path, message }) => [...path, message].join(": "));
	const parameters = Object.keys(inputSchema.properties ?? {}).join(", ") || "none";
	const remedy = `Correct the arguments and call the tool again. Its parameters: ${parameters}.`;
	return { code: "bad-usage", message: `${name}: ${issues.join("; ")}`, remedy };
}
