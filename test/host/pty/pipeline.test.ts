import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
	createPipeline,
	type Pipeline,
	type PipelineOutput,
	type PipelineSpec,
} from "../../../src/host/pty/pipeline.ts";
import { eventDraftSchema } from "../../../src/model/event.ts";
import { type Caps, capsSchema } from "../../../src/model/monitor.ts";

type Choices = Partial<Omit<PipelineSpec, "caps">> & { caps?: Partial<Caps> };

function pipelineOf({ caps, ...choices }: Choices = {}): Pipeline {
	const pipeline = createPipeline({ events: "stdout", ...choices, caps: capsSchema.parse(caps ?? {}) }, 0);
	if (!pipeline.ok) throw new Error(pipeline.failure.message);
	return pipeline.value;
}

function tell(outputs: readonly PipelineOutput[]): string[] {
	return outputs.map((output) => {
		if (!("draft" in output)) return output.type;
		return `${output.type} ${output.draft.text.replaceAll("\n", "|")}${output.draft.partial ? "…" : ""}`;
	});
}

function push(pipeline: Pipeline, text: string, now: number): PipelineOutput[] {
	return pipeline.pushBytes("stdout", Buffer.from(text), now);
}

function pushError(pipeline: Pipeline, text: string, now: number): PipelineOutput[] {
	return pipeline.pushBytes("stderr", Buffer.from(text), now);
}

/** Ticks whenever it is due until `now`; returns `time: output`. Fails when the pipeline never comes to rest. */
function passTime(pipeline: Pipeline, now: number): string[] {
	const story: string[] = [];
	for (let calls = 0; calls < 1000; calls++) {
		const due = pipeline.due();
		if (due === undefined || due > now) return story;
		for (const output of tell(pipeline.tick(due))) story.push(`${due}: ${output}`);
	}
	throw new Error("the pipeline is always due");
}

function addUp({ counts }: Pipeline): void {
	expect(counts.inEvents + counts.filtered + counts.suppressed + counts.pending).toBe(counts.linesIn);
}

describe("streams", () => {
	test.each([
		["stdout", ["50: pass out"], 1],
		["stderr", ["50: pass err"], 1],
		["both", ["50: pass out|err"], 2],
	] as const)("--events %s", (events, story, linesIn) => {
		const pipeline = pipelineOf({ events });
		push(pipeline, "out\n", 0);
		pushError(pipeline, "err\n", 0);
		expect(passTime(pipeline, 5000)).toEqual(story);
		expect(pipeline.counts).toMatchObject({ linesIn, inEvents: linesIn, stderrLines: 1 });
		expect([pipeline.tail("stdout"), pipeline.tail("stderr")]).toEqual([["out"], ["err"]]);
	});

	test("do not mix within a line or a sequence", () => {
		const pipeline = pipelineOf({ events: "both" });
		push(pipeline, "o\x1b[3", 0);
		pushError(pipeline, "err\n", 0);
		push(pipeline, "1mut\n", 0);
		expect(passTime(pipeline, 100)).toEqual(["50: pass err|out"]);
	});
});

describe("rules", () => {
	test("filter lines and count them", () => {
		const pipeline = pipelineOf({ match: "E", exclude: "x" });
		push(pipeline, "E1\nI2\nEx3\n\nE4\n", 0);
		expect(passTime(pipeline, 100)).toEqual(["50: pass E1|E4"]);
		expect(pipeline.counts).toMatchObject({ linesIn: 5, inEvents: 2, filtered: 3, pending: 0, unjudged: 0 });
	});

	test("see the cleaned text", () => {
		const pipeline = pipelineOf({ match: "^ok$" });
		push(pipeline, "50%\r\x1b[K\x1b[32mok\x1b[0m\r\n", 0);
		expect(passTime(pipeline, 100)).toEqual(["50: pass ok"]);
	});

	test("that are wrong are a failure", () => {
		const pipeline = createPipeline({ events: "stdout", match: "(", caps: capsSchema.parse({}) }, 0);
		expect(pipeline).toMatchObject({ ok: false, failure: { code: "bad-pattern" } });
	});

	test("pass over blank lines that would begin an event", () => {
		const pipeline = pipelineOf();
		push(pipeline, "\n\n", 0);
		expect(pipeline.due()).toBeUndefined();
		expect(pipeline.counts).toMatchObject({ linesIn: 2, filtered: 2 });
	});
});

