import type { Binding, Where } from "./binding.ts";
import { placesAt } from "./binding.ts";
import type { Stroke } from "./key-name.ts";
import { parseKey, strokeId } from "./key-name.ts";
import type { BindingId, KnownBinding } from "./key-table.ts";
import { keyTable } from "./key-table.ts";

/** A key table made ready for finding: the lines, and the lines by place and key. */
export type Bindings = {
	readonly list: readonly KnownBinding[];
	readonly byKey: ReadonlyMap<string, Found>;
};

/** What a key means, and which of the binding's keys it was, counted from 0. */
export type Found = { readonly id: BindingId; readonly index: number };

/** What a key means at a place: the place's own keys first, then those of the wider places. */
export function lookup(where: Where, key: Stroke, bindings: Bindings = defaultBindings): Found | undefined {
	const id = strokeId(key);
	for (const place of placesAt(where)) {
		const found = bindings.byKey.get(`${place} ${id}`);
		if (found) return found;
	}
	return undefined;
}

/** The line of the table with this name. */
export function bindingOf(id: BindingId, bindings: Bindings = defaultBindings): KnownBinding {
	const found = bindings.list.find((binding) => binding.id === id);
	if (!found) throw new Error(`no binding ${id}`);
	return found;
}

/** Makes a list of bindings ready for finding. Keys that mean nothing are skipped: `rebind` refuses them before. */
export function indexBindings(list: readonly KnownBinding[]): Bindings {
	const byKey = new Map<string, Found>();
	for (const binding of list) {
		for (const [index, key] of binding.keys.entries()) {
			byKey.set(`${binding.where} ${parseKey(key)}`, { id: binding.id, index });
		}
	}
	return { list, byKey };
}

/** Two bindings that would answer to the same key at the same place. */
export type Conflict = { readonly key: string; readonly first: Binding; readonly second: Binding };

/** The conflicts of a table: two lines with one key where both are in force. */
export function findConflicts(list: readonly Binding[]): Conflict[] {
	const conflicts: Conflict[] = [];
	const seen = new Map<string, Binding[]>();
	for (const second of list) {
		for (const key of second.keys) {
			const others = seen.get(parseKey(key) ?? key) ?? [];
			const first = others.find((other) => meet(other.where, second.where));
			if (first) conflicts.push({ key, first, second });
			seen.set(parseKey(key) ?? key, [...others, second]);
		}
	}
	return conflicts;
}

function meet(a: Where, b: Where): boolean {
	return placesAt(a).includes(b) || placesAt(b).includes(a);
}

/** The table as it comes. */
export const defaultBindings: Bindings = indexBindings(keyTable);
