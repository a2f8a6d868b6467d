/** One complete line of a script's output, decoded, control sequences removed. */
export type Line = {
	readonly stream: "stdout" | "stderr";
	/** Cleaned text without its newline; at most `lineLimit` characters. */
	readonly text: string;
	/** Bytes that the line's cut left out; 0 when it is whole. */
	readonly cutBytes: number;
	/** No newline came for a second, or the stream ended without one. */
	readonly partial: boolean;
	/** A full-screen program drew it: it is part of a picture and makes no event. */
	readonly drawn?: true;
};

/** A line over this many UTF-16 units is cut at a grapheme. */
export const lineLimit = 2000;
/** An event over this many UTF-8 bytes is cut at a grapheme. */
export const eventByteLimit = 16 * 1024;
/** An event closes at this many lines. */
export const eventLineLimit = 200;
