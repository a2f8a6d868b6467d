import type { Signature } from "./signature.ts";
import { greens, reds } from "./signature.ts";

const summary = { summary: true } as const;
const final = { summary: true, final: true } as const;
const mocha = { context: /^\s+\d+ failing$/m } as const;

/** A failing test that is named, runner by runner. */
const named = reds("test", [
	// vitest, with or without a project in bars
	[/^\s*FAIL\s+(?:\|[^|]+\|\s+)?(?<file>[^\s>]+\.[^\s>]+) > (?<name>.+)$/, "{name} fails"],
	// jest
	[/^\s*● (?!Console|Test suite failed|Validation|Cannot log)(?<name>\S.*)$/, "{name} fails"],
	// playwright
	[/^\s*\d+\) (?:\[[^\]]+\] › )?(?<file>[^\s:]+):(?<line>\d+):\d+ › (?<name>[^─]*[^─\s])/, "{name} fails"],
	// vitest, jest, node and others: a cross before the name, a duration after it
	[/^\s*[✗✕×✖✘] (?!.*\bfail)(?<name>[^\d\s[].*?)(?: \(?[\d.]+ ?m?s\)?)?$/, "{name} fails"],
	// mocha
	[/^ {4,}\d+\) (?<name>.+)$/, "{name} fails", mocha],
	[/^ {2}\d+\) (?<suite>.+)$/, "{suite} > {next} fails", { ...mocha, next: /:$/ }],
	// pytest
	[/^(?:FAILED|ERROR) (?<file>[^\s:]+)::(?<name>\S+)(?: - (?<detail>.+))?$/, "{name} fails"],
	[/^(?<file>[^\s:]+\.py)::(?<name>\S+) (?:FAILED|ERROR)\b/, "{name} fails"],
	// python's unittest
	[/^(?:FAIL|ERROR): (?<name>\w+) \((?<suite>[\w.]+)\)/, "{name} fails"],
	// go
	[/^\s*--- FAIL: (?<name>\S+)/, "{name} fails"],
	// cargo, deno
	[/^(?:test )?(?<name>\S.*?) \.\.\. FAILED(?: \(\d+m?s\))?$/, "{name} fails"],
	// TAP
	[/^\s*not ok \d+(?: -)? (?!.*# (?:TODO|SKIP))(?<name>.+)$/i, "{name} fails"],
	// maven with JUnit, gradle
	[/^\[ERROR\]\s+(?<file>(?<name>[\w$]+\.[\w$]+)):(?<line>\d+)(?:->\S+)? (?<detail>.+)$/, "{name} fails"],
	[/^(?<suite>[\w.$]+) > (?<name>\S.*) FAILED$/, "{suite} > {name} fails"],
	// rspec
	[/^rspec (?<file>[^\s:]+):(?<line>\d+) # (?<name>.+)$/, "{name} fails"],
	// bun
	[/^\(fail\) (?<name>.+?)(?: \[[\d.]+m?s\])?$/, "{name} fails"],
]);

/** A run that failed, without the name of the culprit. */
const counted = reds("test", [
	[/^\s*Tests:?\s+(?<count>[1-9]\d*) failed\b/, "{count} failed in the test run", summary],
	[/^=* ?(?<count>[1-9]\d*) (?:failed|errors?)\b.* in \d[\d.:]*s/, "{count} failed in the test run", summary],
	[/^\s+(?<count>[1-9]\d*) fail(?:ing|ed)?$/, "{count} failed in the test run", summary],
	[/^test result: FAILED\. \d+ passed; (?<count>\d+) failed/, "{count} failed in the test run", summary],
	[/^(?:error: test failed, to rerun|error: \d+ targets? failed)/, "the test run failed", summary],
	[/\b\d+ examples?, (?<count>[1-9]\d*) failures?\b/, "{count} failed in the test run", summary],
	[/^[#ℹ] fail (?<count>[1-9]\d*)$/, "{count} failed in the test run", summary],
	[/\bTests run: \d+, Failures: (?<count>[1-9]\d*)/, "{count} failed in the test run", summary],
	[/\bTests run: \d+, Failures: 0, Errors: (?<count>[1-9]\d*)/, "{count} failed in the test run", summary],
	[/\b\d+ tests? completed, (?<count>[1-9]\d*) failed/, "{count} failed in the test run", summary],
	[/^Tests: \d+, Assertions: \d+,.*\bFailures: (?<count>[1-9]\d*)/, "{count} failed in the test run", summary],
	[/^Failed!\s+- Failed:\s+(?<count>\d+)/, "{count} failed in the test run", summary],
	[/^FAILED \((?:failures|errors)=(?<count>\d+)/, "{count} failed in the test run", summary],
	[/^FAILED \| \d+ passed.* \| (?<count>\d+) failed/, "{count} failed in the test run", summary],
	[/^FAIL\t(?<name>\S+)/, "the tests of {name} fail", summary],
	[/^\s*FAIL\s+(?<file>[\w./@-]+\.\w+)(?: \([\d.]+ m?s\))?$/, "the tests in {file} fail", summary],
	[/^\s*● Test suite failed to run/, "a test file does not run", summary],
]);

/** A run that passed. Only what counts a whole run is final: the others stand beside failures, too. */
const passed = greens("test", [
	[/^\s*Tests:?\s+(?!.*\bfailed\b)(?:.*, )?(?<count>\d+) passed\b/, "{count} tests pass", final],
	[/^=* ?(?!.*\b(?:failed|errors?)\b)(?:.*, )?(?<count>\d+) passed\b.* in \d[\d.:]*s/, "{count} tests pass", final],
	[/^test result: ok\. (?<count>[1-9]\d*) passed/, "{count} tests pass", final],
	[/\b(?<count>\d+) examples?, 0 failures\b/, "{count} tests pass", final],
	[/^[#ℹ] fail 0$/, "the tests pass", final],
	[/\bTests run: (?<count>\d+), Failures: 0, Errors: 0, Skipped: \d+$/, "{count} tests pass", final],
	[/^OK \((?<count>\d+) tests?, \d+ assertions?\)/, "{count} tests pass", final],
	[/^Passed!\s+- Failed:\s+0, Passed:\s+(?<count>\d+)/, "{count} tests pass", final],
	[/^ok \| (?<count>\d+) passed.* \| 0 failed/, "{count} tests pass", final],
	[/^\s+(?<count>\d+) passing\b/, "{count} tests pass", summary],
	[/^\s+(?<count>\d+) passed \([\d.]+m?s?\)$/, "{count} tests pass", summary],
	[/^(?:PASS|OK(?: \(skipped=\d+\))?)$/, "the tests pass", summary],
]);

/** What test runners say. */
export const testSignatures: readonly Signature[] = [...named, ...counted, ...passed];

/** What an assertion complains about: it completes a failing test. */
export const complaints: readonly { readonly pattern: RegExp; readonly says: string; readonly next?: RegExp }[] = [
	{ pattern: /^\s*Expected:? (?<want>.+)$/, next: /^\s*Received:? /, says: "expected {want}, {next}" },
	{
		pattern: /^\s*(?:Uncaught )?AssertionError(?: \[\w+\])?: (?<detail>.+?)(?: \/\/ Object\.is equality)?$/,
		says: "{detail}",
	},
	{ pattern: /\bAssertionFailedError: (?<detail>.+)$/, says: "{detail}" },
	{ pattern: /^E\s+(?<detail>\S.*)$/, says: "{detail}" },
	{ pattern: /^\s+\w+_test\.go:\d+: (?<detail>.+)$/, says: "{detail}" },
	{ pattern: /^(?<detail>assertion .*failed.*)$/, says: "{detail}" },
	{
		pattern: /^\s*(?<detail>expected \S.* (?:received|got|but was|to (?:be|equal|contain|match)) .*)$/,
		says: "{detail}",
	},
];
