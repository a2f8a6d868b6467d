import { describe, expect, test } from "vitest";
import type { Finding } from "../../../../../src/host/agent/playbook/signatures/recognise.ts";
import { recognise } from "../../../../../src/host/agent/playbook/signatures/recognise.ts";

/** The most telling finding, as `family tone: title [+more] @ place — detail`. */
function show(finding: Finding | undefined): string {
	if (!finding) return "nothing";
	const more = finding.more > 0 ? ` +${finding.more}` : "";
	const place = finding.place === undefined ? "" : ` @ ${finding.place}`;
	const detail = finding.detail === undefined ? "" : ` — ${finding.detail}`;
	return `${finding.family} ${finding.tone}: ${finding.title}${more}${place}${detail}`;
}

function check(text: string, expected: string): void {
	expect(show(recognise({ kind: "output", text: text.replace(/^\n/, "") })[0])).toBe(expected);
}

describe("failing tests", () => {
	test("vitest", () => {
		check(
			`
 ❯ test/cart.test.ts (3 tests | 1 failed) 12ms
   × checkout > applies voucher 5ms
     → expected 100 to be 90 // Object.is equality

⎯⎯⎯⎯⎯⎯⎯ Failed Tests 1 ⎯⎯⎯⎯⎯⎯⎯

 FAIL  test/cart.test.ts > checkout > applies voucher
AssertionError: expected 100 to be 90 // Object.is equality

- Expected
+ Received

- 90
+ 100

 ❯ test/cart.test.ts:42:18
     40|   const cart = new Cart();
     41|   cart.apply("SAVE10");
     42|   expect(cart.total()).toBe(90);
       |                        ^

 Test Files  1 failed (1)
      Tests  1 failed | 2 passed (3)`,
			"test red: checkout > applies voucher fails @ test/cart.test.ts:42 — expected 100 to be 90",
		);
	});

	test("vitest with a project name and two failures", () => {
		check(
			`
 FAIL  |unit| test/cart.test.ts > totals > adds
AssertionError: expected 3 to be 4 // Object.is equality
 ❯ test/cart.test.ts:7:20
 FAIL  |unit| test/voucher.test.ts > parses
AssertionError: expected 'a' to be 'b' // Object.is equality
 ❯ test/voucher.test.ts:3:9
      Tests  2 failed | 9 passed (11)`,
			"test red: totals > adds fails +1 @ test/cart.test.ts:7 — expected 3 to be 4",
		);
	});

	test("jest", () => {
		check(
			`
FAIL src/cart.test.ts
  checkout
    ✕ applies voucher (5 ms)
    ✓ adds items (1 ms)

  ● checkout › applies voucher

    expect(received).toBe(expected) // Object.is equality

    Expected: 90
    Received: 100

      40 |   cart.apply("SAVE10");
    > 42 |   expect(cart.total()).toBe(90);
         |                        ^

      at Object.<anonymous> (src/cart.test.ts:42:24)
      at new Promise (<anonymous>)
      at processTicksAndRejections (node:internal/process/task_queues:95:5)

Test Suites: 1 failed, 1 total
Tests:       1 failed, 1 passed, 2 total`,
			"test red: checkout › applies voucher fails @ src/cart.test.ts:42 — expected 90, received 100",
		);
	});

	test("mocha", () => {
		check(
			`
  checkout
    ✔ adds items
    1) applies voucher

  1 passing (9ms)
  1 failing

  1) checkout
       applies voucher:

      AssertionError [ERR_ASSERTION]: Expected values to be strictly equal:

100 !== 90

      at Context.<anonymous> (test/cart.js:12:14)
      at process.processImmediate (node:internal/timers:478:21)`,
			"test red: checkout > applies voucher fails @ test/cart.js:12 — Expected values to be strictly equal",
		);
	});

	test("node's own runner", () => {
		check(
			`
✖ applies voucher (1.234567ms)
ℹ tests 3
ℹ pass 2
ℹ fail 1

✖ failing tests:

test at test/cart.test.mjs:4:1
✖ applies voucher (1.234567ms)
  AssertionError [ERR_ASSERTION]: Expected values to be strictly equal:
      at TestContext.<anonymous> (file:///home/me/shop/test/cart.test.mjs:6:10)`,
			"test red: applies voucher fails @ /home/me/shop/test/cart.test.mjs:6 — Expected values to be strictly equal",
		);
	});

	test("TAP", () => {
		check(
			`
ok 1 - adds items
not ok 2 - applies voucher
  ---
  location: '/home/me/shop/test/cart.test.js:12:1'
  failureType: 'testCodeFailure'
  ...
# tests 2
# pass 1
# fail 1`,
			"test red: applies voucher fails @ /home/me/shop/test/cart.test.js:12",
		);
		check("not ok 3 - later # TODO not yet\nok 4 - now", "nothing");
	});

	test("pytest", () => {
		check(
			`
=================================== FAILURES ===================================
_________________________________ test_voucher _________________________________

    def test_voucher():
>       assert total(cart) == 90
E       assert 100 == 90
E        +  where 100 = total(<Cart>)

tests/test_cart.py:12: AssertionError
=========================== short test summary info ============================
FAILED tests/test_cart.py::test_voucher - assert 100 == 90
========================= 1 failed, 3 passed in 0.12s ==========================`,
			"test red: test_voucher fails @ tests/test_cart.py:12 — assert 100 == 90",
		);
		check("tests/test_cart.py::test_voucher FAILED      [ 50%]", "test red: test_voucher fails @ tests/test_cart.py");
	});

	test("python's unittest", () => {
		check(
			`
FAIL: test_voucher (tests.test_cart.CartTest.test_voucher)
----------------------------------------------------------------------
Traceback (most recent call last):
  File "/home/me/shop/tests/test_cart.py", line 12, in test_voucher
    self.assertEqual(total, 90)
AssertionError: 100 != 90

----------------------------------------------------------------------
Ran 4 tests in 0.001s

FAILED (failures=1)`,
			"test red: test_voucher fails @ /home/me/shop/tests/test_cart.py:12 — 100 != 90",
		);
	});

	test("go", () => {
		check(
			`
--- FAIL: TestCart (0.00s)
    --- FAIL: TestCart/voucher (0.00s)
        cart_test.go:42: got 100, want 90
FAIL
FAIL	example.com/shop/cart	0.003s
FAIL`,
			"test red: TestCart/voucher fails @ cart_test.go:42 — got 100, want 90",
		);
	});

	test("cargo", () => {
		check(
			`
running 2 tests
test cart::tests::adds ... ok
test cart::tests::voucher ... FAILED

failures:

---- cart::tests::voucher stdout ----
thread 'cart::tests::voucher' panicked at src/cart.rs:42:9:
assertion \`left == right\` failed
  left: 100
 right: 90

test result: FAILED. 1 passed; 1 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s

error: test failed, to rerun pass \`--lib\``,
			"test red: cart::tests::voucher fails @ src/cart.rs:42 — assertion `left == right` failed",
		);
	});

	test("maven with JUnit", () => {
		check(
			`
[ERROR] Failures:
[ERROR]   CartTest.voucher:42 expected: <90> but was: <100>
[INFO]
[ERROR] Tests run: 5, Failures: 1, Errors: 0, Skipped: 0`,
			"test red: CartTest.voucher fails @ CartTest.voucher:42 — expected: <90> but was: <100>",
		);
	});

	test("gradle", () => {
		check(
			`
CartTest > voucher() FAILED
    org.opentest4j.AssertionFailedError: expected: <90> but was: <100>
        at org.junit.jupiter.api.AssertionUtils.fail(AssertionUtils.java:55)
        at shop.CartTest.voucher(CartTest.java:42)

5 tests completed, 1 failed`,
			"test red: CartTest > voucher() fails @ CartTest.java:42 — expected: <90> but was: <100>",
		);
	});

	test("rspec, bun, deno, playwright", () => {
		check(
			"12 examples, 1 failure\n\nrspec ./spec/cart_spec.rb:42 # Cart applies the voucher",
			"test red: Cart applies the voucher fails @ spec/cart_spec.rb:42",
		);
		check("(fail) checkout > applies voucher [0.21ms]", "test red: checkout > applies voucher fails");
		check("applies voucher ... FAILED (3ms)\nFAILED | 2 passed | 1 failed (12ms)", "test red: applies voucher fails");
		check(
			"  1) [chromium] › tests/cart.spec.ts:42:5 › checkout › applies voucher ─────\n\n  1 failed\n  3 passed (2.1s)",
			"test red: checkout › applies voucher fails @ tests/cart.spec.ts:42",
		);
	});

	test("a cross before a name", () => {
		check(
			" ✓ cart totals\n ✗ checkout applies voucher\n     expected 90, received 100\n Tests 1 failed | 211 passed",
			"test red: checkout applies voucher fails — expected 90, received 100",
		);
	});

	test("a count without a name", () => {
		check("      Tests  3 failed | 9 passed (12)", "test red: 3 failed in the test run");
		check("=== 2 failed, 4 passed in 1.20s ===", "test red: 2 failed in the test run");
		check("FAIL\texample.com/shop/cart\t0.003s", "test red: the tests of example.com/shop/cart fail");
		check("Failed!  - Failed:     2, Passed:     7, Skipped:     0", "test red: 2 failed in the test run");
		check("Tests: 5, Assertions: 9, Failures: 1.", "test red: 1 failed in the test run");
	});

	test("names that begin alike are not the same test", () => {
		check("(fail) case 1\n(fail) case 10", "test red: case 1 fails +1");
	});
});

