import type { Signature } from "./signature.ts";
import { greens, reds } from "./signature.ts";

const summary = { summary: true } as const;
const final = { summary: true, final: true } as const;

/** Compilers, type checkers, bundlers and linters. */
const errors = reds("compile", [
	// tsc, with and without `pretty`
	[/^(?<file>[^\s(:]+)\((?<line>\d+),\d+\): error (?<code>TS\d+): (?<message>.+)$/, "{code}: {message}"],
	[/^(?<file>[^\s:]+):(?<line>\d+):\d+ - error (?<code>TS\d+): (?<message>.+)$/, "{code}: {message}"],
	// gcc, clang, swift, javac, mypy
	[/^(?<file>[^\s:]+):(?<line>\d+):(?:\d+:)? (?:fatal )?error: (?<message>.+)$/, "{message}"],
	// rustc
	[/^error\[(?<code>E\d+)\]: (?<message>.+)$/, "{code}: {message}"],
	[/^error: (?<message>.+)$/, "{message}", { next: /^\s*--> / }],
	// go
	[/^(?:\.\/|vet: )?(?<file>[^\s:]+\.go):(?<line>\d+):\d+: (?<message>.+)$/, "{message}"],
	// eslint (the file stands on a line of its own before), biome
	[/^\s+(?<line>\d+):\d+\s+error\s+(?<message>\S.*?)(?:\s{2,}(?<code>\S+))?$/, "{message} ({code})"],
	[/^(?<file>[^\s:]+):(?<line>\d+):\d+ (?<code>(?:lint|parse|assist|format)(?:\/\S+)?)(?: .*)?$/, "{code}"],
	// webpack, esbuild, vite
	[/^ERROR in (?<file>[^\s:]+)[: ](?<line>\d+):\d+/, "{next}"],
	[/^[✘✖X] \[ERROR\] (?<message>.+)$/, "{message}"],
	[/\[vite\].*?Internal server error: (?<message>.+)$/, "{message}"],
	// kotlin, maven
	[/^e: (?:file:\/\/)?(?<file>[^\s:]+):(?<line>\d+):\d+ (?<message>.+)$/, "{message}"],
	[/^\[ERROR\] (?<file>[^\s:]+):\[(?<line>\d+),\d+\] (?<message>.+)$/, "{message}"],
	// make
	[
		/^make(?:\[\d+\])?: \*\*\* \[(?<file>[^\s:\]]+):(?<line>\d+): (?<name>[^\]]+)\] Error/,
		"make {name} fails",
		summary,
	],
]);

/** A build that failed, without the error itself. */
const counted = reds("compile", [
	[/\bFound (?<count>[1-9]\d*) errors?\b/, "{count} compile errors", summary],
	[/^✖ \d+ problems? \((?<count>[1-9]\d*) errors?/, "{count} lint errors", summary],
	[/\bcompiled with (?<count>[1-9]\d*) errors?\b/, "{count} compile errors", summary],
	[/\b(?:Build|Transform) failed with (?<count>[1-9]\d*) errors?/, "{count} compile errors", summary],
	[/^error: could not compile `(?<name>[^`]+)`/, "{name} does not compile", summary],
	[/^(?:FAILURE: Build failed|(?:\[INFO\] )?BUILD FAIL(?:URE|ED)\b|Failed to compile)/, "the build failed", summary],
]);

const built = greens("compile", [
	[/\bFound 0 errors\b/, "no compile errors", final],
	[/\bcompiled successfully\b|^✓ Compiled\b/i, "compiled successfully", final],
	[/\bcompiled (?:with \d+ warnings? )?in (?<time>[\d.]+ ?m?s)/, "compiled in {time}", final],
	[/\b(?:✓ )?built in (?<time>[\d.]+ ?m?s)/, "built in {time}", final],
	[/\bBUILD SUCCESS(?:FUL)?\b|^Build succeeded/, "the build succeeded", final],
	[/^\s*Finished `?(?:dev|release|test|debug)\b/, "the build succeeded", final],
]);

/** What compilers and builds say. */
export const buildSignatures: readonly Signature[] = [...errors, ...counted, ...built];
