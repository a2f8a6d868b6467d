import { type Ask, aside, call, isAside, type Mind, type Reply } from "./rules.ts";

/** One answer of a model in a story. */
export type StoryLine = {
	/** Found in what the model was told last: the result of its call, else what the user said. */
	readonly after: RegExp;
	readonly says?: string;
	readonly calls?: { readonly tool: string; readonly args: Readonly<Record<string, unknown>> };
};

/** A model that plays a part: the first line that fits and was not said yet is its answer. */
export function tellStory(lines: readonly StoryLine[]): Mind {
	const left = [...lines];
	return (ask) => {
		if (isAside(ask)) return { type: "text", text: aside(ask) };
		const told = ask.result ?? ask.text;
		const line = left.find(({ after }) => after.test(told));
		if (!line) return { type: "text", text: `The story has no answer to: ${told}` };
		left.splice(left.indexOf(line), 1);
		return answer(line, ask);
	};
}

function answer({ says = "", calls }: StoryLine, ask: Ask): Reply {
	if (!calls) return { type: "text", text: says };
	const reply = call(calls.tool, calls.args, ask);
	return reply.type === "call" && says !== "" ? { ...reply, words: says } : reply;
}
