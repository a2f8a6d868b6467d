import { fileURLToPath } from "node:url";
import { build } from "../../bin/setup/build.js";
import { prepare } from "../../bin/setup/prepare.js";

/**
 * Builds dist/ when it is stale, for the tests that run the real program.
 * A build that fails is reported and not thrown: the tests of a single file still run while another is half written.
 */
export async function setup(): Promise<void> {
	const root = fileURLToPath(new URL("../..", import.meta.url));
	await prepare({ root, env: process.env }, [build]);
}
