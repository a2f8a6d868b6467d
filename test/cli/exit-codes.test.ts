import { expect, test } from "vitest";
import { exitCodeOf } from "../../src/cli/exit-codes.ts";
import { type Failure, failureSchema } from "../../src/model/failure.ts";

const codes: Partial<Record<Failure["code"], number>> = {
	"bad-usage": 2,
	"bad-pattern": 2,
	"no-session": 3,
	"not-allowed": 4,
	"over-cap": 4,
	"sandbox-unavailable": 5,
};

test.each(failureSchema.shape.code.options)("%s", (code) => {
	expect(exitCodeOf({ code, message: "" })).toBe(codes[code] ?? 1);
});
