import type { Signature } from "./signature.ts";
import { greens, reds } from "./signature.ts";

const summary = { summary: true } as const;
const exit = { exit: true } as const;

const memory = reds("memory", [
	[/JavaScript heap out of memory/, "out of memory: the JavaScript heap is full"],
	[/java\.lang\.OutOfMemoryError(?:: (?<what>.+))?/, "out of memory: {what}"],
	[/\bOOMKilled\b|Out of memory: Killed process|\boom-kill\b/, "out of memory: killed by the system"],
	[/std::bad_alloc|\bMemoryError\b|memory allocation of \d+ bytes failed|runtime: out of memory/, "out of memory"],
	[/\bENOMEM\b|[Cc]annot allocate memory/, "out of memory"],
	[/^(?<end>exit 137\b.*)$/, "{end}: killed from outside, most often for lack of memory", exit],
]);

const port = reds("port", [
	[/EADDRINUSE.*?(?:[Pp]ort:? |:+)(?<port>\d{2,5})\b/, "port {port} is already in use"],
	[/\b[Pp]ort (?<port>\d{2,5}) is (?:already )?(?:in use|allocated|taken|occupied)/, "port {port} is already in use"],
	[/:(?<port>\d{2,5}): bind: address already in use/, "port {port} is already in use"],
	[/EADDRINUSE|[Aa]ddress already in use/, "a port is already in use", summary],
]);

const disk = reds("disk", [
	[/limit for number of file watchers reached/, "too many watched files: the system's inotify limit is reached"],
	[/\bENOSPC\b|No space left on device|Disk quota exceeded/, "the disk is full"],
]);

const network = reds("network", [
	[/\bECONNREFUSED (?<where>\S+)/, "{where} refuses the connection"],
	[/getaddrinfo (?:ENOTFOUND|EAI_AGAIN) (?<where>\S+)/, "{where} has no address: no network, or no such host"],
	[/Could not resolve host:? (?<where>\S+)/, "{where} has no address: no network, or no such host"],
	[/\b[Cc]onnection refused\b|\bNetwork is unreachable\b|Temporary failure in name resolution/, "{whole}", summary],
]);

const missing = reds("missing", [
	[/Cannot find (?:module|package) ["'](?<name>[^"']+)["']/, "module {name} is missing"],
	[/No module named ["']?(?<name>[\w.]+)/, "module {name} is missing"],
	[/Can't resolve ["'](?<name>[^"']+)["']/, "module {name} is missing"],
	[/Missing script: "(?<name>[^"]+)"/, "package.json has no script {name}"],
	[/(?:^|: )(?<name>[^\s:]+): (?:command )?not found$/, "command {name} is not found"],
	[/command not found: (?<name>\S+)/, "command {name} is not found"],
	[
		/\bspawn (?<name>\S+) ENOENT\b|exec: "(?<program>[^"]+)": executable file not found/,
		"command {name}{program} is not found",
	],
	[/ENOENT.*?["'](?<name>[^"']+)["']/, "{name} does not exist"],
	[/\b(?<name>\S+): No such file or directory/, "{name} does not exist"],
	[/No such file or directory: ["'](?<name>[^"']+)["']/, "{name} does not exist"],
]);

const permission = reds("permission", [
	[/\b(?:EACCES|EPERM|EROFS)\b.*?["'](?<name>[^"']+)["']/, "no permission for {name}"],
	[
		/(?:Permission denied|Operation not permitted|Read-only file system): ["']?(?<name>[^"'\s]+)/,
		"no permission for {name}",
	],
	[/(?<name>[^\s:]+): (?:Permission denied|Operation not permitted|Read-only file system)/, "no permission for {name}"],
	[/\b(?:EACCES|EPERM|EROFS)\b|[Pp]ermission denied|Read-only file system/, "{whole}", summary],
]);

const http = reds("http", [
	[
		/\b(?<method>GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS) (?<route>[^\s"?]+)[^\s"]*(?: HTTP\/[\d.]+)?"?(?:\s+[-–→=>:]+)?\s+(?<status>5\d\d)\b/,
		"{method} {route} answers {status}",
	],
	[/^(?=.*\bstatus=(?<status>5\d\d)\b)(?=.*\b(?:path|url|uri|route)="?(?<route>[^\s"?]+))/, "{route} answers {status}"],
	[
		/^(?=.*"(?:status|statusCode|status_code)": ?(?<status>5\d\d)\b)(?=.*"(?:path|url|uri|route)": ?"(?<route>[^"?]+))/,
		"{route} answers {status}",
	],
	[/\b(?:HTTP(?:\/[\d.]+)?|[Ss]tatus(?: code)?:?) (?<status>5\d\d)\b/, "an HTTP answer is {status}", summary],
	[
		/\b(?<status>5\d\d) (?:Internal Server Error|Bad Gateway|Service Unavailable|Gateway Time-?out)/,
		"an HTTP answer is {status}",
		summary,
	],
]);

