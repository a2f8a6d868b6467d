import type { HelpSection } from "../../keys/help-sections.ts";
import { helpSections } from "../../keys/help-sections.ts";
import type { Bindings } from "../../keys/lookup.ts";
import { slashCommands } from "../slash/slash-commands.ts";

/** The help of the screen: every key, and every slash command behind the keys for writing. */
export function helpNow(bindings: Bindings): HelpSection[] {
	return helpSections(bindings).flatMap((section) =>
		section.title === "Writing" ? [section, slashSection] : [section],
	);
}

const slashSection: HelpSection = {
	title: "Slash commands",
	lines: slashCommands.map(({ name, usage, help }) => {
		const words = usage.slice(name.length + 2);
		return { keys: `/${name}`, where: "composer", help: words === "" ? help : `${words}: ${help}` };
	}),
};
