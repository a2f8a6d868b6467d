/** Lines that name a place in the code. Where a language prints the innermost frame last, the last one counts. */
const frames: readonly { readonly pattern: RegExp; readonly innermost: "first" | "last" }[] = [
	// JavaScript: `at f (file:1:2)`, `at file:1:2`; vitest's arrow; node's head line; node's test reporters
	{ pattern: /^\s*at (?:.*\()?(?:async )?(?<file>[^\s()]+):(?<line>\d+):\d+\)?$/, innermost: "first" },
	{ pattern: /^\s*❯ (?:.* )?(?<file>[^\s:]+):(?<line>\d+):\d+/, innermost: "first" },
	{ pattern: /^(?<file>(?:file:\/\/)?[^\s:]+\.[cm]?[jt]sx?):(?<line>\d+)$/, innermost: "first" },
	{ pattern: /^\s*(?:location: '|test at )(?<file>[^\s:']+):(?<line>\d+):\d+/, innermost: "first" },
	// Python and pytest
	{ pattern: /^\s*File "(?<file>[^"]+)", line (?<line>\d+)/, innermost: "last" },
	{ pattern: /^(?<file>[^\s:]+\.py):(?<line>\d+): (?:\w+|in \w+)$/, innermost: "last" },
	// Java and Kotlin
	{ pattern: /^\s*at [\w.$/<>]+\((?<file>[\w$]+\.(?:java|kt|scala|groovy)):(?<line>\d+)\)/, innermost: "first" },
	// Go: a frame, and a test's complaint
	{ pattern: /^\s+(?<file>[^\s:]+\.go):(?<line>\d+)(?: \+0x[\da-f]+|:.*)?$/, innermost: "first" },
	// Rust: a panic, an error's arrow, a backtrace
	{ pattern: /panicked at (?:'.*', )?(?<file>[^\s:']+\.rs):(?<line>\d+)/, innermost: "first" },
	{ pattern: /^\s*(?:--> |at )(?<file>[^\s:]+\.rs):(?<line>\d+)/, innermost: "first" },
	// Ruby, PHP, .NET, esbuild
	{ pattern: /^\s*(?:from |# )?(?<file>[^\s:]+\.rb):(?<line>\d+):in /, innermost: "first" },
	{ pattern: /\bin (?<file>\/\S+\.php)(?: on line |:)(?<line>\d+)/, innermost: "first" },
	{ pattern: / in (?<file>[^\s:]+\.(?:cs|fs)):line (?<line>\d+)/, innermost: "first" },
	{ pattern: /^\s+(?<file>[^\s:]+\.\w{1,5}):(?<line>\d+):\d+:$/, innermost: "first" },
];

/** Code that is not the person's: runtimes, libraries, test runners. */
const foreign =
	/node_modules|\bnode:|\binternal\/|site-packages|dist-packages|\/lib\/python\d|<frozen|<anonymous>:\d|\/usr\/local\/go\/|\/go\/pkg\/mod\/|_testmain\.go|\/rustc\/|\.cargo\/registry|\.rustup\/|\b(?:at|base)[ /](?:java|javax|jdk|sun|kotlin|scala)\.|\borg\.(?:junit|gradle|apache|springframework|opentest4j)\b|\/gems\/|\/vendor\//;

/** The place in the person's own code that a stack trace or an error points to: `src/cart.ts:42`. */
export function placeIn(lines: readonly string[]): string | undefined {
	const own = lines.filter((line) => !foreign.test(line));
	for (const frame of frames) {
		const found =
			frame.innermost === "first" ? firstPlace(own, frame.pattern) : firstPlace(own.toReversed(), frame.pattern);
		if (found) return found;
	}
	return undefined;
}

/** `file:line` without the scheme of a URL. */
export function writePlace(file: string, line: string | undefined): string {
	const path = file.replace(/^(?:file|webpack):\/\//, "").replace(/^\.\//, "");
	return line === undefined ? path : `${path}:${line}`;
}

function firstPlace(lines: readonly string[], pattern: RegExp): string | undefined {
	for (const line of lines) {
		const groups = pattern.exec(line)?.groups;
		if (groups?.file) return writePlace(groups.file, groups.line);
	}
	return undefined;
}
