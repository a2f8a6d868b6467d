import { dirname } from "node:path";
import { depthOf, isBelow, isInside } from "../paths.ts";

/** One thing to place in the sandbox; the path is the same inside and outside. */
export type Mount = { readonly path: string; readonly kind: "writable" | "read-only" | "hidden" };

/** Everything that wants a place. All paths are real. */
export type MountWishes = {
	readonly cwd: string;
	readonly readOnly: boolean;
	readonly read: readonly string[];
	readonly write: readonly string[];
	/** Toolchains, read-only. */
	readonly toolchains: readonly string[];
	/** Auto-run files inside a writable directory. */
	readonly guarded: readonly string[];
	/** Credentials: hidden unless named exactly. */
	readonly hidden: readonly string[];
	/** monmux's own directories: hidden whatever else is asked. */
	readonly private: readonly string[];
	/** What the minimal root shows already, read-only. */
	readonly system: readonly string[];
};

/** A wish with its rank: for one path the lowest rank counts. */
type Wish = Mount & { readonly rank: number; readonly onlyIn: "any" | "writable" };

/**
 * Puts the wishes in an order in which each mount lies on its parents, and leaves out what changes nothing.
 * Every directory between a writable bind and something guarded or hidden in it becomes a mount of its own,
 * so that it cannot be renamed away and replaced.
 */
export function planMounts(wishes: MountWishes): readonly Mount[] {
	const placed: Mount[] = [];
	for (const wish of inOrder(allWishes(wishes))) {
		const cover = coverOf(wish.path, placed, wishes.system);
		if (changes(wish, cover)) placed.push({ path: wish.path, kind: wish.kind });
	}
	return placed;
}

/** What a path is inside: the kind of the deepest mount that contains it, or `absent`. */
export function coverOf(path: string, mounts: readonly Mount[], system: readonly string[]): Mount["kind"] | "absent" {
	let best: Mount | undefined;
	for (const root of system) {
		if (isInside(path, root) && isDeeper(root, best)) best = { path: root, kind: "read-only" };
	}
	for (const mount of mounts) {
		if (isInside(path, mount.path) && isDeeper(mount.path, best)) best = mount;
	}
	return best?.kind ?? "absent";
}

function isDeeper(path: string, best: Mount | undefined): boolean {
	return best === undefined || path.length >= best.path.length;
}

function allWishes(wishes: MountWishes): readonly Wish[] {
	const writable = [...wishes.write, ...(wishes.readOnly ? [] : [wishes.cwd])];
	const fixed = [...wishes.private, ...wishes.hidden, ...wishes.guarded];
	const whole = { kind: wishes.readOnly ? "read-only" : "writable", onlyIn: "any" } as const;
	return [
		...rank(0, wishes.private, { kind: "hidden", onlyIn: "any" }),
		...rank(1, wishes.write, { kind: "writable", onlyIn: "any" }),
		...rank(2, [wishes.cwd], whole),
		...rank(3, wishes.guarded, { kind: "read-only", onlyIn: "writable" }),
		...rank(4, wishes.read, { kind: "read-only", onlyIn: "any" }),
		...rank(5, wishes.hidden, { kind: "hidden", onlyIn: "any" }),
		...rank(6, wishes.toolchains, { kind: "read-only", onlyIn: "any" }),
		...rank(7, pinsFor(fixed, writable), { kind: "writable", onlyIn: "writable" }),
	];
}

function rank(order: number, paths: readonly string[], wish: Pick<Wish, "kind" | "onlyIn">): readonly Wish[] {
	return paths.map((path) => ({ ...wish, path, rank: order }));
}

function pinsFor(fixed: readonly string[], writable: readonly string[]): readonly string[] {
	const pins = new Set<string>();
	for (const root of writable) {
		for (const path of fixed.filter((candidate) => isBelow(candidate, root))) {
			for (let parent = dirname(path); isBelow(parent, root); parent = dirname(parent)) pins.add(parent);
		}
	}
	return [...pins];
}

/** Parents before children; for one path only the wish that counts. */
function inOrder(wishes: readonly Wish[]): readonly Wish[] {
	const byPath = new Map<string, Wish>();
	for (const wish of wishes) {
		const other = byPath.get(wish.path);
		if (other === undefined || wish.rank < other.rank) byPath.set(wish.path, wish);
	}
	return [...byPath.values()].sort((a, b) => depthOf(a.path) - depthOf(b.path) || (a.path < b.path ? -1 : 1));
}

const access = { absent: 0, hidden: 0, "read-only": 1, writable: 2 } as const;

function changes(wish: Wish, cover: Mount["kind"] | "absent"): boolean {
	if (wish.onlyIn === "writable") return cover === "writable";
	if (wish.kind === "hidden") return access[cover] > 0;
	return access[wish.kind] > access[cover];
}