describe("passing tests", () => {
	const cases: readonly [string, string][] = [
		["      Tests  212 passed (212)", "212 tests pass"],
		["      Tests  211 passed | 1 skipped (212)", "211 tests pass"],
		["Tests:       4 passed, 4 total", "4 tests pass"],
		["Tests:       1 skipped, 4 passed, 5 total", "4 tests pass"],
		["============ 4 passed in 0.10s ============", "4 tests pass"],
		["4 passed, 1 skipped in 0.10s", "4 tests pass"],
		["  12 passing (9ms)", "12 tests pass"],
		["test result: ok. 7 passed; 0 failed; 0 ignored", "7 tests pass"],
		["12 examples, 0 failures", "12 tests pass"],
		["# fail 0", "the tests pass"],
		["[INFO] Tests run: 5, Failures: 0, Errors: 0, Skipped: 0", "5 tests pass"],
		["OK (5 tests, 9 assertions)", "5 tests pass"],
		["Passed!  - Failed:     0, Passed:     9", "9 tests pass"],
		["ok | 5 passed | 0 failed (12ms)", "5 tests pass"],
		["  3 passed (2.1s)", "3 tests pass"],
		["PASS", "the tests pass"],
	];
	test.each(cases)("%s", (text, expected) => check(text, `test green: ${expected}`));

	test("a watcher that ran twice within one event is as it was last", () => {
		const [bad, good] = ["      Tests  1 failed | 2 passed (3)", "      Tests  3 passed (3)"];
		check(`${bad}\n RERUN  src/cart.ts\n${good}`, "test green: 3 tests pass");
		check(`${good}\n RERUN  src/cart.ts\n${bad}`, "test red: 1 failed in the test run");
	});

	test("passing ones beside failing ones are not good news", () => {
		check("  12 passing (9ms)\n  1 failing", "test red: 1 failed in the test run");
		check("  1 failed\n  3 passed (2.1s)", "test red: 1 failed in the test run");
	});
});

