import { describe, expect, test } from "vitest";
import { recognise } from "../../../../../src/host/agent/playbook/signatures/recognise.ts";

function check(text: string, expected: string, kind: "output" | "exit" = "output"): void {
	const [finding] = recognise({ kind, text: text.replace(/^\n/, "") });
	const place = finding?.place === undefined ? "" : ` @ ${finding.place}`;
	expect(finding ? `${finding.family} ${finding.tone}: ${finding.title}${place}` : "nothing").toBe(expected);
}

describe("stack traces point to the person's own code", () => {
	test("node", () => {
		check(
			`
/home/me/shop/src/cart.js:42
    return voucher.apply(total);
                   ^

TypeError: Cannot read properties of undefined (reading 'apply')
    at Object.<anonymous> (/home/me/shop/node_modules/lib/index.js:3:9)
    at checkout (/home/me/shop/src/cart.js:42:20)
    at node:internal/process/task_queues:95:5

Node.js v24.21.0`,
			"crash red: TypeError: Cannot read properties of undefined (reading 'apply') @ /home/me/shop/src/cart.js:42",
		);
		check(
			"Uncaught RangeError: Invalid array length\n    at async file:///home/me/shop/src/list.mjs:7:11",
			"crash red: RangeError: Invalid array length @ /home/me/shop/src/list.mjs:7",
		);
	});

	test("python: the innermost frame that is one's own", () => {
		check(
			`
Traceback (most recent call last):
  File "/home/me/shop/main.py", line 3, in <module>
    checkout()
  File "/home/me/shop/cart.py", line 42, in checkout
    voucher.apply(total)
  File "/usr/lib/python3.12/site-packages/lib/v.py", line 9, in apply
    raise ValueError("expired")
ValueError: expired`,
			"crash red: ValueError: expired @ /home/me/shop/cart.py:42",
		);
		check("shop.errors.VoucherException: expired", "crash red: shop.errors.VoucherException: expired");
	});

	test("java", () => {
		check(
			`
Exception in thread "main" java.lang.NullPointerException: voucher is null
	at java.base/java.util.Objects.requireNonNull(Objects.java:259)
	at shop.Cart.total(Cart.java:42)
	at shop.Main.main(Main.java:7)`,
			"crash red: java.lang.NullPointerException: voucher is null @ Cart.java:42",
		);
	});

	test("go", () => {
		check(
			`
panic: runtime error: index out of range [3] with length 3

goroutine 1 [running]:
main.total(...)
	/home/me/shop/cart.go:42
main.main()
	/home/me/shop/main.go:7 +0x1d
exit status 2`,
			"crash red: panic: runtime error: index out of range [3] with length 3 @ /home/me/shop/cart.go:42",
		);
	});

	test("rust, in the new form and the old one", () => {
		check(
			"thread 'main' panicked at src/main.rs:42:9:\nindex out of bounds: the len is 3\nnote: run with `RUST_BACKTRACE=1`",
			"crash red: panic: index out of bounds: the len is 3 @ src/main.rs:42",
		);
		check("thread 'main' panicked at 'no voucher', src/main.rs:42:9", "crash red: panic: no voucher @ src/main.rs:42");
	});

	test("ruby, php, .net, and what has no place", () => {
		check(
			"RuntimeError: expired\n\tfrom app/cart.rb:42:in `total'",
			"crash red: RuntimeError: expired @ app/cart.rb:42",
		);
		check(
			"Exception: expired in /srv/cart.php:42",
			"crash red: Exception: expired in /srv/cart.php:42 @ /srv/cart.php:42",
		);
		check(
			"System.Exception: expired\n   at Shop.Cart.Total() in /src/Cart.cs:line 42",
			"crash red: System.Exception: expired @ /src/Cart.cs:42",
		);
		check("Error: health check failed", "crash red: Error: health check failed");
		check("Segmentation fault (core dumped)", "crash red: the program crashed: Segmentation fault (core dumped)");
		check("2026-05-01 12:00:00 ERROR could not reload", "crash red: 2026-05-01 12:00:00 ERROR could not reload");
	});
});

