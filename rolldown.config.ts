import { defineConfig } from "rolldown";
import { replacePlugin } from "rolldown/plugins";

/**
 * Bundles the program: entries that share their chunks, loaded as fast as a file can be.
 * Only node-pty stays outside, because it looks for its native part beside itself.
 */
export default defineConfig({
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
		minify: { compress: true, codegen: true, mangle: false },
		sourcemap: false,
	},
});
