import { z } from "zod";
import { isVisible } from "./visible.ts";

/** A text that shows all it holds, because a person decides on what they see. */
export function visibleText(longest: number): z.ZodString {
	return z
		.string()
		.min(1)
		.max(longest)
		.refine((text) => isVisible(text), "holds control or invisible characters; write them as escapes");
}

/** A monitor by id or name. */
export const monitorField = visibleText(80).describe("Id (m1) or name of the monitor.");

/** Which lines become events. */
export const matchField = visibleText(1000)
	.optional()
	.describe("RE2 pattern: only lines that hold it become events. Match every way it can end, failures too.");

/** Which lines do not. */
export const excludeField = visibleText(1000).optional().describe("RE2 pattern: lines that hold it are no events.");
