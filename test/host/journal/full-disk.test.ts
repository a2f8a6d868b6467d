import { describe, expect, test } from "vitest";
import { type ChildName, outputOf, smallDisk, startChild, temporaryDirectory } from "./scene.ts";

async function onSmallDisk(child: ChildName, ...args: string[]) {
	const directory = temporaryDirectory();
	return JSON.parse(await outputOf(startChild(child, [directory, ...args], smallDisk(directory, 2 * 1024 * 1024))));
}

describe("a journal on a full disk", () => {
	test("keeps entries until there is room, and says so once", async () => {
		const report = await onSmallDisk("fullJournal", "400");
		expect(report.before).toBe(true);
		expect(report.full).toMatchObject({ ok: false, failure: { code: "journal" } });
		expect(report.toldWhileFull).toEqual([expect.stringContaining("The disk is full")]);
		expect(report.readable).toBe(500);
		expect(report).toMatchObject({ after: true, lost: 0, kept: 503, replayed: 503 });
		expect(report.told).toHaveLength(1);
	});

	test("loses the oldest when too many wait, counts them, and a replay is right all the same", async () => {
		const report = await onSmallDisk("fullJournal", "1300");
		expect(report.lost).toBeGreaterThanOrEqual(500);
		expect(report.lostLater).toBe(report.lost);
		expect(report.kept).toBe(1403 - report.lost);
		expect(report.base).toEqual({ state: { appended: 1400 }, seq: 1400 });
		expect(report.replayed).toBe(3);
		expect(report.told).toContainEqual(expect.stringContaining("the oldest are lost"));
		expect(report.told.at(-1)).toContain(`${report.lost} entries were lost`);
	});
});

test("a raw log on a full disk drops and counts, and goes on when there is room", async () => {
	const report = await onSmallDisk("fullRawLog");
	expect(report.toldWhileFull).toEqual([expect.stringContaining("The disk is full")]);
	expect(report.droppedWhileFull).toBeGreaterThan(0);
	expect(report.droppedLater).toBe(report.droppedWhileFull);
	expect(report.tail).toEqual([
		expect.stringContaining(`monmux: ${report.droppedWhileFull} bytes of output are missing`),
		"after 1",
		"after 2",
	]);
	expect(report.firstLines).toEqual(["line 0", "line 1"]);
});
