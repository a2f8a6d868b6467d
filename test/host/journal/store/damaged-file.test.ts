import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { moveAside, replacedFailure } from "../../../../src/host/journal/store/damaged-file.ts";
import { temporaryDirectory } from "../scene.ts";

test("a file goes with its side files, to the first free name", () => {
	const directory = temporaryDirectory();
	const path = join(directory, "j.db");
	for (const name of ["j.db", "j.db-wal", "j.db-shm", "j.db.corrupt-1", "other.db-wal"])
		writeFileSync(join(directory, name), name);
	expect(moveAside(path)).toBe(`${path}.corrupt-2`);
	const names = ["j.db.corrupt-1", "j.db.corrupt-2", "j.db.corrupt-2-shm", "j.db.corrupt-2-wal", "other.db-wal"];
	expect(readdirSync(directory).sort()).toEqual(names);
	expect(readFileSync(`${path}.corrupt-2-wal`, "utf8")).toBe("j.db-wal");
	expect(moveAside(path)).toBeUndefined();
});

test("the failure says where the old file is, if there is one", () => {
	expect(replacedFailure("/j.db", "/j.db.corrupt-1").message).toBe(
		"/j.db was damaged and is now /j.db.corrupt-1; a new one was begun.",
	);
	expect(replacedFailure("/j.db", undefined)).toEqual({
		code: "journal",
		message: "/j.db was removed; a new one was begun.",
	});
});