describe("faults of a program and its surroundings", () => {
	const noAddress = "has no address: no network, or no such host";
	const cases: readonly [string, string][] = [
		["Error: listen EADDRINUSE: address already in use :::3000", "port: port 3000 is already in use"],
		["Error: listen EADDRINUSE: address already in use 127.0.0.1:8080", "port: port 8080 is already in use"],
		["listen tcp :8080: bind: address already in use", "port: port 8080 is already in use"],
		["Error: Port 5173 is already in use", "port: port 5173 is already in use"],
		["OSError: [Errno 98] Address already in use", "port: a port is already in use"],
		[
			"FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory",
			"memory: out of memory: the JavaScript heap is full",
		],
		["java.lang.OutOfMemoryError: Java heap space", "memory: out of memory: Java heap space"],
		["  reason: OOMKilled", "memory: out of memory: killed by the system"],
		["terminate called after throwing an instance of 'std::bad_alloc'", "memory: out of memory"],
		["memory allocation of 1073741824 bytes failed", "memory: out of memory"],
		["GET /cart 500 12.345 ms - 21", "http: GET /cart answers 500"],
		['127.0.0.1 - - [01/May] "POST /checkout?v=1 HTTP/1.1" 502 17 "-"', "http: POST /checkout answers 502"],
		["level=error method=GET path=/cart status=503 took=12ms", "http: /cart answers 503"],
		['{"level":50,"url":"/cart","statusCode":504}', "http: /cart answers 504"],
		["Request failed with status code 502", "http: an HTTP answer is 502"],
		["503 Service Unavailable", "http: an HTTP answer is 503"],
		["Error: connect ETIMEDOUT 10.0.0.1:5432", "timeout: timed out: Error: connect ETIMEDOUT 10.0.0.1:5432"],
		["rpc error: context deadline exceeded", "timeout: timed out: rpc error: context deadline exceeded"],
		["health check timed out after 30 s", "timeout: timed out: health check timed out after 30 s"],
		["Error: Cannot find module 'express'", "missing: module express is missing"],
		["ModuleNotFoundError: No module named 'flask'", "missing: module flask is missing"],
		["bash: vitset: command not found", "missing: command vitset is not found"],
		["sh: 1: vitset: not found", "missing: command vitset is not found"],
		["zsh: command not found: vitset", "missing: command vitset is not found"],
		["Error: spawn ffmpeg ENOENT", "missing: command ffmpeg is not found"],
		['npm error Missing script: "watch"', "missing: package.json has no script watch"],
		["Error: ENOENT: no such file or directory, open '.env'", "missing: .env does not exist"],
		["cat: config.yml: No such file or directory", "missing: config.yml does not exist"],
		["Error: EACCES: permission denied, open '/etc/shadow'", "permission: no permission for /etc/shadow"],
		["bash: ./deploy.sh: Permission denied", "permission: no permission for ./deploy.sh"],
		["PermissionError: [Errno 13] Permission denied: '/etc/shadow'", "permission: no permission for /etc/shadow"],
		["Error: ENOSPC: no space left on device, write", "disk: the disk is full"],
		[
			"Error: ENOSPC: System limit for number of file watchers reached, watch '/x'",
			"disk: too many watched files: the system's inotify limit is reached",
		],
		["Error: connect ECONNREFUSED 127.0.0.1:5432", "network: 127.0.0.1:5432 refuses the connection"],
		["Error: getaddrinfo EAI_AGAIN example.com", `network: example.com ${noAddress}`],
		["curl: (6) Could not resolve host: example.com", `network: example.com ${noAddress}`],
	];
	test.each(cases)("%s", (text, expected) => check(text, expected.replace(":", " red:")));
});

describe("a program that is up", () => {
	const cases: readonly [string, string][] = [
		["Server listening on http://localhost:3000", "up at http://localhost:3000"],
		["Listening on port 3000", "up at port 3000"],
		["INFO:     Uvicorn running on http://127.0.0.1:8000 (Press CTRL+C to quit)", "up at http://127.0.0.1:8000"],
		["  ➜  Local:   http://localhost:5173/", "up at http://localhost:5173/"],
		["  VITE v5.0.0  ready in 320 ms", "ready in 320 ms"],
	];
	test.each(cases)("%s", (text, expected) => check(text, `up green: ${expected}`));
});

describe("the end of a script", () => {
	const port = "Error: listen EADDRINUSE: address already in use :::3000";
	const cases: readonly [string, string][] = [
		["exit 3 after 5.1s", "exit red: exit 3 after 5.1s"],
		["exit 0 after 5.1s", "exit green: exit 0 after 5.1s"],
		["killed by SIGKILL after 1m02s", "exit red: killed by SIGKILL after 1m02s"],
		["killed by SIGSEGV after 2s", "crash red: the program crashed: killed by SIGSEGV after 2s"],
		["exit 137 after 9s", "memory red: exit 137 after 9s: killed from outside, most often for lack of memory"],
		[`exit 1 after 2s\n${port}`, "port red: port 3000 is already in use"],
		["killed by SIGTERM after 2s", "nothing"],
		["exit 143 after 2s", "nothing"],
	];
	test.each(cases)("%s", (text, expected) => check(text, expected, "exit"));

	test("is not believed to a script that only prints it", () => {
		check("exit 3 after 5.1s", "nothing", "output");
	});

	test("names the option that would have allowed it, else the last words", () => {
		const hint = "the network is off in the sandbox; `--net` allows it";
		expect(recognise({ kind: "exit", text: `exit 1 after 2s\nfetch failed\n${hint}` })[0]?.detail).toBe(hint);
		expect(recognise({ kind: "exit", text: "exit 1 after 2s\nstarting\ngiving up\n" })[0]?.detail).toBe("giving up");
	});

	test("stands second when something explains it", () => {
		const found = recognise({ kind: "exit", text: "exit 1 after 2s\nTypeError: x is not a function" });
		expect(found.map(({ family }) => family)).toEqual(["crash", "exit"]);
	});
});

describe("what is nothing", () => {
	const cases = [
		"GET /cart 200 12ms",
		"asset main.js 1.2 MiB",
		"",
		"watching for changes",
		"0 errors, 3 warnings",
		"1) first\n2) second",
		"error",
	];
	test.each(cases)("%j", (text) => check(text, "nothing"));
});
