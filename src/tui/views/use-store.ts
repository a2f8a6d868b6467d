import { useRef, useSyncExternalStore } from "react";

/** A value that changes and says so. `get` returns the same object until it changed. */
export type Store<T> = { get(): T; subscribe(listener: () => void): () => void };

/** How a view picks its part of a store, and how it knows that the part is still the same. */
export type Selector<T, Part> = {
	readonly select: (value: T) => Part;
	readonly same: (one: Part, other: Part) => boolean;
};

/** The part of a store that one view shows; the view renders again when that part looks different, and only then. */
export function useStore<T, Part>(store: Store<T>, { select, same }: Selector<T, Part>): Part {
	const last = useRef<{ readonly part: Part } | undefined>(undefined);
	const read = () => {
		const part = select(store.get());
		if (last.current === undefined || !same(last.current.part, part)) last.current = { part };
		return last.current.part;
	};
	return useSyncExternalStore(store.subscribe, read, read);
}
