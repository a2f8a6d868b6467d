import { SetupFailure } from "./failure.js";
import { withLock } from "./lock.js";
import { say } from "./say.js";

/**
 * The checkout that is prepared, and the environment it is done in.
 * @typedef {{ root: string, env: NodeJS.ProcessEnv }} Checkout
 */

/**
 * One thing that must be there. `isDone` is quick and changes nothing; `run` makes it so or throws a SetupFailure.
 * @typedef {{ name: string, isDone: (checkout: Checkout) => boolean, run: (checkout: Checkout) => void }} Step
 */

/**
 * Does what is not done yet, step after step, and returns the exit code.
 * A prepared checkout costs a look only: no lock, no process, nothing written.
 * @param {Checkout} checkout
 * @param {Step[]} steps
 * @returns {Promise<number>}
 */
export async function prepare(checkout, steps) {
	try {
		if (!steps.every((step) => step.isDone(checkout))) {
			await withLock(checkout.root, () => runSteps(checkout, steps));
		}
		return 0;
	} catch (error) {
		const failure = error instanceof SetupFailure ? error : systemFailure(error, checkout.root);
		say(`${failure.message}\n${failure.remedy}`);
		return failure.exitCode;
	}
}

/**
 * Asks again before each step: another set-up may have done it while this one waited.
 * @param {Checkout} checkout
 * @param {Step[]} steps
 */
function runSteps(checkout, steps) {
	for (const step of steps) {
		if (step.isDone(checkout)) continue;
		step.run(checkout);
		if (step.isDone(checkout)) continue;
		throw new SetupFailure(
			`${step.name}: done without an error, but still not complete.`,
			"Run it again; if that does not help: rm -rf node_modules dist",
		);
	}
}

/**
 * A file system error as two lines. Anything else is a bug and shows where it comes from.
 * @param {unknown} error
 * @param {string} root
 */
function systemFailure(error, root) {
	if (!(error instanceof Error && "code" in error)) throw error;
	return new SetupFailure(error.message, `Check that ${root} is writable and complete, then try again.`);
}
