import type { Finding } from "./signatures/recognise.ts";
import type { Family } from "./signatures/signature.ts";
import { families } from "./signatures/signature.ts";

/** A failure that lasts until something says that it is over. */
export type Red = { readonly title: string; readonly place?: string; readonly since: number };

/** Whether all is well with a monitor. Times are in milliseconds since the epoch. */
export type Colours = {
	readonly reds: Readonly<Partial<Record<Family, Red>>>;
	/** Since when all is well; absent before the first good news and while something is red. */
	readonly greenSince?: number;
};

/** How an event changes the colour of its monitor; `ms` is how long the colour before it lasted, or lasts. */
export type Turn =
	| { readonly type: "none" }
	| { readonly type: "to-red"; readonly ms: number }
	| { readonly type: "still-red"; readonly ms: number }
	| { readonly type: "to-green"; readonly ms: number; readonly was: string }
	| { readonly type: "partly-green"; readonly left: string };

/** Failures that last. The others (a timeout, an HTTP 500) happen and are over. */
const lasting: ReadonlySet<Family> = new Set(["compile", "test", "exit"]);

/** What good news puts right. A script that prints good news runs, so a former failed end is over as well. */
const mends: Readonly<Partial<Record<Family, readonly Family[]>>> = {
	compile: ["compile", "exit"],
	test: ["test", "exit"],
	up: ["exit"],
	exit: ["compile", "test", "exit"],
};

/** Folds what an event tells into the colours of its monitor. */
export function recolour(
	before: Colours,
	findings: readonly Finding[],
	at: number,
): { readonly colours: Colours; readonly turn: Turn } {
	const bad = findings.filter(({ tone, family }) => tone === "red" && lasting.has(family));
	if (bad.length > 0) return redden(before, bad, at);
	const good = findings.filter(({ tone }) => tone === "green");
	return good.length > 0 ? mend(before, good, at) : { colours: pick(before), turn: { type: "none" } };
}

/** The failure that lasts and tells most. */
export function worstRed(colours: Colours): Red | undefined {
	return families.flatMap((family) => colours.reds[family] ?? [])[0];
}

/** Since when something is red. */
export function redSince(colours: Colours): number | undefined {
	const times = Object.values(colours.reds).map((red) => red.since);
	return times.length > 0 ? Math.min(...times) : undefined;
}

function redden(before: Colours, bad: readonly Finding[], at: number): { colours: Colours; turn: Turn } {
	const reds = { ...before.reds };
	for (const { family, title, place } of bad) {
		reds[family] = { title, ...(place === undefined ? {} : { place }), since: before.reds[family]?.since ?? at };
	}
	return { colours: { reds }, turn: turnToRed(before, at) };
}

function turnToRed(before: Colours, at: number): Turn {
	const since = redSince(before);
	if (since !== undefined) return { type: "still-red", ms: at - since };
	return before.greenSince === undefined ? { type: "none" } : { type: "to-red", ms: at - before.greenSince };
}

function mend(before: Colours, good: readonly Finding[], at: number): { colours: Colours; turn: Turn } {
	const mended = new Set(good.flatMap(({ family }) => mends[family] ?? []));
	const reds = Object.fromEntries(
		Object.entries(before.reds).filter(([family]) => !mended.has(family as Family)),
	) as Colours["reds"];
	const [was, since, left] = [worstRed(before), redSince(before), worstRed({ reds })];
	if (left) {
		const some = Object.keys(reds).length < Object.keys(before.reds).length;
		return { colours: { reds }, turn: some ? { type: "partly-green", left: left.title } : { type: "none" } };
	}
	const turn: Turn =
		was && since !== undefined ? { type: "to-green", ms: at - since, was: was.title } : { type: "none" };
	return { colours: { reds, greenSince: before.greenSince ?? at }, turn };
}

function pick({ reds, greenSince }: Colours): Colours {
	return greenSince === undefined ? { reds } : { reds, greenSince };
}
