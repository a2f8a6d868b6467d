import { chmodSync, existsSync, mkdtempSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { draftsIn, noDrafts } from "../../../src/cli/screen/drafts.ts";

const place = () => join(mkdtempSync(join(tmpdir(), "monmux-draft-")), "state");

test("what was being written is there the next time", () => {
	const directory = place();
	const drafts = draftsIn(directory);
	expect(drafts.load()).toBe("");
	drafts.keep("half a\nthought");
	expect(draftsIn(directory).load()).toBe("half a\nthought");
	expect(statSync(join(directory, "draft.txt")).mode & 0o777).toBe(0o600);
});

test("a sent message leaves none", () => {
	const directory = place();
	const drafts = draftsIn(directory);
	drafts.keep("x");
	drafts.keep("");
	expect(existsSync(join(directory, "draft.txt"))).toBe(false);
	expect(draftsIn(directory).load()).toBe("");
});

test("nothing is written while nothing changes", () => {
	const directory = place();
	const drafts = draftsIn(directory);
	drafts.keep("same");
	writeFileSync(join(directory, "draft.txt"), "by hand");
	drafts.keep("same");
	expect(readFileSync(join(directory, "draft.txt"), "utf8")).toBe("by hand");
});

test("what was put into the file cannot control the terminal", () => {
	const directory = place();
	draftsIn(directory).keep("x");
	writeFileSync(join(directory, "draft.txt"), "a\u001b[2J\tb\r\nc");
	expect(draftsIn(directory).load()).toBe("a[2J    b\nc");
});

test("a place that cannot be written, or a view that may not, loses the draft and nothing else", () => {
	const file = join(mkdtempSync(join(tmpdir(), "monmux-draft-")), "file");
	writeFileSync(file, "");
	chmodSync(file, 0o400);
	expect(() => draftsIn(join(file, "below")).keep("x")).not.toThrow();
	noDrafts.keep("x");
	expect(noDrafts.load()).toBe("");
});