describe("compile errors", () => {
	test("tsc", () => {
		check(
			"src/cart.ts(42,7): error TS2322: Type 'string' is not assignable to type 'number'.",
			"compile red: TS2322: Type 'string' is not assignable to type 'number'. @ src/cart.ts:42",
		);
		check(
			`
src/cart.ts:42:7 - error TS2322: Type 'string' is not assignable to type 'number'.

42   const total: number = "90";
           ~~~~~
src/voucher.ts:3:1 - error TS2304: Cannot find name 'foo'.

[12:41:03] Found 2 errors. Watching for file changes.`,
			"compile red: TS2322: Type 'string' is not assignable to type 'number'. +1 @ src/cart.ts:42",
		);
		check("[12:41:03] Found 3 errors. Watching for file changes.", "compile red: 3 compile errors");
	});

	test("gcc, javac, mypy, make", () => {
		check(
			"cart.c: In function 'main':\ncart.c:42:5: error: expected ';' before 'return'\nmake: *** [Makefile:3: cart.o] Error 1",
			"compile red: expected ';' before 'return' @ cart.c:42",
		);
		check(
			"src/main.c:1:10: fatal error: foo.h: No such file or directory",
			"compile red: foo.h: No such file or directory @ src/main.c:1",
		);
		check("src/Cart.java:42: error: ';' expected", "compile red: ';' expected @ src/Cart.java:42");
		check("cart.py:12: error: Incompatible types", "compile red: Incompatible types @ cart.py:12");
		check("make[1]: *** [Makefile:12: dist] Error 2", "compile red: make dist fails @ Makefile:12");
	});

	test("rustc", () => {
		check(
			'error[E0308]: mismatched types\n  --> src/cart.rs:42:9\n   |\n42 |         "90"\n\nerror: could not compile `shop` (bin "shop")',
			"compile red: E0308: mismatched types @ src/cart.rs:42",
		);
		check(
			"error: expected `;`, found `}`\n --> src/main.rs:3:17",
			"compile red: expected `;`, found `}` @ src/main.rs:3",
		);
		check("error: could not compile `shop` (lib)", "compile red: shop does not compile");
	});

	test("go, kotlin, maven", () => {
		check("# example.com/shop\n./cart.go:42:3: undefined: voucher", "compile red: undefined: voucher @ cart.go:42");
		check(
			"e: file:///home/me/src/Cart.kt:42:5 Unresolved reference: voucher",
			"compile red: Unresolved reference: voucher @ /home/me/src/Cart.kt:42",
		);
		check(
			"[ERROR] /home/me/src/Cart.java:[42,13] cannot find symbol",
			"compile red: cannot find symbol @ /home/me/src/Cart.java:42",
		);
	});

	test("eslint and biome", () => {
		check(
			`
/home/me/shop/src/cart.ts
   3:7   warning  'y' is assigned a value but never used  no-unused-vars
  42:10  error    'voucher' is not defined                no-undef

✖ 2 problems (1 error, 1 warning)`,
			"compile red: 'voucher' is not defined (no-undef) @ /home/me/shop/src/cart.ts:42",
		);
		check(
			"src/cart.ts:42:5 lint/suspicious/noExplicitAny ━━━━━━━━━",
			"compile red: lint/suspicious/noExplicitAny @ src/cart.ts:42",
		);
		check("✖ 2 problems (0 errors, 2 warnings)", "nothing");
	});

	test("webpack, esbuild, vite", () => {
		check(
			"ERROR in ./src/cart.ts 42:5-10\nTS2304: Cannot find name 'voucher'.\n\nwebpack 5.90.0 compiled with 1 error in 812 ms",
			"compile red: TS2304: Cannot find name 'voucher'. @ src/cart.ts:42",
		);
		check(
			'✘ [ERROR] Expected ";" but found "}"\n\n    src/cart.ts:42:5:\n      42 │ }',
			'compile red: Expected ";" but found "}" @ src/cart.ts:42',
		);
		check("webpack 5.90.0 compiled with 2 errors in 812 ms", "compile red: 2 compile errors");
		check("12:41:03 [vite] Internal server error: Failed to parse source", "compile red: Failed to parse source");
		check("BUILD FAILED in 3s", "compile red: the build failed");
	});
});

