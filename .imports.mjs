/**
 * Who may import whom: the one table behind `npm run imports`, its tests and the table in ARCHITECTURE.md.
 * A key is a folder under src/. `X/*` in a list means every folder below X, `*` means everything.
 * A file belongs to the longest key that its path starts with; a folder may always import itself.
 * @type {Record<string, readonly string[]>}
 */
export const folders = {
	base: [],
	model: ["base"],
	"core/lines": ["base", "model"],
	"core/events": ["base", "model"],
	"core/triage": ["base", "model"],
	"core/session": ["base", "model", "core/*"],
	wire: ["base", "model"],
	"host/sandbox": ["base", "model", "core/*"],
	"host/pty": ["base", "model", "core/*"],
	"host/agent": ["base", "model", "core/*"],
	"host/hub": ["base", "model", "core/*"],
	"host/journal": ["base", "model", "core/*"],
	"host/socket": ["base", "model"],
	host: ["base", "model", "core/*", "wire", "host/*"],
	"tui/screen": ["base", "model"],
	"tui/keys": ["base", "model"],
	"tui/ui": ["base", "model", "core/session", "tui/keys", "tui/screen"],
	"tui/paint": ["base", "model", "core/session", "tui/keys", "tui/ui", "tui/screen"],
	"tui/views": ["base", "model", "core/session", "tui/keys", "tui/ui", "tui/paint", "tui/screen"],
	tui: ["base", "model", "core/session", "wire", "tui/*"],
	cli: ["*"],
};

/**
 * The only places where a package may be imported, as folders or path prefixes under src/.
 * A package that is not named here may be imported anywhere outside the pure folders.
 * @type {Record<string, readonly string[]>}
 */
export const packages = {
	react: ["tui/views", "tui/app"],
	ink: ["tui/views", "tui/app"],
	"node-pty": ["host/pty"],
	"@agentclientprotocol/sdk": ["host/agent/acp"],
	ai: ["host/agent/direct"],
	"@ai-sdk/openai-compatible": ["host/agent/direct"],
	"@modelcontextprotocol/server": ["host/hub"],
	ws: ["host/socket"],
};

/** The folders that know no clock, no process and no file, and the only packages they may import. */
export const pure = { folders: ["base", "model", "core"], packages: ["zod", "re2js", "string-width"] };

/**
 * The folders that `folder` may import, itself included, with `X/*` and `*` resolved.
 * @param {string} folder
 * @returns {string[]}
 */
export function allowedFolders(folder) {
	const patterns = [folder, ...(folders[folder] ?? [])];
	return Object.keys(folders).filter((name) => patterns.some((pattern) => covers(pattern, name)));
}

/**
 * The key of the table that a path under src/ belongs to.
 * @param {string} path
 * @returns {string | undefined}
 */
export function folderOf(path) {
	const candidates = Object.keys(folders).filter((name) => path.startsWith(`${name}/`));
	return candidates.sort((left, right) => right.length - left.length)[0];
}

/**
 * @param {string} pattern
 * @param {string} name
 */
function covers(pattern, name) {
	if (pattern.endsWith("*")) return name.startsWith(pattern.slice(0, -1));
	return pattern === name;
}
