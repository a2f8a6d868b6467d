import type { Monitor } from "../../../core/session/state.ts";
import type { UiState } from "../../ui/ui-state.ts";
import { shortAge } from "./short-age.ts";

/** How long a monitor has run, or ran, as its title says it; empty for one that never started. */
export function paneAge(monitor: Monitor, { now }: Pick<UiState, "now">): string {
	return monitor.state === "failed" ? "" : shortAge((monitor.endedAt ?? now) - monitor.startedAt);
}
