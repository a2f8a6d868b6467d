import { Box, Text } from "ink";
import { createElement } from "react";

/** Styled rows, one above the other. Each is a text of its own, so that a row of doubtful width cannot push the others. */
export function RowsView({ rows }: { rows: readonly string[] }) {
	const lines = rows.map((row) => createElement(Text, { wrap: "truncate" }, row === "" ? " " : row));
	// Spread, since a row has no identity but its place and so no key.
	return createElement(Box, { flexDirection: "column", flexShrink: 0 }, ...lines);
}
