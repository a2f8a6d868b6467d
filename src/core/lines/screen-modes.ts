/** Follows whether a stream's program draws whole screens: its output is then a picture and not lines. */
export class ScreenModes {
	#alternate = false;
	#keypad = false;

	/** On the alternate screen, or with the arrow keys of a full-screen program switched on. */
	get drawing(): boolean {
		return this.#alternate || this.#keypad;
	}

	/** Takes a control sequence: `?…h` switches modes on and `?…l` off, `!p` is a soft reset. */
	csi(parameters: string, final: string): void {
		if (parameters === "!" && final === "p") this.#keypad = false;
		if (!parameters.startsWith("?") || (final !== "h" && final !== "l")) return;
		for (const mode of parameters.slice(1).split(";")) {
			if (alternateScreens.has(mode)) this.#alternate = final === "h";
			if (mode === applicationKeys) this.#keypad = final === "h";
		}
	}

	/** Takes the final character of an escape sequence: `c` resets the terminal. */
	escape(final: string): void {
		if (final !== "c") return;
		this.#alternate = false;
		this.#keypad = false;
	}
}

const alternateScreens: ReadonlySet<string> = new Set(["47", "1047", "1049"]);
/** Some programs, such as top, draw on the first screen; they give themselves away by this mode (DECCKM). */
const applicationKeys = "1";
