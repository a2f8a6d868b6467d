/** A set-up step that did not work, as two lines for the person: what was wrong, and what to do. */
export class SetupFailure extends Error {
	/**
	 * @param {string} message
	 * @param {string} remedy
	 * @param {number} exitCode 5 when there is no sandbox, 1 otherwise; the same as the program's own
	 */
	constructor(message, remedy, exitCode = 1) {
		super(message);
		this.remedy = remedy;
		this.exitCode = exitCode;
	}
}
