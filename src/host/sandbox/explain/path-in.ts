/** Longer paths are no help in a sentence. */
const pathLimit = 200;

/** Places of a path in an error message, from the most exact form to the loosest. */
const forms: readonly RegExp[] = [
	// open '/a b/c'  "x/y"  ‘z’
	/['"‘`]((?:\.{0,2}\/|[\w.@-])[^'"’`]*)['"’`]/g,
	// sh: 3: cannot create /a/b: Read-only file system
	/(?:cannot create|can't create|cannot open|can't open|could not (?:open|lock config file|create)|unable to create(?: file)?|cannot access|open|mkdir|stat|lock) ((?:\.{0,2}\/)?[^\s:'"]+)(?=[:\s]|$)/g,
	// bash: /a b/c: Read-only file system
	/(?:^|: )((?:\.{0,2}\/)[^:]+)(?=:|$)/g,
	// anything absolute
	/(?:^|[\s=(])(\/[^\s:'"),]+)/g,
];

/** The path that an error message is about: the last one of the most exact form. */
export function pathIn(line: string): string | undefined {
	for (const form of forms) {
		const found = [...line.matchAll(form)].map((match) => match[1]?.trim() ?? "").filter(isPath);
		if (found.length > 0) return found.at(-1);
	}
	return undefined;
}

function isPath(text: string): boolean {
	return text.length <= pathLimit && /[/.]/.test(text) && !text.includes("\n") && !text.includes("//");
}
