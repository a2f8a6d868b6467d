import { describe, expect, test } from "vitest";
import { parseArguments } from "../../../src/cli/arguments/parse-arguments.ts";
import { type AskedMonitor, readSpec } from "../../../src/cli/arguments/read-spec.ts";
import type { Result } from "../../../src/model/failure.ts";

function read(...options: readonly string[]): Result<AskedMonitor> {
	const asked = parseArguments(["run", ...options, "--", "/usr/bin/npm", "test"]);
	if (!asked.ok || asked.value.ask !== "run") throw new Error("was not understood");
	return readSpec(asked.value.parsed, "/home/ann/shop");
}

function spec(...options: readonly string[]) {
	const asked = read(...options);
	if (!asked.ok) throw new Error(asked.failure.message);
	return asked.value.spec;
}

test("without options everything has its default", () => {
	expect(read()).toMatchObject({ ok: true, value: { named: false } });
	expect(spec()).toEqual({
		name: "npm",
		command: ["/usr/bin/npm", "test"],
		cwd: "/home/ann/shop",
		policy: "hold",
		urgent: false,
		events: "stdout",
		caps: { burst: 30, perSecond: 1, overCap: "mute", maxEvents: 0, timeoutMs: 0, silenceMs: 0 },
		sandbox: { mode: "on", net: false, readOnly: false, read: [], write: [], env: [] },
	});
});

describe("options", () => {
	test("a name is the person's choice, and trimmed", () => {
		expect(read("--name", "  tests ")).toMatchObject({ ok: true, value: { named: true, spec: { name: "tests" } } });
	});

	test("policy, rule and streams", () => {
		expect(spec("--auto", "--urgent", "--match", "FAIL", "--exclude", "flaky", "--events", "both")).toMatchObject({
			policy: "auto",
			urgent: true,
			match: "FAIL",
			exclude: "flaky",
			events: "both",
		});
		expect(spec("--mute").policy).toBe("mute");
	});

	test("caps in their units", () => {
		const options = "--burst 5 --rate 30/m --over-cap kill --max-events 9 --timeout 5m --silence 1500ms";
		expect(spec(...options.split(" ")).caps).toEqual({
			burst: 5,
			perSecond: 0.5,
			overCap: "kill",
			maxEvents: 9,
			timeoutMs: 300_000,
			silenceMs: 1500,
		});
	});

	test("paths are taken from where the person stands", () => {
		const made = spec(
			"--cwd",
			"web",
			"--read",
			"../data",
			"--read",
			"/srv/a",
			"--write",
			"out",
			"--net",
			"on",
			"--read-only",
		);
		expect(made.cwd).toBe("/home/ann/shop/web");
		expect(made.sandbox).toMatchObject({
			net: true,
			readOnly: true,
			read: ["/home/ann/data", "/srv/a"],
			write: ["/home/ann/shop/out"],
		});
	});

	test("no sandbox is an explicit wish, variables are passed on as written", () => {
		expect(spec("--no-sandbox", "--env", "A=1", "--env", "B").sandbox).toMatchObject({
			mode: "off",
			env: ["A=1", "B"],
		});
	});
});

describe("a socket", () => {
	const listen = (...options: readonly string[]) => {
		const asked = parseArguments(["run", ...options]);
		if (!asked.ok || asked.value.ask !== "run") throw new Error("was not understood");
		return readSpec(asked.value.parsed, "/home/ann/shop");
	};

	test("is listened to with the network on and nothing to write", () => {
		const url = "ws://localhost:3000/events";
		expect(listen("--ws", url, "--auto", "--read", "ca.pem")).toMatchObject({
			ok: true,
			value: {
				named: false,
				spec: {
					...{ name: "localhost", command: [], socket: { url, protocols: [] }, policy: "auto" },
					sandbox: { mode: "on", net: true, readOnly: true, read: ["/home/ann/shop/ca.pem"] },
				},
			},
		});
		expect(
			listen("--ws", url, "--ws-protocol", "a", "--ws-protocol", "b", "--name", "dev", "--net", "on"),
		).toMatchObject({
			value: { named: true, spec: { name: "dev", socket: { protocols: ["a", "b"] } } },
		});
	});

	test.each([
		[["--ws", "http://h/"], "--ws: is no ws: or wss: URL"],
		[["--ws", "ws://ann:secret@h/"], "--ws: holds a user name or a password"],
		[["--ws", "ws://h/", "--ws-protocol", "a b"], "--ws-protocol: is a word"],
		[["--ws", "ws://h/", "--ws-protocol", "a", "--ws-protocol", "a"], "--ws-protocol: names a sub-protocol twice"],
		[["--ws", "ws://h/", "--net", "off"], "--ws needs the network"],
	])("%j is refused", (options, message) => {
		const asked = listen(...options);
		expect(asked).toMatchObject({
			ok: false,
			failure: { code: "bad-usage", message: expect.stringContaining(message) },
		});
		expect(JSON.stringify(asked)).not.toContain("secret");
	});

	test("a sub-protocol alone is none", () => {
		expect(read("--ws-protocol", "a")).toMatchObject({
			ok: false,
			failure: { message: "--ws-protocol goes with --ws" },
		});
	});
});

describe("wrong values are refused before anything starts", () => {
	const cases: readonly [options: string, code: string, says: RegExp][] = [
		["--hold --mute", "bad-usage", /--hold and --mute exclude each other/],
		["--match [", "bad-pattern", /\[/],
		["--exclude (?=x)", "bad-pattern", /\?=/],
		["--events all", "bad-usage", /--events takes stdout, stderr or both, not "all"/],
		["--net yes", "bad-usage", /--net takes on or off, not "yes"/],
		["--timeout soon", "bad-usage", /--timeout takes a time/],
		["--over-cap explode", "bad-usage", /--over-cap takes mute, hold or kill/],
		[`--name ${"x".repeat(81)}`, "bad-usage", /name/],
	];
	test.each(cases)("%s", (options, code, says) => {
		const asked = read(...options.split(" "));
		expect(asked).toMatchObject({ ok: false, failure: { code, message: expect.stringMatching(says) } });
	});

	test("a name of blanks", () => {
		expect(read("--name", "   ")).toMatchObject({ ok: false, failure: { code: "bad-usage" } });
	});
});
