import { type Entry, entrySchema } from "../../../model/entry.ts";

/** The entry that a row holds; undefined when it is none, or one of a kind that this program does not know. */
export function parseEntry(body: string): Entry | undefined {
	return entrySchema.safeParse(parseJson(body)).data;
}

/** The value of a JSON text, or undefined when it is none. */
export function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
