import { expect, test } from "vitest";
import { createTellOnce } from "../../../src/host/journal/tell-once.ts";

test("each kind is told once, and again after things worked", () => {
	const told: string[] = [];
	const gate = createTellOnce((failure) => told.push(failure.message));
	const tell = (kind: string, message: string) => gate.tell(kind, { code: "journal", message });
	tell("full", "a");
	tell("full", "b");
	tell("busy", "c");
	expect(told).toEqual(["a", "c"]);
	gate.worked();
	tell("full", "d");
	expect(told).toEqual(["a", "c", "d"]);
});

test("without a listener nothing happens", () => {
	expect(() => createTellOnce(undefined).tell("full", { code: "journal", message: "a" })).not.toThrow();
});
