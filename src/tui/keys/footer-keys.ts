import stringWidth from "string-width";
import type { Where } from "./binding.ts";
import { placesAt } from "./binding.ts";
import type { BindingId, KnownBinding } from "./key-table.ts";
import type { Bindings } from "./lookup.ts";
import { bindingOf, defaultBindings } from "./lookup.ts";

/** One key of the footer and the word beside it. */
export type FooterKey = { readonly id: BindingId; readonly key: string; readonly label: string };

/** What a caller knows better than the table. */
export type FooterOptions = {
	readonly bindings?: Bindings;
	/** Keys that mean nothing at the moment. */
	readonly skip?: ReadonlySet<BindingId>;
	/** Words that fit the moment better: `unmute` for `mute`. */
	readonly labels?: Partial<Record<BindingId, string>>;
};

/** Columns before the first key and between two of them; one more parts a key from its word. */
export const footerSpacing = { margin: 1, gap: 2 } as const;

/**
 * The keys that fit into `width` columns when they are written as ` f forward  m mute`.
 * None is ever cut: the rarest go first, and help stays as long as anything fits.
 */
export function footerKeys(where: Where, width: number, options: FooterOptions = {}): FooterKey[] {
	const bindings = options.bindings ?? defaultBindings;
	let shown = footerBindings(where, bindings).filter((binding) => !options.skip?.has(binding.id));
	const keys = () => shown.map((binding) => footerKey(where, binding, { ...options, bindings }));
	while (shown.length > 0 && footerWidth(keys()) > width) {
		const rarest = Math.max(...shown.map((binding) => binding.rank));
		shown = shown.filter((binding) => binding.rank !== rarest);
	}
	return keys();
}

/** Columns that a footer needs. */
export function footerWidth(keys: readonly FooterKey[]): number {
	const words = keys.reduce((sum, { key, label }) => sum + stringWidth(key) + 1 + stringWidth(label), 0);
	return footerSpacing.margin + words + footerSpacing.gap * Math.max(0, keys.length - 1);
}

/** In the order of the table, the place's own first, help at the end. */
function footerBindings(where: Where, bindings: Bindings): KnownBinding[] {
	const places = placesAt(where);
	const here = places.flatMap((place) =>
		bindings.list.filter((binding) => binding.where === place && binding.rank > 0),
	);
	const help = where === "composer" ? [bindingOf("help", bindings)] : here.filter(isHelp);
	return [...here.filter((binding) => !isHelp(binding)), ...help];
}

function isHelp(binding: KnownBinding): boolean {
	return binding.id === "help" || binding.id === "card-help";
}

function footerKey(
	where: Where,
	binding: KnownBinding,
	options: FooterOptions & { readonly bindings: Bindings },
): FooterKey {
	const { id } = binding;
	const label = options.labels?.[id] ?? binding.label;
	return { id, label, key: where === "composer" ? composerKey(binding, options.bindings) : keyText(binding) };
}

/** A question mark is text in the composer, so help is a pane key there. */
function composerKey(binding: KnownBinding, bindings: Bindings): string {
	if (!isHelp(binding)) return keyText(binding);
	return `${bindingOf("chord", bindings).keys[0]} ${binding.keys[0]}`;
}

function keyText(binding: KnownBinding): string {
	return binding.show ?? binding.keys[0] ?? "";
}
