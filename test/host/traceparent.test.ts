import { describe, expect, test } from "vitest";
import { traceparent } from "../../src/host/traceparent.ts";

const trace = "0af7651916cd43dd8448eb211c80319c";
const span = "b7ad6b7169203331";
const form = /^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/;

describe("the trace of a run", () => {
	test("is the caller's, with a span of its own", () => {
		const own = traceparent(`00-${trace}-${span}-01`);
		expect(own).toMatch(new RegExp(`^00-${trace}-[0-9a-f]{16}-01$`));
		expect(own).not.toContain(span);
	});

	const invalid: [name: string, parent: string | undefined][] = [
		["nothing", undefined],
		["an empty one", ""],
		["another version", `ff-${trace}-${span}-01`],
		["upper case", `00-${trace.toUpperCase()}-${span}-01`],
		["a trace of zeroes", `00-${"0".repeat(32)}-${span}-01`],
		["a span of zeroes", `00-${trace}-${"0".repeat(16)}-01`],
		["something behind it", `00-${trace}-${span}-01\nX=1`],
	];
	for (const [name, parent] of invalid) {
		test(`is new and not sampled without a valid one: ${name}`, () => {
			const own = traceparent(parent);
			expect(own).toMatch(form);
			expect(own.endsWith("-00")).toBe(true);
			expect(own).not.toContain(trace);
		});
	}

	test("is another one each time", () => {
		expect(traceparent(undefined)).not.toBe(traceparent(undefined));
	});
});
