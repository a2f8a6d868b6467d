import { describe, expect, it } from "vitest";
import { createTheme, stateMark, type Tone, verdictTone } from "../../../src/tui/paint/theme.ts";
import { ascii, colored, plain, sampleMonitor } from "./samples.ts";

const tones: Tone[] = ["plain", "dim", "bold", "good", "bad", "attention", "alarm", "chosen", "match", "borderNeeding"];

describe("style", () => {
	it("wraps a span in the tone's SGR and a reset", () => {
		expect(colored.style("attention", "held")).toBe("\u001b[33mheld\u001b[0m");
		expect(colored.style("plain", "text")).toBe("text");
		expect(colored.style("bad", "")).toBe("");
	});

	it.each(tones)("uses nothing but bold and dim for %s without colour", (tone) => {
		const codes = plain.style(tone, "x").match(/\[([\d;]*)m/g) ?? [];
		for (const code of codes) expect(["[1m", "[2m", "[0m"]).toContain(code);
	});

	it("never paints a background that only suits one kind of terminal", () => {
		const backgrounds = tones.filter((tone) => /\[(?:[\d;]*;)?4\d/.test(colored.style(tone, "x")));
		expect(backgrounds).toEqual(["match"]);
	});
});

describe("characters", () => {
	it("are ASCII only where there is no unicode", () => {
		const { borders, verdicts, states, spark, signs } = ascii;
		const all = JSON.stringify([borders, verdicts, states, spark, signs]);
		expect(all).toMatch(/^[ -~]*$/);
	});

	it("tell every verdict from every other, with and without unicode", () => {
		for (const theme of [colored, ascii]) expect(new Set(Object.values(theme.verdicts)).size).toBe(5);
		expect(colored.verdicts).toEqual({ held: "◌", forwarded: "▸", muted: "·", dropped: "×", suppressed: "≈" });
	});

	it("draw the focus and the attached pane with other lines than an ordinary box", () => {
		for (const theme of [colored, ascii]) {
			const corners = [theme.borders.single, theme.borders.focused, theme.borders.attached].map((one) => one.across);
			expect(new Set([...corners, "?"]).size).toBeGreaterThan(2);
			expect(theme.borders.focused).not.toEqual(theme.borders.single);
			expect(theme.borders.attached).not.toEqual(theme.borders.focused);
		}
	});

	it("make two themes with the same bytes from the same terminal", () => {
		const again = createTheme({ color: true, unicode: true });
		expect(again.style("bad", "x")).toBe(colored.style("bad", "x"));
		expect(again.borders).toEqual(colored.borders);
	});
});

describe("verdictTone", () => {
	it.each([
		["held", "attention"],
		["forwarded", "good"],
		["muted", "dim"],
		["dropped", "dim"],
		["suppressed", "unusual"],
	] as const)("%s is %s", (verdict, tone) => expect(verdictTone(verdict)).toBe(tone));
});

describe("stateMark", () => {
	it.each([
		["running", {}, "●", "good"],
		["over its cap", { suppressing: "e4" }, "‼", "bad"],
		["ended well", { state: "exited", exitCode: 0 }, "■", "dim"],
		["ended badly", { state: "exited", exitCode: 1 }, "■", "bad"],
		["ended by a signal", { state: "exited", signal: "SIGSEGV" }, "■", "bad"],
		["killed", { state: "killed", signal: "SIGTERM" }, "■", "dim"],
		["never started", { state: "failed" }, "■", "bad"],
	] as const)("%s", (...[, changes, text, tone]) => {
		expect(stateMark(sampleMonitor(changes), colored)).toEqual({ text, tone });
	});
});
