import type { Files } from "../../../../src/host/sandbox/files.ts";

/** A file system as data: `null` is a directory, `-> PATH` a link, any other text a file; `#!` makes it a program. */
export function inventFiles(tree: Readonly<Record<string, string | null>>): Files {
	const entries = new Map(Object.entries(tree));
	for (const path of Object.keys(tree)) {
		for (let at = path.lastIndexOf("/"); at > 0; at = path.lastIndexOf("/", at - 1)) {
			if (!entries.has(path.slice(0, at))) entries.set(path.slice(0, at), null);
		}
	}
	const follow = (path: string): string | undefined => {
		const entry = entries.get(path);
		return entry?.startsWith("-> ") ? realpath(entry.slice(3)) : path;
	};
	const realpath = (path: string): string | undefined => {
		const parts = path.split("/").filter((name) => name !== "");
		let real: string | undefined = "";
		for (const part of parts) {
			real = entries.has(`${real}/${part}`) ? follow(`${real}/${part}`) : undefined;
			if (real === undefined) return undefined;
		}
		return real === "" ? "/" : real;
	};
	const kind: Files["kind"] = (path) => {
		const entry = entries.get(path);
		if (entry === undefined) return undefined;
		if (entry === null) return "directory";
		return entry.startsWith("-> ") ? "link" : "file";
	};
	return {
		kind,
		realpath,
		list: (path) =>
			[...entries.keys()]
				.filter((key) => key.startsWith(`${path}/`) && !key.slice(path.length + 1).includes("/"))
				.map((key) => key.slice(path.length + 1))
				.sort(),
		executable: (path) => entries.get(realpath(path) ?? "")?.startsWith("#!") ?? false,
		text: (path) => entries.get(realpath(path) ?? "") ?? undefined,
	};
}
