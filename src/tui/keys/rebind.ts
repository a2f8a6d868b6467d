import type { Failure, Result } from "../../model/failure.ts";
import { failed, ok } from "../../model/failure.ts";
import type { Binding } from "./binding.ts";
import { placesAt } from "./binding.ts";
import { insertsText, parseKey } from "./key-name.ts";
import type { KnownBinding } from "./key-table.ts";
import { keyTable } from "./key-table.ts";
import type { Bindings } from "./lookup.ts";
import { findConflicts, indexBindings } from "./lookup.ts";

/** Keys from the configuration: the name of a binding, and one key or several. */
export type Overrides = Readonly<Record<string, string | readonly string[]>>;

/** The table with other keys. Refuses names and keys that do not exist, and two commands on one key. */
export function rebind(overrides: Overrides): Result<Bindings> {
	const unknown = Object.keys(overrides).find((id) => !keyTable.some((binding) => binding.id === id));
	if (unknown !== undefined) return refuse(`keys: there is no command "${unknown}"`, knownIds());
	const list: KnownBinding[] = [];
	for (const binding of keyTable) {
		const changed = withKeys(binding, overrides);
		if (!changed.ok) return changed;
		list.push(changed.value);
	}
	const conflict = findConflicts(list)[0];
	if (!conflict) return ok(indexBindings(list));
	const { key, first, second } = conflict;
	return refuse(
		`keys: "${key}" is both "${first.id}" and "${second.id}"`,
		`Give one of them another key; "${second.id}" is in force in: ${second.where}.`,
	);
}

function withKeys(binding: KnownBinding, overrides: Overrides): Result<KnownBinding> {
	const wanted = Object.hasOwn(overrides, binding.id) ? overrides[binding.id] : undefined;
	if (wanted === undefined) return ok(binding);
	const keys = (typeof wanted === "string" ? [wanted] : wanted).map((key) => key.trim());
	const wrong = refuseKeys(binding, keys);
	if (wrong) return { ok: false, failure: wrong };
	const { show: _show, ...rest } = binding;
	return ok({ ...rest, keys });
}

function refuseKeys(binding: Binding, keys: readonly string[]): Failure | undefined {
	if (keys.length === 0) return failure(`keys: "${binding.id}" needs at least one key`);
	const unknown = keys.find((key) => parseKey(key) === undefined);
	if (unknown !== undefined) return failure(`keys: "${binding.id}": there is no key "${unknown}"`);
	const text = keys.find((key) => takesText(binding) && insertsText(parseKey(key) ?? ""));
	if (text === undefined) return undefined;
	return failure(`keys: "${binding.id}": "${text}" is text there`, "Use a key with Ctrl or Alt, or a named key.");
}

/** Places where plain characters are written. */
function takesText(binding: Binding): boolean {
	const places = ["composer", "attach", "search", "palette"] as const;
	return places.some((place) => placesAt(place).includes(binding.where));
}

function knownIds(): string {
	return `Commands: ${keyTable.map((binding) => binding.id).join(", ")}.`;
}

function failure(
	message: string,
	remedy = "Write keys as f, F, Ctrl+g, Alt+1, Shift+Tab, Enter, PgUp or F1.",
): Failure {
	return failed("bad-usage", message, remedy).failure;
}

function refuse(message: string, remedy: string): Result<never> {
	return failed("bad-usage", message, remedy);
}
