import { Text } from "ink";
import { cleanup, render } from "ink-testing-library";
import { afterEach, describe, expect, it, vi } from "vitest";
import { type Store, useStore } from "../../../src/tui/views/use-store.ts";

type Value = { readonly shown: string; readonly hidden: number };

function storeOf(first: Value) {
	let value = first;
	const listeners = new Set<() => void>();
	const store: Store<Value> = {
		get: () => value,
		subscribe: (listener) => {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
	};
	const set = (next: Value) => {
		value = next;
		for (const listener of listeners) listener();
	};
	return { store, set, listeners };
}

/** Shows one part of the value, and counts how often it was asked to. */
function show(store: Store<Value>) {
	const renders = { count: 0 };
	const selector = {
		select: (value: Value) => ({ text: value.shown }),
		same: (one: { text: string }, other: { text: string }) => one.text === other.text,
	};
	function View() {
		renders.count += 1;
		return <Text>{useStore(store, selector).text}</Text>;
	}
	return { ...render(<View />), renders };
}

afterEach(cleanup);

describe("useStore", () => {
	it("shows the part, and shows it again when it changed", async () => {
		const { store, set, listeners } = storeOf({ shown: "one", hidden: 0 });
		const { lastFrame } = show(store);
		expect(lastFrame()).toBe("one");
		await vi.waitFor(() => expect(listeners.size).toBe(1));
		set({ shown: "two", hidden: 0 });
		await vi.waitFor(() => expect(lastFrame()).toBe("two"));
	});

	it("does not render for what the view does not show, though each part is a new object", async () => {
		const { store, set, listeners } = storeOf({ shown: "one", hidden: 0 });
		const { renders, lastFrame } = show(store);
		await vi.waitFor(() => expect(listeners.size).toBe(1));
		const before = renders.count;
		for (let hidden = 1; hidden <= 20; hidden++) set({ shown: "one", hidden });
		set({ shown: "two", hidden: 21 });
		await vi.waitFor(() => expect(lastFrame()).toBe("two"));
		expect(renders.count).toBe(before + 1);
	});

	it("misses nothing that changed before it listened", async () => {
		const { store, set } = storeOf({ shown: "one", hidden: 0 });
		const { lastFrame } = show(store);
		set({ shown: "early", hidden: 0 });
		await vi.waitFor(() => expect(lastFrame()).toBe("early"));
	});

	it("lets go of the store when its view is gone", async () => {
		const { store, listeners } = storeOf({ shown: "one", hidden: 0 });
		const { unmount } = show(store);
		await vi.waitFor(() => expect(listeners.size).toBe(1));
		unmount();
		await vi.waitFor(() => expect(listeners.size).toBe(0));
	});
});
