import type { EventKind } from "../../../../model/event.ts";
import { buildSignatures } from "./builds.ts";
import { faultSignatures } from "./faults.ts";
import { placeIn, writePlace } from "./frames.ts";
import type { Family, Signature } from "./signature.ts";
import { families } from "./signature.ts";
import { complaints, testSignatures } from "./tests.ts";

/** One thing that an event tells. */
export type Finding = {
	readonly family: Family;
	readonly tone: "red" | "green";
	/** What happened, in words: `applies voucher fails`. */
	readonly title: string;
	/** Where to look: `src/cart.ts:42`. */
	readonly place?: string;
	/** What is complained about: `expected 90, received 100`. */
	readonly detail?: string;
	/** How many more of the same family the event holds. */
	readonly more: number;
};

type Hit = { readonly signature: Signature; readonly title: string; readonly groups: Groups; readonly at: number };
type Text = { readonly kind: EventKind; readonly text: string };
type Source = { readonly event: Text; readonly lines: readonly string[] };
type Groups = Readonly<Record<string, string | undefined>>;

const signatures: readonly Signature[] = [...buildSignatures, ...testSignatures, ...faultSignatures];
/** Longer lines are read up to here: what they are stands at their beginning. */
const lineLength = 500;

/** What an event tells, the most telling first; empty when nothing in it is known. */
export function recognise(event: Text): readonly Finding[] {
	const lines = event.text.split("\n").map((line) => line.slice(0, lineLength).trimEnd());
	const hits = lines.flatMap((_, at) => hitsAt(event, lines, at));
	const bad = hits.filter((hit) => hit.signature.tone === "red" && !isOvertaken(hit, hits));
	const good = hits.filter((hit) => hit.signature.tone === "green");
	const red = families.flatMap((family) => join(family, bad, { event, lines }) ?? []);
	if (red.length > 0) return red;
	return families.flatMap((family) => join(family, good, { event, lines }) ?? []);
}

/** What one line tells: at most one thing of each family, the first row of the table winning. */
function hitsAt(event: Text, lines: readonly string[], at: number): Hit[] {
	const hits: Hit[] = [];
	for (const signature of signatures) {
		if (hits.some((hit) => hit.signature.family === signature.family)) continue;
		const groups = matchAt(signature, event, { line: lines[at] ?? "", next: lines[at + 1] ?? "" });
		if (!groups) continue;
		const place = placeOf(groups, lines, at);
		hits.push({ signature, title: fill(signature.says, groups), groups: { ...groups, place }, at });
	}
	return hits;
}

/** The groups that fill the words, the line itself and the line after it among them. */
function matchAt(
	signature: Signature,
	event: Text,
	{ line, next }: { line: string; next: string },
): Groups | undefined {
	if (signature.exit && event.kind !== "exit") return undefined;
	const match = signature.pattern.exec(line);
	if (!match || signature.next?.test(next) === false || signature.context?.test(event.text) === false) return undefined;
	// A pattern may have a group `line` (the number): the words then mean that, and never need the whole line.
	return { next: next.trim().replace(/:$/, ""), whole: line.trim(), ...match.groups };
}

/** A run that ended well after it: the watcher ran again within one event. */
function isOvertaken(hit: Hit, hits: readonly Hit[]): boolean {
	return hits.some(
		({ signature, at }) =>
			signature.tone === "green" && signature.final && signature.family === hit.signature.family && at > hit.at,
	);
}

function fill(words: string, groups: Groups): string {
	return words
		.replace(/\{(\w+)\}/g, (_, name: string) => groups[name] ?? "")
		.replace(/ \(\)|: ?$/g, "")
		.trim();
}

/** A linter names the file once, on a line of its own, and then its lines. */
function placeOf(groups: Groups, lines: readonly string[], at: number): string | undefined {
	if (groups.file) return writePlace(groups.file, groups.line);
	if (!groups.line) return undefined;
	const heading = lines.slice(0, at).findLast((line) => /^[\w@.~/-]+\.\w{1,5}$/.test(line));
	return heading === undefined ? undefined : writePlace(heading, groups.line);
}

