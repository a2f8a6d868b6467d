import { defineConfig } from "rolldown";
import { replacePlugin } from "rolldown/plugins";

const minified = { compress: true, codegen: true, mangle: false };

/**
 * The program: entries that share their chunks, loaded as fast as a file can be.
 * Only node-pty stays outside, because it looks for its native part beside itself.
 */
const program = defineConfig({
	input: { main: "src/cli/main.ts", host: "src/host/main.ts", bridge: "src/host/hub/bridge.ts" },
	platform: "node",
	external: ["node-pty"],
	// Ink looks for React's developer tools when DEV is set, which is a common name: that branch falls away.
	plugins: [replacePlugin({ "process.env['DEV']": '"false"' }, { delimiters: ["", ""] })],
	transform: {
		// Chosen at build time, so that no script inherits a NODE_ENV from here.
		define: { "process.env.NODE_ENV": '"production"' },
		jsx: { runtime: "automatic", development: false },
	},
	output: {
		dir: "dist",
		format: "esm",
		entryFileNames: "[name].js",
		chunkFileNames: "[name]-[hash].js",
		minify: minified,
		sourcemap: false,
	},
});

/**
 * The program that listens to a WebSocket is one file, since its sandbox shows it nothing else.
 * Its ending says what it is where no package.json does.
 */
const listener = defineConfig({
	input: { listener: "src/host/socket/main.ts" },
	platform: "node",
	// Native helpers that ws would look for beside itself.
	transform: { define: { "process.env.WS_NO_BUFFER_UTIL": '"1"', "process.env.WS_NO_UTF_8_VALIDATE": '"1"' } },
	output: { dir: "dist", format: "esm", entryFileNames: "[name].mjs", minify: minified, sourcemap: false },
});

export default [program, listener];
