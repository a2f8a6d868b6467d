import { expect, test } from "vitest";
import { isLoopback, isServerAddress, readWish } from "../../../../../src/host/agent/direct/server/read-wish.ts";

test.each<[text: string | undefined, wish: object | undefined]>([
	[undefined, {}],
	["  ", {}],
	["qwen3", { model: "qwen3" }],
	["http://127.0.0.1:11434/v1 qwen3", { url: "http://127.0.0.1:11434/v1", model: "qwen3" }],
	["http://127.0.0.1:11434/v1/", { url: "http://127.0.0.1:11434/v1" }],
	["http://localhost:1234", { url: "http://localhost:1234/v1" }],
	["https://example.com/api/v3?x=1#y m", { url: "https://example.com/api/v3", model: "m" }],
	["HTTP://LOCALHOST:1 m", { url: "http://localhost:1/v1", model: "m" }],
	["http://a:1 two words", undefined],
	["two words", undefined],
	["http://", undefined],
	["http://user:secret@127.0.0.1/v1 m", undefined],
])("%s", (text, wish) => {
	const read = readWish(text);
	expect(read.ok ? read.value : undefined).toEqual(wish);
	if (!read.ok) expect(read.failure.message).not.toContain("secret");
});

test.each([
	["http://127.0.0.1:1/v1", true],
	["http://127.9.9.9/v1", true],
	["http://127.1/v1", true],
	["http://2130706433/v1", true],
	["http://localhost/v1", true],
	["http://[::1]:80/v1", true],
	["http://127.0.0.1.example.com/v1", false],
	["http://localhost.example.com/v1", false],
	["http://0.0.0.0/v1", false],
	["http://192.168.1.2/v1", false],
	["http://[::ffff:7f00:1]/v1", false],
	["https://example.com/127.0.0.1", false],
])("%s is on this machine: %s", (url, expected) => {
	expect(isLoopback(url)).toBe(expected);
});

test.each([
	["http://x", true],
	[" HTTPS://x m", true],
	["httpd --acp", false],
	["./http://x", false],
	["claude", false],
])("%s is an address: %s", (command, expected) => {
	expect(isServerAddress(command)).toBe(expected);
});
