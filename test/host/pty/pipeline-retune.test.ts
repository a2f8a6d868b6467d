import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
	createPipeline,
	type Pipeline,
	type PipelineOutput,
	type PipelineSpec,
} from "../../../src/host/pty/pipeline.ts";
import { type Caps, capsSchema } from "../../../src/model/monitor.ts";
import { unwrap } from "../scene.ts";

type Choices = Partial<Omit<PipelineSpec, "caps">> & { caps?: Partial<Caps> };

const specOf = ({ caps, ...choices }: Choices = {}): PipelineSpec => ({
	...{ events: "stdout", ...choices },
	caps: capsSchema.parse(caps ?? {}),
});
const pipelineOf = (choices: Choices = {}): Pipeline => unwrap(createPipeline(specOf(choices), 0));
const told = (outputs: readonly PipelineOutput[]): string[] =>
	outputs.map((output) => ("draft" in output ? `${output.type} ${output.draft.text}` : output.type));

/** One line that makes an event of its own; what came of it. */
function line(pipeline: Pipeline, text: string, now: number): string[] {
	return told([...pipeline.pushBytes("stdout", Buffer.from(`${text}\n`), now), ...pipeline.tick(now + 60)]);
}

function addUp({ counts }: Pipeline): void {
	expect(counts.inEvents + counts.filtered + counts.suppressed + counts.pending).toBe(counts.linesIn);
}

describe("a retuned pipeline", () => {
	test("has another rule from now on, and counts on", () => {
		const pipeline = pipelineOf();
		expect(line(pipeline, "info", 0)).toEqual(["pass info"]);
		expect(unwrap(pipeline.retune(specOf({ match: "FAIL" }), 100))).toEqual([]);
		expect([...line(pipeline, "info", 200), ...line(pipeline, "FAIL", 300)]).toEqual(["pass FAIL"]);
		expect(pipeline.counts).toMatchObject({ linesIn: 3, inEvents: 2, filtered: 1 });
		unwrap(pipeline.retune(specOf(), 400));
		expect(pipeline.counts).toMatchObject({ linesIn: 3, inEvents: 2, filtered: 1 });
	});

	test("keeps an event that is open, under the old rule", () => {
		const pipeline = pipelineOf();
		pipeline.pushBytes("stdout", Buffer.from("info\n"), 0);
		unwrap(pipeline.retune(specOf({ match: "FAIL" }), 10));
		addUp(pipeline);
		expect(told(pipeline.tick(60))).toEqual(["pass info"]);
	});

	test("has another rate, and what was suppressed stays counted", () => {
		const pipeline = pipelineOf({ caps: { burst: 2, perSecond: 1 } });
		const before = [0, 100, 200].flatMap((now) => line(pipeline, `at ${now}`, now));
		expect(before.slice(0, 2)).toEqual(["pass at 0", "pass at 100"]);
		expect(pipeline.counts.suppressed).toBe(1);
		expect(told(unwrap(pipeline.retune(specOf({ caps: { burst: 1, perSecond: 0.001 } }), 300)))).toContain("calm");
		const after = [400, 500, 2500].flatMap((now) => line(pipeline, `at ${now}`, now));
		expect(after.filter((one) => one.startsWith("pass"))).toEqual(["pass at 400"]);
		expect(pipeline.counts).toMatchObject({ linesIn: 6, inEvents: 3, suppressed: 3 });
	});

	test("with the same rate keeps its bucket, so that repeating it lifts nothing", () => {
		const caps = { burst: 2, perSecond: 0.001 };
		const pipeline = pipelineOf({ caps });
		for (const now of [0, 100]) line(pipeline, `at ${now}`, now);
		for (const now of [200, 300]) {
			unwrap(pipeline.retune(specOf({ caps, match: "at" }), now));
			expect(line(pipeline, `at ${now}`, now).filter((one) => one.startsWith("pass"))).toEqual([]);
		}
		addUp(pipeline);
	});

	test("with a wrong pattern stays as it was", () => {
		const pipeline = pipelineOf({ match: "a" });
		expect(pipeline.retune(specOf({ match: "(" }), 100)).toMatchObject({ ok: false, failure: { code: "bad-pattern" } });
		expect([...line(pipeline, "b", 200), ...line(pipeline, "a", 300)]).toEqual(["pass a"]);
	});

	test("keeps the rest of its spec", () => {
		const pipeline = pipelineOf({ caps: { maxEvents: 1 } });
		unwrap(pipeline.retune(specOf({ caps: { maxEvents: 0 } }), 0));
		expect([...line(pipeline, "one", 100), ...line(pipeline, "two", 200)]).toEqual(["pass one", "max-events"]);
		addUp(pipeline);
	});

	test("counts add up, however often it is retuned", () => {
		const spec = fc.record({
			match: fc.constantFrom(undefined, "E", "[a-z]"),
			caps: fc.record({ burst: fc.integer({ min: 0, max: 3 }), perSecond: fc.constantFrom(0, 0.1, 1) }),
		});
		const chunk = fc.constantFrom("E\n", "a\nE\n", "\n", "part", "E\n".repeat(300), "\r50%");
		const step = fc.oneof(
			fc.record({ chunk, wait: fc.constantFrom(0, 20, 60, 1500) }),
			fc.record({ spec, wait: fc.constantFrom(0, 20, 1500) }),
		);
		fc.assert(
			fc.property(spec, fc.array(step, { maxLength: 25 }), (first, steps) => {
				const pipeline = pipelineOf(first as Choices);
				let [now, passed] = [0, 0];
				const take = (outputs: readonly PipelineOutput[]): void => {
					for (const output of outputs) if (output.type === "pass") passed += output.draft.lines;
					addUp(pipeline);
				};
				for (const one of steps) {
					if ("chunk" in one) take(pipeline.pushBytes("stdout", Buffer.from(one.chunk), now));
					else take(unwrap(pipeline.retune(specOf(one.spec as Choices), now)));
					now += one.wait;
					take(pipeline.tick(now));
				}
				take(pipeline.end(now));
				expect(pipeline.counts).toMatchObject({ pending: 0, inEvents: passed });
			}),
			{ numRuns: 300 },
		);
	});
});
