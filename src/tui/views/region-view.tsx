import type { Theme } from "../paint/theme.ts";
import { OverlayView } from "./overlay/overlay-view.tsx";
import type { Region } from "./region.ts";
import { TalkView } from "./talk/talk-view.tsx";
import { type Store, useStore } from "./use-store.ts";

const covered = {
	select: (region: Region) => region.ui.overlay !== undefined,
	same: Object.is,
};

/** Everything Ink draws: an overlay when there is one, else the conversation. */
export function RegionView({ store, theme }: { store: Store<Region>; theme: Theme }) {
	const overlaid = useStore(store, covered);
	return overlaid ? <OverlayView store={store} theme={theme} /> : <TalkView store={store} theme={theme} />;
}
