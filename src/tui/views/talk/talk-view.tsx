import type { Theme } from "../../paint/theme.ts";
import type { Region } from "../region.ts";
import { RowsView } from "../rows-view.tsx";
import { type Store, useStore } from "../use-store.ts";
import { sameTalk, selectTalk } from "./talk.ts";
import { paintTalk } from "./talk-picture.ts";

const shown = { select: (region: Region) => selectTalk(region), same: sameTalk };

/** The conversation: what was said, what waits for an answer, and what is being written. */
export function TalkView({ store, theme }: { store: Store<Region>; theme: Theme }) {
	const talk = useStore(store, shown);
	return <RowsView rows={paintTalk(talk, theme)} />;
}
