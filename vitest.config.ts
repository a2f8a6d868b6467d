import { defineConfig } from "vitest/config";

export default defineConfig({
	test: {
		environment: "node",
		pool: "forks",
		maxWorkers: 2,
		include: ["test/**/*.test.{ts,tsx}"],
		testTimeout: 20_000,
		hookTimeout: 20_000,
		globalSetup: ["test/setup/global-setup.ts"],
		setupFiles: ["test/setup/clean-environment.ts"],
	},
});