describe("partial lines", () => {
	test("count after a second of silence", () => {
		const pipeline = pipelineOf();
		push(pipeline, "Continue? ", 0);
		expect(pipeline.due()).toBe(1000);
		expect(passTime(pipeline, 5000)).toEqual(["1050: pass Continue? …"]);
		push(pipeline, "yes\n", 5000);
		expect(passTime(pipeline, 9000)).toEqual(["5050: pass yes"]);
		addUp(pipeline);
	});

	test("wait while bytes come", () => {
		const pipeline = pipelineOf();
		for (let now = 0; now <= 3000; now += 500) push(pipeline, ".", now);
		expect(passTime(pipeline, 5000)).toEqual(["4050: pass .......…"]);
	});

	test("are given up by late bytes as by a tick", () => {
		const pipeline = pipelineOf();
		push(pipeline, "first", 0);
		push(pipeline, "second\n", 2000);
		expect(passTime(pipeline, 5000)).toEqual(["2050: pass first|second"]);
		expect(pipeline.counts.linesIn).toBe(2);
	});

	test("of the other stream are shown, not told", () => {
		const pipeline = pipelineOf();
		pushError(pipeline, "warning", 0);
		expect(passTime(pipeline, 5000)).toEqual([]);
		expect(pipeline.tail("stderr")).toEqual(["warning"]);
	});
});

describe("the rate cap", () => {
	test("folds a flood into one running event, and the counts add up all the while", () => {
		const pipeline = pipelineOf({ caps: { burst: 2 } });
		const story: string[] = [];
		for (let now = 0; now <= 2000; now += 100) {
			story.push(...passTime(pipeline, now), ...tell(push(pipeline, `${now}\n`, now)));
			addUp(pipeline);
		}
		story.push(...tell(pipeline.end(2000)));
		expect(story.slice(0, 3)).toEqual([
			"50: pass 0",
			"150: pass 100",
			"250: suppress 1 line suppressed (over 1 event/s)|200",
		]);
		expect(story.at(-1)).toBe("calm");
		expect(story.at(-2)).toMatch(/^grow 1\d lines suppressed \(over 1 event\/s\)\|/);
		expect(pipeline.counts).toMatchObject({ linesIn: 21, pending: 0 });
		addUp(pipeline);
	});

	test("says over-cap after a minute of flood", () => {
		const pipeline = pipelineOf({ caps: { burst: 1 } });
		const outputs: string[] = [];
		for (let now = 0; now <= 70_000; now += 50) outputs.push(...tell(push(pipeline, "x\n".repeat(300), now)));
		expect(outputs.filter((output) => output === "over-cap")).toHaveLength(1);
		addUp(pipeline);
	});
});

describe("--max-events", () => {
	test("says so once, and what comes later is counted, not told", () => {
		const pipeline = pipelineOf({ caps: { maxEvents: 2, silenceMs: 500 } });
		const story: string[] = [];
		for (const now of [0, 100, 200, 300])
			story.push(...tell(push(pipeline, `${now}\n`, now)), ...passTime(pipeline, now + 60));
		expect(story).toEqual(["50: pass 0", "150: pass 100", "150: max-events"]);
		expect(passTime(pipeline, 10_000)).toEqual([]);
		expect(pipeline.counts).toMatchObject({ linesIn: 4, inEvents: 2, suppressed: 2 });
	});
});

describe("--silence", () => {
	test("tells once that no line came, and again after the next line", () => {
		const pipeline = pipelineOf({ caps: { silenceMs: 30_000 } });
		expect(passTime(pipeline, 100_000)).toEqual(["30000: pass no line for 30s"]);
		push(pipeline, "x\n", 100_000);
		expect(passTime(pipeline, 300_000)).toEqual(["100050: pass x", "130000: pass no line for 30s"]);
	});

	test("is broken by any line, told or not", () => {
		const pipeline = pipelineOf({ match: "E", caps: { silenceMs: 30_000 } });
		push(pipeline, "filtered\n", 20_000);
		pushError(pipeline, "stderr\n", 40_000);
		expect(passTime(pipeline, 69_999)).toEqual([]);
		expect(passTime(pipeline, 70_000)).toEqual(["70000: pass no line for 30s"]);
	});

	test("is not told after the end", () => {
		const pipeline = pipelineOf({ caps: { silenceMs: 30_000 } });
		pipeline.end(10);
		expect([pipeline.due(), pipeline.tick(100_000)]).toEqual([undefined, []]);
	});
});

