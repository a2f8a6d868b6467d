import { useCallback, useSyncExternalStore } from "react";

/** A value that changes and says so. `get` returns the same object until it changed. */
export type Store<T> = { get(): T; subscribe(listener: () => void): () => void };

/** The part of a store that one view shows; the view renders again when that part is another one. */
export function useStore<T, Part>(store: Store<T>, select: (value: T) => Part): Part {
	const read = useCallback(() => select(store.get()), [store, select]);
	return useSyncExternalStore(store.subscribe, read, read);
}
