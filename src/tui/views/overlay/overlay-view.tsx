import type { Theme } from "../../paint/theme.ts";
import type { Region } from "../region.ts";
import { RowsView } from "../rows-view.tsx";
import { type Store, useStore } from "../use-store.ts";
import { paintOverlay } from "./overlay-picture.ts";

/** What covers the screen: help, palette, or a question. */
export function OverlayView({ store, theme }: { store: Store<Region>; theme: Theme }) {
	const rows = useStore(store, { select: (region) => paintOverlay(region, theme), same: sameRows });
	return <RowsView rows={rows} />;
}

function sameRows(one: readonly string[], other: readonly string[]): boolean {
	return one.length === other.length && one.every((row, index) => row === other[index]);
}
