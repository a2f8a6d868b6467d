import type { MonitorSpec } from "../../../model/monitor.ts";
import type { Theme, Tone } from "../../paint/theme.ts";
import { wrapText } from "../../paint/wrap-text.ts";
import { stripControls } from "../../screen/control-characters.ts";
import { shortPath } from "../said/short-path.ts";

/** Where a monitor would run and what it could touch, in full: a person decides on it. */
export function sandboxWords(spec: MonitorSpec, look: { cwd: string; width: number; theme: Theme }): string[] {
	const short = (path: string) => shortPath(path, look.cwd);
	const lines = [
		...(spec.sandbox.mode === "off" ? bareLines(spec, short) : sandboxedLines(spec, short)),
		...line("plain", named("sub-protocols", spec.socket?.protocols ?? [])),
		...line("plain", ruleWords(spec)),
	];
	return lines.flatMap(([tone, text]) => wrapText(text, look.width).map((row) => look.theme.style(tone, row)));
}

type Line = readonly [tone: Tone, text: string];

/** Without a sandbox none of its bounds holds, so none is named. */
function bareLines(spec: MonitorSpec, short: (path: string) => string): Line[] {
	return [...line("alarm", ["UNSANDBOXED: it can do whatever you can"]), ...line("plain", [`cwd ${short(spec.cwd)}`])];
}

function sandboxedLines(spec: MonitorSpec, short: (path: string) => string): Line[] {
	const { sandbox } = spec;
	const writes = [...(sandbox.readOnly ? [] : [short(spec.cwd)]), ...sandbox.write.map(short)];
	const network = `network ${sandbox.net ? "on" : "off"}`;
	// What listens is a program of ours: its directory says nothing.
	const work = spec.socket === undefined ? [`cwd ${short(spec.cwd)}`, `writes ${listed(writes)}`] : ["only listens"];
	return [
		...line("plain", [...work, network]),
		...line("plain", [...named("reads", sandbox.read.map(short)), ...named("env", sandbox.env)]),
	];
}

function ruleWords(spec: MonitorSpec): string[] {
	const { match, exclude, events } = spec;
	const streams = events === "both" ? "stdout and stderr" : events;
	return [
		...(match === undefined ? [] : [`events match ${match}`]),
		...(exclude === undefined ? [] : [`but not ${exclude}`]),
		...(events === "stdout" ? [] : [`events from ${streams}`]),
	];
}

function line(tone: Tone, words: readonly string[]): Line[] {
	return words.length === 0 ? [] : [[tone, words.join("   ")]];
}

function named(name: string, values: readonly string[]): string[] {
	return values.length === 0 ? [] : [`${name} ${listed(values)}`];
}

function listed(values: readonly string[]): string {
	return values.length === 0 ? "nothing" : values.map(stripControls).join(", ");
}
