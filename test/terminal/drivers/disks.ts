/** A wrapper under which a directory is a file system of its own, of so many bytes. */
export function smallDisk(directory: string, bytes: number): string[] {
	return ["bwrap", "--dev-bind", "/", "/", "--size", String(bytes), "--tmpfs", directory, "--"];
}

/** A wrapper under which a directory cannot be written, not even by root. */
export function readOnly(directory: string): string[] {
	return ["bwrap", "--dev-bind", "/", "/", "--ro-bind", directory, directory, "--"];
}
