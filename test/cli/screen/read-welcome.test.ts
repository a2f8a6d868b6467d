import { expect, test } from "vitest";
import { readWelcome } from "../../../src/cli/screen/read-welcome.ts";

const agent = { id: "codex", name: "Codex", installed: true, install: "npm i -g codex" };

test.each([
	[
		{ mouse: true, keys: {}, catalogue: [agent], firstRun: true },
		{ catalogue: [agent], firstRun: true },
	],
	[
		{ mouse: true, keys: {} },
		{ catalogue: [], firstRun: false },
	],
	[{ catalogue: "no list" }, { catalogue: [], firstRun: false }],
	[undefined, { catalogue: [], firstRun: false }],
])("%j", (preferences, expected) => expect(readWelcome(preferences)).toEqual(expected));
