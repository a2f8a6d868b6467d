/** Where frames come from: the difference from the last frame that was taken to the wanted one. */
export type FrameSource = {
	/** The bytes to write now; empty when nothing changed. They count as written. */
	flush(): string;
	/** The last bytes did not arrive: forget what the terminal shows. */
	repaint(): void;
};

/** Where frames go. `done` is called once, with whether the whole chunk was written. */
export type FrameSink = { write(chunk: string, done: (written: boolean) => void): void };

export type FrameWriter = {
	/** Wants the screen brought up to date: in this turn of the event loop, or as soon as the write under way ends. */
	request(): void;
	/** The same for what nobody waits for: at once after a quiet time, else together with what comes until the next frame is due. */
	soon(): void;
};

/**
 * Milliseconds between frames that nobody waits for.
 * What they show comes at most 30 times a second; a little less than that pace, so that jitter costs no timer.
 */
const paceMs = 28;

const beginFrame = "\u001b[?2026h";
const endFrame = "\u001b[?2026l";

/**
 * Writes frames one at a time.
 * A frame is only computed when it can be written, so a slow terminal skips frames and always gets the newest one,
 * as the difference from what it really got.
 */
export function createFrameWriter(sink: FrameSink, source: FrameSource): FrameWriter {
	let busy = false;
	let scheduled = false;
	let wanted = false;
	let lastAt = Number.NEGATIVE_INFINITY;
	let timer: NodeJS.Timeout | undefined;

	const schedule = () => {
		clearTimeout(timer);
		timer = undefined;
		if (scheduled) return;
		scheduled = true;
		queueMicrotask(write);
	};
	const write = () => {
		scheduled = false;
		const bytes = source.flush();
		if (bytes === "") return;
		busy = true;
		lastAt = performance.now();
		sink.write(beginFrame + bytes + endFrame, done);
	};
	const done = (written: boolean) => {
		busy = false;
		if (!written) source.repaint();
		if (!wanted) return;
		wanted = false;
		schedule();
	};

	const request = () => {
		if (busy) wanted = true;
		else schedule();
	};

	return {
		request,
		soon() {
			const wait = lastAt + paceMs - performance.now();
			if (wait <= 0) request();
			else timer ??= setTimeout(request, wait);
		},
	};
}
