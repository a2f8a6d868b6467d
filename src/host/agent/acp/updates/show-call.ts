import { cutAtGrapheme } from "../../../../base/cut-text.ts";
import type { NameOf } from "../../../../core/session/envelope.ts";
import type { ToolCall } from "../../../../model/agent.ts";
import { ourToolName } from "../../catalogue/our-tool.ts";
import type { Quirks } from "../../catalogue/profile.ts";
import { cleanLine } from "./clean-text.ts";
import { asText } from "./loose.ts";
import type { KnownCall } from "./tool-calls.ts";

/** Makes of a call what is shown of it. */
export type ShowCall = (known: KnownCall) => ToolCall;

/** Shows calls of our own tools by our names, whatever an agent calls them: `monitor_read tests`. Others stay as they are. */
export function ownNames({ quirks, nameOf }: { quirks: Quirks; nameOf: NameOf }): ShowCall {
	return ({ call, name, kind, input }) => {
		const tool = ourToolName({ id: call.id, title: call.title, name, kind }, quirks);
		if (tool === undefined) return call;
		const monitor = asText(input.id);
		const subject = monitor === undefined ? (asText(input.name) ?? "") : nameOf(monitor);
		return { ...call, title: `${tool} ${cutAtGrapheme(cleanLine(subject), subjectLimit)}`.trimEnd() };
	};
}

/** UTF-16 units of a name in a title. */
const subjectLimit = 80;