test("the end closes everything at once", () => {
	const pipeline = pipelineOf({ events: "both" });
	push(pipeline, "a\nb", 0);
	pushError(pipeline, "c", 0);
	expect(tell(pipeline.end(10))).toEqual(["pass a|b|c…"]);
	expect([pipeline.due(), pipeline.end(20)]).toEqual([undefined, []]);
	addUp(pipeline);
});

test("stats tell of both streams", () => {
	const pipeline = pipelineOf();
	expect(pipeline.stats.lastLineAt).toBeUndefined();
	push(pipeline, "a\n", 1000);
	pushError(pipeline, "b\n", 3000);
	expect(pipeline.stats.lastLineAt).toBe(3000);
	expect(pipeline.stats.rates(4000).at(-1)).toBe(0.5);
});

test("a tail is the last twenty lines of a flood", () => {
	const pipeline = pipelineOf();
	push(pipeline, Array.from({ length: 5000 }, (_, i) => `${i}\n`).join(""), 0);
	expect(pipeline.tail("stdout")).toEqual(Array.from({ length: 20 }, (_, i) => String(4980 + i)));
});

describe("whatever comes", () => {
	const chunk = fc.oneof(
		fc.uint8Array({ maxLength: 40 }),
		fc
			.constantFrom(
				"line\n",
				"a\r\nb\r\n",
				"\x1b[31mred\x1b[0m\n",
				"\u202egnp\n",
				"x".repeat(3000),
				"\n".repeat(300),
				"E\n".repeat(500),
				"\x1b[?1049h\x1b[HE",
				"\x1b[?1049l",
			)
			.map((text) => Buffer.from(text)),
	);
	const step = fc.record({
		stream: fc.constantFrom("stdout" as const, "stderr" as const),
		chunk,
		wait: fc.constantFrom(0, 1, 20, 60, 300, 1500, 20_000),
	});
	const spec = fc.record({
		events: fc.constantFrom("stdout" as const, "stderr" as const, "both" as const),
		match: fc.constantFrom(undefined, "E", "[a-z]"),
		caps: fc.record({
			burst: fc.integer({ min: 0, max: 3 }),
			maxEvents: fc.constantFrom(0, 0, 2),
			silenceMs: fc.constantFrom(0, 5000),
		}),
	});

	type Step = { stream: "stdout" | "stderr"; chunk: Uint8Array; wait: number };

	/** Runs a pipeline through the steps to its end; the counts have to add up at every one. */
	function run(pipeline: Pipeline, steps: readonly Step[]): PipelineOutput[] {
		const outputs: PipelineOutput[] = [];
		let now = 0;
		for (const { stream, chunk: bytes, wait } of steps) {
			outputs.push(...pipeline.pushBytes(stream, bytes, now));
			addUp(pipeline);
			now += wait;
			passTime(pipeline, now);
			addUp(pipeline);
		}
		outputs.push(...pipeline.end(now));
		addUp(pipeline);
		return outputs;
	}

	test("counts add up", () => {
		fc.assert(
			fc.property(spec, fc.array(step, { maxLength: 25 }), (choices, steps) => {
				const pipeline = pipelineOf(choices);
				run(pipeline, steps);
				expect([pipeline.counts.pending, pipeline.due()]).toEqual([0, undefined]);
			}),
			{ numRuns: 300 },
		);
	});

	test("events are clean and within their bounds", () => {
		const unseen = /[\p{Cc}\p{Bidi_Control}\u200b\u200c\u2028\u2029\u2060-\u2064\ufeff]/u;
		fc.assert(
			fc.property(spec, fc.array(step, { maxLength: 25 }), (choices, steps) => {
				for (const output of run(pipelineOf(choices), steps)) {
					if (!("draft" in output)) continue;
					expect(eventDraftSchema.parse(output.draft)).toEqual(output.draft);
					expect(output.draft.text.replaceAll("\n", "")).not.toMatch(unseen);
					expect(output.draft.text.isWellFormed()).toBe(true);
					expect(Buffer.byteLength(output.draft.text)).toBeLessThanOrEqual(16_384);
				}
			}),
			{ numRuns: 300 },
		);
	});
});
