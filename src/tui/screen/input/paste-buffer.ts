import type { Paste } from "../key.ts";

/** What ends a bracketed paste. */
const endMark = Buffer.from("\x1b[201~");
/** Bytes of a paste that are held at most; a longer one is handed on in parts, so that memory stays bounded. */
const pasteLimit = 1024 * 1024;

/** The pastes that are complete, and the bytes behind the end mark, or undefined while the paste goes on. */
export type PasteStep = { readonly pastes: Paste[]; readonly rest: Uint8Array | undefined };

/** Collects a bracketed paste over any number of chunks. */
export type PasteBuffer = {
	push(bytes: Uint8Array): PasteStep;
	/** Gives up waiting for the end mark and hands over what came. */
	finish(): Paste[];
};

/** Starts a paste, right behind its start mark. */
export function createPasteBuffer(): PasteBuffer {
	const decoder = new TextDecoder("utf-8");
	let chunks: Uint8Array[] = [];
	let size = 0;
	// The last bytes of the chunk before, which may be the first half of the end mark.
	let tail: Uint8Array = new Uint8Array(0);

	const keep = (bytes: Uint8Array) => {
		chunks.push(bytes);
		size += bytes.length;
	};
	const take = (last: boolean): Paste[] => {
		const raw = Buffer.concat(chunks);
		const text = cleanPaste(decoder.decode(raw, { stream: !last }));
		chunks = [];
		size = 0;
		return raw.length === 0 ? [] : [{ kind: "paste", name: "paste", ctrl: false, alt: false, shift: false, text, raw }];
	};

	return {
		push(bytes) {
			const all = Buffer.concat([tail, bytes]);
			const end = all.indexOf(endMark);
			if (end >= 0) {
				keep(all.subarray(0, end));
				return { pastes: take(true), rest: all.subarray(end + endMark.length) };
			}
			const kept = Math.max(0, all.length - endMark.length + 1);
			keep(all.subarray(0, kept));
			tail = all.subarray(kept);
			return { pastes: size >= pasteLimit ? take(false) : [], rest: undefined };
		},
		finish() {
			keep(tail);
			return take(true);
		},
	};
}

/** One kind of line end, and no control character that could act on a screen. */
function cleanPaste(text: string): string {
	return text.replace(/\r\n?/g, "\n").replace(/[^\P{Cc}\n\t]/gu, "");
}