const timeout = reds("timeout", [
	[/\bE(?:SOCKET)?TIMEDOUT\b(?: (?<where>\S+))?/, "timed out: {whole}"],
	[/context deadline exceeded|\bDEADLINE_EXCEEDED\b|\bDeadlineExceeded\b|\bTimeoutError\b/, "timed out: {whole}"],
	[/\btimed out\b|\b[Tt]imeout of \d+ ?m?s exceeded|\bExceeded timeout of\b/i, "timed out: {whole}"],
]);

const crash = reds("crash", [
	[
		/^(?:Uncaught |Unhandled |\[?error\]?:? |Caused by: |Exception in thread "[^"]*" )?(?!Error$)(?<head>(?:[A-Za-z_][\w.$]*)?(?:Error|Exception)(?: \[\w+\])?(?::.*)?)$/i,
		"{head}",
	],
	[/^panic: (?<head>.+)$/, "panic: {head}"],
	[/^fatal error: (?<head>.+)$/, "{head}"],
	[/\bthread '(?<thread>[^']*)'.* panicked at '(?<head>.*)', \S+\.rs:/, "panic: {head}"],
	[/\bthread '(?<thread>[^']*)'.* panicked at [^\s']+\.rs:\d+/, "panic: {next}"],
	[/\bSegmentation fault\b|\bcore dumped\b|\bSIGSEGV\b/, "the program crashed: {whole}"],
	[/^Traceback \(most recent call last\):/, "a Python exception", summary],
	[/(?:^|[\s[])(?:ERROR|FATAL|CRITICAL|SEVERE)(?=[\]:\s])/, "{whole}", summary],
]);

const end = [
	...reds("exit", [
		[/^(?<end>exit (?!(?:130|143)\b)[1-9]\d*\b.*)$/, "{end}", exit],
		[/^(?<end>killed by SIG(?!TERM\b|INT\b|HUP\b)\w+.*)$/, "{end}", exit],
	]),
	...greens("exit", [[/^(?<end>exit 0\b.*)$/, "{end}", { exit: true, final: true }]]),
];

const up = greens("up", [
	[
		/\b(?:[Ll]istening|[Ss]erving|[Rr]unning|[Ss]tarted|Accepting connections)\b.* (?:on|at):? (?<where>\S*:\d{2,5}\S*)/,
		"up at {where}",
	],
	[/\b(?:[Ll]istening|[Rr]unning|[Ss]tarted|[Ss]erving)\b.* port:? (?<where>\d{2,5})\b/, "up at port {where}"],
	[/^\s*(?:➜\s+)?Local:\s+(?<where>https?:\/\/\S+)/, "up at {where}"],
	[/\bready in (?<time>[\d.]+ ?m?s)/i, "ready in {time}", summary],
]);

/** What goes wrong in a running program, how it ends, and that it is up. */
export const faultSignatures: readonly Signature[] = [
	...memory,
	...port,
	...disk,
	...network,
	...missing,
	...permission,
	...http,
	...timeout,
	...crash,
	...end,
	...up,
];
