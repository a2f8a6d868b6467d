import { describe, expect, test } from "vitest";
import {
	buildEnvironment,
	type EnvironmentRequest,
} from "../../../../src/host/sandbox/environment/build-environment.ts";
import { isDenied } from "../../../../src/host/sandbox/environment/denied-names.ts";

const base: EnvironmentRequest = {
	hostEnv: {},
	passed: [],
	fixed: { PATH: "/usr/bin", HOME: "/home/monitor", TMPDIR: "/tmp" },
	run: { id: "m1", name: "tests", traceparent: "00-aaaa-bbbb-01", host: "mark" },
	isVisible: (path) => path.startsWith("/etc/"),
};

function build(changes: Partial<EnvironmentRequest>) {
	const result = buildEnvironment({ ...base, ...changes });
	if (!result.ok) throw new Error(result.failure.message);
	return result.value;
}

const always = {
	SHELL: "/bin/bash",
	TERM: "xterm-256color",
	COLORTERM: "truecolor",
	PATH: "/usr/bin",
	HOME: "/home/monitor",
	TMPDIR: "/tmp",
	TRACEPARENT: "00-aaaa-bbbb-01",
	MONITOR_ID: "m1",
	MONITOR_NAME: "tests",
	MONITOR_RUN: "bbbb",
	MONITOR_HOST: "mark",
};

test("an empty host gives what is always there", () => expect(build({})).toEqual({ spawn: always, inner: {} }));

test("allowed names come through, others do not", () => {
	const hostEnv = {
		LANG: "C",
		LC_ALL: "C",
		TZ: "UTC",
		NO_COLOR: "1",
		HOME: "/h",
		FOO: "x",
		COLUMNS: "9",
		TERM: "dumb",
	};
	expect(build({ hostEnv }).spawn).toEqual({ ...always, LANG: "C", LC_ALL: "C", TZ: "UTC", NO_COLOR: "1" });
});

test("certificates are named only when the file is visible", () => {
	const hostEnv = { SSL_CERT_FILE: "/etc/ssl/ca.pem", NODE_EXTRA_CA_CERTS: "/home/ann/ca.pem" };
	expect(build({ hostEnv }).spawn).toEqual({ ...always, SSL_CERT_FILE: "/etc/ssl/ca.pem" });
});

test("a run without trace context still has an identity", () =>
	expect(build({ run: { id: "m1", name: "n", traceparent: "", host: "" } }).spawn.MONITOR_RUN).toBe("m1"));

describe("what a person passes on", () => {
	const hostEnv = { API_KEY: "sk-1", APP_MODE: "dev", APP_TOKEN: "t", APP_URL: "https://u:p@host/", LD_PRELOAD: "/x" };
	const cases: readonly (readonly [string, string[], Record<string, string>, Record<string, string>])[] = [
		["a name", ["APP_MODE"], { APP_MODE: "dev" }, {}],
		["a secret by its exact name", ["API_KEY"], { API_KEY: "sk-1" }, {}],
		["a value", ["X=1=2"], { X: "1=2" }, {}],
		["an empty value", ["X="], { X: "" }, {}],
		["a name that the host lacks", ["NOPE"], {}, {}],
		["a pattern, without secrets by name or value", ["APP_*"], { APP_MODE: "dev" }, {}],
		["everything, without secrets and loaders", ["*"], { APP_MODE: "dev" }, {}],
		["a loader, for the inside only", ["LD_PRELOAD"], {}, { LD_PRELOAD: "/x" }],
		["a PATH of one's own, for the inside only", ["PATH=/x"], {}, { PATH: "/x" }],
		["no other identity", ["MONITOR_ID=evil"], {}, {}],
		["another home", ["HOME=/x"], { HOME: "/x" }, {}],
	];
	for (const [name, passed, spawn, inner] of cases) {
		test(name, () => expect(build({ hostEnv, passed })).toEqual({ spawn: { ...always, ...spawn }, inner }));
	}

	for (const item of ["", "=x", "A B", "1A", "A\0=x", "A-B=1", "-x"]) {
		test(`refused: ${JSON.stringify(item)}`, () =>
			expect(buildEnvironment({ ...base, passed: [item] })).toMatchObject({
				ok: false,
				failure: { code: "bad-usage" },
			}));
	}
});

describe("the deny list", () => {
	const denied =
		"ANTHROPIC_BASE_URL AWS_PROFILE GITHUB_ACTIONS CI_DB_PASSWORD NPM_CONFIG__AUTH MY_DATABASE_URL PGHOST SSH_AUTH_SOCK " +
		"NODE_OPTIONS BASH_FUNC_X MY_SECRET DB_PASS SESSION MY_API_KEY OTEL_SERVICE_NAME";
	for (const name of denied.split(" ")) test(name, () => expect(isDenied(name, "x")).toBe(true));
	for (const name of "APP_MODE MONKEY KEYBOARD AUTHOR PASSAGE RAILS_ENV".split(" ")) {
		test(`not ${name}`, () => expect(isDenied(name, "x")).toBe(false));
	}
	for (const value of ["ghp_abc", "sk-ant-1", "AKIA123", "-----BEGIN RSA", "postgres://u:p@h/d"]) {
		test(`a value such as ${value}`, () => expect(isDenied("X", value)).toBe(true));
	}
});