/** All hits of one family as one finding. */
function join(family: Family, hits: readonly Hit[], { event, lines }: Source): Finding | undefined {
	const own = hits.filter((hit) => hit.signature.family === family);
	const named = own.filter((hit) => !hit.signature.summary);
	const first = named[0] ?? own.findLast((hit) => hit.groups.count !== undefined) ?? own[0];
	if (!first) return undefined;
	const place = placeFor(first, named, lines);
	const detail = first.signature.tone === "red" ? detailFor(first, { event, lines }) : undefined;
	const more = named.length === 0 ? 0 : Math.max(countTitles(named), countSaid(own)) - 1;
	return {
		family,
		tone: first.signature.tone,
		title: longestForm(first, named),
		...(place === undefined ? {} : { place }),
		...(detail === undefined ? {} : { detail }),
		more,
	};
}

/** A file with a line, else a frame of a stack trace, else a file. */
function placeFor(first: Hit, named: readonly Hit[], lines: readonly string[]): string | undefined {
	if (first.signature.tone === "green" || first.signature.family === "exit") return undefined;
	const places = [first, ...named.filter((hit) => sameThing(hit, first))].flatMap((hit) => hit.groups.place ?? []);
	return places.find((place) => /:\d+$/.test(place)) ?? placeIn(lines.slice(frameStart(first, lines))) ?? places[0];
}

/** Most tools print the frames below the heading; node prints the place above it. */
function frameStart(first: Hit, lines: readonly string[]): number {
	return placeIn(lines.slice(first.at)) === undefined ? 0 : first.at;
}

function detailFor(first: Hit, { event, lines }: Source): string | undefined {
	// The end of a script that its sandbox hindered names the option that would allow it: that helps most.
	const option =
		event.kind === "exit" ? lines.find((line) => /(?:^|[^\w-])--(?:net|read|write|env)\b/.test(line)) : undefined;
	if (option) return option.trim();
	if (first.groups.detail) return first.groups.detail;
	// An end that nothing explains: the last line before it is the best guess.
	if (first.signature.family === "exit")
		return lines
			.slice(1)
			.findLast((line) => line.trim() !== "")
			?.trim();
	if (first.signature.family !== "test") return undefined;
	return complaintIn(lines.slice(first.at + 1)) ?? complaintIn(lines);
}

function complaintIn(lines: readonly string[]): string | undefined {
	for (const [at, line] of lines.entries()) {
		const next = lines[at + 1] ?? "";
		const row = complaints.find(({ pattern, next: after }) => pattern.test(line) && (after?.test(next) ?? true));
		if (!row) continue;
		const groups = row.pattern.exec(line)?.groups ?? {};
		return fill(row.says, { ...groups, next: next.trim().replace(/^Received:? +/, "received ") });
	}
	return undefined;
}

/** Runners name a failing test twice, in short and in full, and with its suite. */
function sameThing(left: Hit, right: Hit): boolean {
	const [short, long] = [nameOf(left), nameOf(right)].sort((one, other) => one.length - other.length) as [
		string,
		string,
	];
	const at = long.indexOf(short);
	return at >= 0 && !/^\w/.test(long.slice(at + short.length)) && !/\w$/.test(long.slice(0, at));
}

function nameOf(hit: Hit): string {
	return hit.groups.name ?? hit.title;
}

function longestForm(first: Hit, named: readonly Hit[]): string {
	const same = named.filter((hit) => sameThing(hit, first));
	return same.reduce((longest, hit) => (hit.title.length > longest.length ? hit.title : longest), first.title);
}

function countTitles(named: readonly Hit[]): number {
	const distinct: Hit[] = [];
	for (const hit of named.slice(0, 100)) if (!distinct.some((other) => sameThing(hit, other))) distinct.push(hit);
	return distinct.length;
}

function countSaid(own: readonly Hit[]): number {
	const counts = own.flatMap((hit) => hit.groups.count ?? []);
	return Math.max(0, ...counts.map(Number));
}
