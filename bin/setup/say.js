/**
 * One line for the person. Standard output stays free for the program.
 * @param {string} text
 */
export function say(text) {
	process.stderr.write(`monmux set-up: ${text}\n`);
}
