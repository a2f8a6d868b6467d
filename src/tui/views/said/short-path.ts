/** A path as it is spoken of in a directory: `.`, `./below`, or the whole path. */
export function shortPath(path: string, cwd: string): string {
	if (path === cwd) return ".";
	return path.startsWith(`${cwd}/`) ? `./${path.slice(cwd.length + 1)}` : path;
}
