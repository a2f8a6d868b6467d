import { expect, test } from "vitest";
import { isSafeSqlite } from "../../../../src/host/journal/store/store-schema.ts";

test.each([
	{ version: "3.51.3", expected: true },
	{ version: "3.51.10", expected: true },
	{ version: "3.53.0", expected: true },
	{ version: "4.0.0", expected: true },
	{ version: "3.51.2", expected: false },
	{ version: "3.9.9", expected: false },
	{ version: "2.99.99", expected: false },
	{ version: "3.51", expected: false },
	{ version: "0", expected: false },
])("SQLite $version is safe: $expected", ({ version, expected }) => {
	expect(isSafeSqlite(version)).toBe(expected);
});

test("the one in use is safe", () => {
	expect(isSafeSqlite(process.versions.sqlite ?? "0")).toBe(true);
});