describe("a build that is well", () => {
	const cases: readonly [string, string][] = [
		["[12:41:03] Found 0 errors. Watching for file changes.", "no compile errors"],
		["webpack 5.90.0 compiled successfully in 812 ms", "compiled successfully"],
		["webpack compiled in 812 ms", "compiled in 812 ms"],
		["webpack 5.90.0 compiled with 2 warnings in 812 ms", "compiled in 812 ms"],
		["✓ built in 1.20s", "built in 1.20s"],
		["BUILD SUCCESSFUL in 3s", "the build succeeded"],
		["    Finished `dev` profile [unoptimized + debuginfo] target(s) in 0.5s", "the build succeeded"],
	];
	test.each(cases)("%s", (text, expected) => check(text, `compile green: ${expected}`));
});

describe("bounds", () => {
	test("long and hostile lines are read and are nothing", () => {
		const hostile = ["a".repeat(2000), "at (".repeat(500), "GET ".repeat(500), "  ".repeat(1000), ":".repeat(2000)];
		const text = hostile.flatMap((line) => Array<string>(30).fill(line)).join("\n");
		expect(recognise({ kind: "output", text })).toEqual([]);
	});

	test("many failures are one finding with a count", () => {
		const text = Array.from({ length: 200 }, (_, at) => `FAILED tests/test_a.py::test_${at}`).join("\n");
		expect(recognise({ kind: "output", text })[0]).toMatchObject({ family: "test", more: 99 });
	});
});
