import { assertNever } from "../../../base/assert-never.ts";
import type { Theme } from "../../paint/theme.ts";
import type { Region } from "../region.ts";
import { confirmRows, leaveRows } from "./dialog-rows.ts";
import { helpRows } from "./help-rows.ts";
import { loginsRows } from "./logins-rows.ts";
import { paletteRows } from "./palette-rows.ts";
import { pickerRows } from "./picker-rows.ts";

/** The open overlay as styled rows, at most `rect` in size; no rows when none is open. */
export function paintOverlay(region: Region, theme: Theme): string[] {
	const { overlay } = region.ui;
	if (overlay === undefined) return [];
	switch (overlay.type) {
		case "help":
			return helpRows(region, overlay.scroll, theme);
		case "palette":
			return paletteRows(region, overlay, theme);
		case "agents":
			return pickerRows(region, overlay, theme);
		case "logins":
			return loginsRows(region, overlay, theme);
		case "leave":
			return leaveRows(region, theme);
		case "confirm":
			return confirmRows(region, overlay.question, theme);
		default:
			return assertNever(overlay);
	}
}
