import { describe, expect, test } from "vitest";
import { createPipeline, type Pipeline, type PipelineOutput } from "../../../src/host/pty/pipeline.ts";
import { capsSchema } from "../../../src/model/monitor.ts";

function open(): Pipeline {
	const pipeline = createPipeline({ events: "stdout", caps: capsSchema.parse({}) }, 0);
	if (!pipeline.ok) throw new Error(pipeline.failure.message);
	return pipeline.value;
}

function push(pipeline: Pipeline, text: string, now: number): PipelineOutput[] {
	return pipeline.pushBytes("stdout", Buffer.from(text), now);
}

/** The text of the events that passed. */
function passed(outputs: readonly PipelineOutput[]): string[] {
	return outputs.flatMap((output) => (output.type === "pass" ? [output.draft.text] : []));
}

describe("a full-screen program", () => {
	test("makes no events while it draws, and what it draws counts as filtered", () => {
		const pipeline = open();
		push(pipeline, "before\n\x1b[?1049h\x1b[Hone\r\ntwo\r\nthr", 0);
		expect(passed([...pipeline.tick(50), ...pipeline.tick(1000), ...pipeline.tick(5000)])).toEqual(["before"]);
		push(pipeline, "ee\r\n\x1b[?1049lafter\n", 5000);
		expect(passed(pipeline.end(5010))).toEqual(["after"]);
		expect(pipeline.counts).toMatchObject({ linesIn: 6, inEvents: 2, filtered: 4 });
		expect(pipeline.tail("stdout")).toEqual(["before", "after"]);
	});

	test("has no rhythm, however evenly it draws", () => {
		const [plain, drawn] = [open(), open()];
		push(drawn, "\x1b[?1049h", 0);
		for (let now = 1000; now <= 30_000; now += 1000) {
			push(plain, "x\n", now);
			push(drawn, "\x1b[Hx\n", now);
		}
		expect([plain.stats.regularIntervalMs, drawn.stats.regularIntervalMs]).toEqual([1000, undefined]);
	});
});
