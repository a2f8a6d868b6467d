import { describe, expect, test } from "vitest";
import { monitorSpecSchema, socketName, socketSchema, wordsOf } from "../../src/model/monitor.ts";

describe("sub-protocols", () => {
	const read = (...protocols: string[]) => socketSchema.safeParse({ url: "ws://h", protocols }).success;
	test("are words, each once", () => {
		expect(read("graphql-ws", "v2.chat", "MQTT")).toBe(true);
		for (const wrong of [["two words"], ["a,b"], [""], ["é"], ["chat", "chat"], ["x".repeat(101)]]) {
			expect(read(...wrong), String(wrong)).toBe(false);
		}
		expect(read(...Array.from({ length: 17 }, (_, index) => `p${index}`))).toBe(false);
	});
});

test("a name is the host's", () => {
	expect(socketName({ url: "wss://api.example.org:8443/x" })).toBe("api.example.org");
	expect(socketName({ url: `ws://${"long.".repeat(30)}org` })).toHaveLength(80);
});

test("a URL stays as it was written, and one with a fault is none", () => {
	const url = "WSS://Example.org/a%20b?x=1";
	expect(socketSchema.parse({ url })).toEqual({ url, protocols: [] });
	const issue = socketSchema.safeParse({ url: "wss://ann:secret@h/" }).error?.issues[0];
	expect(issue).toMatchObject({ path: ["url"], message: expect.stringMatching(/^holds a user name or a password/) });
});

describe("a monitor", () => {
	const about = { name: "feed", cwd: "/" };
	const socket = { url: "ws://localhost:3000/events" };

	test("runs a command or listens, and says which in words", () => {
		expect(wordsOf(monitorSpecSchema.parse({ ...about, command: ["npm", "test"] }))).toEqual(["npm", "test"]);
		const listening = monitorSpecSchema.parse({ ...about, socket: { ...socket, protocols: ["chat"] } });
		expect(listening.command).toEqual([]);
		expect(wordsOf(listening)).toEqual(["ws", "ws://localhost:3000/events", "chat"]);
	});

	test.each([
		["neither", {}],
		["an empty command", { command: [] }],
		["both", { command: ["true"], socket }],
	])("has not %s", (_, rest) => {
		const read = monitorSpecSchema.safeParse({ ...about, ...rest });
		expect(read.error?.issues[0]?.message).toBe("a monitor has either a command or a WebSocket");
	});
});
