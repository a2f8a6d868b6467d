import { describe, expect, test } from "vitest";
import { parseArguments } from "../../../src/cli/arguments/parse-arguments.ts";
import { allOf, duration, oneOf, rate, readFlag, wholeNumber } from "../../../src/cli/arguments/read-values.ts";
import { failed, ok } from "../../../src/model/failure.ts";

describe("values", () => {
	test.each([
		["0", 0],
		["42", 42],
		["999999999", 999_999_999],
		["1000000000", undefined],
		["-1", undefined],
		["1.5", undefined],
		["", undefined],
		["1e3", undefined],
	])("the whole number %j", (text, value) => expect(wholeNumber.read(text)).toBe(value));

	test.each([
		["2", 2],
		["2/s", 2],
		["0.5/s", 0.5],
		["30/m", 0.5],
		["36/h", 0.01],
		["0", 0],
		["1/d", undefined],
		["fast", undefined],
		["/s", undefined],
	])("the rate %j", (text, value) => expect(rate.read(text)).toBe(value));

	test.each([
		["500ms", 500],
		["30s", 30_000],
		["1h30m", 5_400_000],
		["soon", undefined],
	])("the time %j", (text, value) => expect(duration.read(text)).toBe(value));

	test("one of a few words", () => {
		const mood = oneOf("mute", "hold", "kill");
		expect([mood.read("hold"), mood.read("Hold")]).toEqual(["hold", undefined]);
		expect(mood.expects).toBe("mute, hold or kill");
		expect(oneOf("on", "off").expects).toBe("on or off");
	});
});

describe("a flag's value", () => {
	const asked = parseArguments(["run", "--burst", "many", "--max-events", "3", "--", "true"]);
	const parsed = asked.ok && asked.value.ask === "run" ? asked.value.parsed : undefined;
	if (!parsed) throw new Error("was not understood");

	test("is read, absent, or refused with what it takes", () => {
		expect(readFlag(parsed, "max-events", wholeNumber)).toEqual(ok(3));
		expect(readFlag(parsed, "rate", rate)).toEqual(ok(undefined));
		expect(readFlag(parsed, "burst", wholeNumber)).toEqual(
			failed("bad-usage", '--burst takes a whole number, not "many"'),
		);
	});
});

test("the first failure of several wins", () => {
	expect(allOf({ a: ok(1), b: ok("x") })).toEqual(ok({ a: 1, b: "x" }));
	expect(allOf({ a: ok(1), b: failed("bad-usage", "first"), c: failed("bad-usage", "second") })).toEqual(
		failed("bad-usage", "first"),
	);
});
