import { expect, test } from "vitest";
import { checkHead, type Head } from "../../../src/host/hub/check-head.ts";

const rules = {
	port: 4711,
	messageBytes: 1000,
	agentOf: (token: string) => (token === "abc123" ? "claude" : undefined),
};

/** The status of an honest request with something changed; 200 stands for being let in. */
function check(change: Partial<Head>, headers: Head["headers"] = {}): number {
	const usual = { host: "127.0.0.1:4711", authorization: "Bearer abc123" };
	const checked = checkHead({ method: "POST", url: "/mcp", ...change, headers: { ...usual, ...headers } }, rules);
	if ("refusal" in checked) return checked.refusal.status;
	expect(checked.agent).toBe("claude");
	return 200;
}

test.each<[string, Head["headers"], number]>([
	["an honest client", {}, 200],
	["the other name of this machine", { host: "localhost:4711" }, 200],
	["the scheme in lower case", { authorization: "bearer abc123" }, 200],
	["another host", { host: "attacker.example:4711" }, 403],
	["a host that begins like ours", { host: "127.0.0.1:4711.attacker.example" }, 403],
	["another port", { host: "127.0.0.1:80" }, 403],
	["no port", { host: "127.0.0.1" }, 403],
	["no host", { host: undefined }, 403],
	["a page on this machine", { origin: "http://127.0.0.1:4711" }, 403],
	["a page without an origin", { origin: "null" }, 403],
	["a page with an empty origin", { origin: "" }, 403],
	["a page with the token", { origin: "https://attacker.example", authorization: "Bearer abc123" }, 403],
	["no token", { authorization: undefined }, 401],
	["a wrong token", { authorization: "Bearer abc124" }, 401],
	["another scheme", { authorization: "Basic abc123" }, 401],
	["two tokens", { authorization: "Bearer abc123, Bearer x" }, 401],
	["a body at the bound", { "content-length": "1000" }, 200],
	["a body over the bound", { "content-length": "1001" }, 413],
])("%s", (_, headers, status) => {
	expect(check({}, headers)).toBe(status);
});

test.each<[Partial<Head>, number]>([
	[{ url: "/" }, 404],
	[{ url: "/mcp/" }, 404],
	[{ url: "/mcp?x" }, 404],
	[{ url: "http://127.0.0.1:4711/mcp" }, 404],
	[{ url: "/.well-known/oauth-protected-resource" }, 404],
	[{ method: "GET" }, 405],
	[{ method: "DELETE" }, 405],
	[{ method: "OPTIONS" }, 405],
])("%j is refused with %i", (change, status) => {
	expect(check(change)).toBe(status);
});

test("a stranger learns nothing from the order of the checks", () => {
	const wrong = { authorization: "Bearer wrong" };
	expect(check({ method: "GET" }, wrong)).toBe(401);
	expect(check({}, { ...wrong, "content-length": "9999999" })).toBe(401);
	const checked = checkHead({ method: "POST", url: "/mcp", headers: { host: "localhost:4711" } }, rules);
	expect(checked).toEqual({ refusal: { status: 401, text: "", headers: { "www-authenticate": "Bearer" } } });
});
