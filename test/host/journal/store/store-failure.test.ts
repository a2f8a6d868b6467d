import { DatabaseSync } from "node:sqlite";
import { expect, test } from "vitest";
import { storeFailure, type Trouble, troubleOf } from "../../../../src/host/journal/store/store-failure.ts";
import { FailureError } from "../../../../src/model/failure.ts";

const errors: { error: unknown; expected: Trouble }[] = [
	{ error: Object.assign(new Error("database or disk is full"), { errcode: 13 }), expected: "full" },
	{ error: Object.assign(new Error("disk I/O error"), { errcode: 4874 }), expected: "full" },
	{ error: Object.assign(new Error("no space left on device"), { code: "ENOSPC" }), expected: "full" },
	{ error: Object.assign(new Error("quota"), { code: "EDQUOT" }), expected: "full" },
	{ error: Object.assign(new Error("malformed"), { errcode: 11 }), expected: "damaged" },
	{ error: Object.assign(new Error("malformed index"), { errcode: 779 }), expected: "damaged" },
	{ error: Object.assign(new Error("not a database"), { errcode: 26 }), expected: "damaged" },
	{ error: Object.assign(new Error("readonly"), { errcode: 8, code: "ERR_SQLITE_ERROR" }), expected: "unwritable" },
	{ error: Object.assign(new Error("read error"), { errcode: 266 }), expected: "unwritable" },
	{ error: Object.assign(new Error("no such directory"), { code: "ENOENT" }), expected: "unwritable" },
	{ error: Object.assign(new Error("locked"), { errcode: 5 }), expected: "busy" },
	{ error: Object.assign(new Error("syntax error"), { errcode: 1 }), expected: "unexpected" },
	{ error: Object.assign(new Error("what"), { code: "ERR_WHATEVER" }), expected: "unexpected" },
	{ error: new Error("plain"), expected: "unexpected" },
	{ error: "a string", expected: "unexpected" },
];

test.each(errors)("$error is $expected", ({ error, expected }) => {
	expect(troubleOf(error)).toBe(expected);
	const failure = storeFailure("/w/journal.db", error);
	expect(failure.code).toBe("journal");
	expect(failure.message).toContain("/w/journal.db");
	expect(failure.message).toContain(error instanceof Error ? error.message : String(error));
	expect(failure.remedy).not.toBe("");
});

test("an error of SQLite itself is recognised", () => {
	const open = () => new DatabaseSync("/nonexistent/deep/file.db");
	expect(open).toThrow();
	try {
		open();
	} catch (error) {
		expect(troubleOf(error)).toBe("unwritable");
	}
});

test("a failure that was thrown stays what it was", () => {
	const failure = { code: "version-mismatch", message: "too new" } as const;
	expect(storeFailure("/w/journal.db", new FailureError(failure))).toBe(failure);
});
