import { expect, test } from "vitest";
import { socketHost, socketUrlFault } from "../../src/base/socket-url.ts";

test.each([
	"ws://localhost",
	"ws://localhost:3000/events?since=1&token=a%20b",
	"wss://api.example.org/",
	"WSS://Example.org",
	"ws://my_service:80",
	"ws://127.0.0.1:1/a@b",
	"ws://[::1]:8080/x",
	"ws://host?query",
	"ws://xn--mnchen-3ya.de/",
])("%s can be listened to", (url) => expect(socketUrlFault(url)).toBeUndefined());

test.each<[string, string]>([
	["http://localhost:3000", "is no ws: or wss: URL"],
	["ws+unix:///run/x", "is no ws: or wss: URL"],
	["localhost:3000", "is no ws: or wss: URL"],
	["", "is no ws: or wss: URL"],
	["wss://ann:secret@host/", "holds a user name or a password"],
	["wss://ann@host", "holds a user name or a password"],
	["wss://good.example\\@evil.example/", "holds a user name or a password"],
	["ws://host/#part", "has a part after #"],
	["ws://", "is no URL"],
	["ws:///path", "is no URL"],
	["ws://host/a b", "is no URL"],
	["ws://host/\u202Egpj", "is no URL"],
	["ws://hоst/", "is no URL"],
	["ws://ho%73t/", "is no URL"],
	["ws://good.example\\.evil.example/", "is no URL"],
	["ws://host:port/", "is no URL"],
	["ws://host:65536/", "names a port over 65535"],
	["ws://2852039166/", "not written as four numbers"],
	["ws://0xa9.0xfe.1/", "not written as four numbers"],
	["ws://0251.0376.0251.0376/", "not written as four numbers"],
	["ws://127.1./", "not written as four numbers"],
	["ws://256.1.1.1/", "not written as four numbers"],
	[`ws://host/${"x".repeat(2048)}`, "is longer than 2048"],
])("%s cannot", (url, words) => expect(socketUrlFault(url)).toContain(words));

test("what is refused is never repeated: it may hold a secret", () => {
	for (const url of ["wss://ann:secret@host/", "ws://host/#secret", "ftp://secret"]) {
		expect(socketUrlFault(url)).not.toContain("secret");
	}
});

test("a host is told without its port", () => {
	expect(socketHost("wss://api.example.org:8443/x")).toBe("api.example.org");
	expect(socketHost("ws://[::1]:8080")).toBe("[::1]");
	expect(socketHost("http://h/")).toBeUndefined();
});
