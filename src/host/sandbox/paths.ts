/** True when `path` is `root` or lies below it. Both are absolute and normal. */
export function isInside(path: string, root: string): boolean {
	return path === root || isBelow(path, root);
}

/** True when `path` lies below `root` and is not `root` itself. */
export function isBelow(path: string, root: string): boolean {
	return path !== root && path.startsWith(root.endsWith("/") ? root : `${root}/`);
}

/** Number of components: 0 for `/`. */
export function depthOf(path: string): number {
	return path.split("/").filter((part) => part !== "").length;
}

/** A glob as regular expression source: `*` is any run of what `anything` allows, all else is literal. */
export function globSource(glob: string, anything = "[^/]*"): string {
	return glob
		.split("*")
		.map((part) => part.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&"))
		.join(anything);
}
