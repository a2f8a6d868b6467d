import { assertNever } from "../base/assert-never.ts";
import { helpText } from "./arguments/help-text.ts";
import { type Parsed, parseArguments } from "./arguments/parse-arguments.ts";
import { version } from "./connect/version.ts";
import { fail, print } from "./print.ts";

/** The program: what was typed decides which part is loaded, so that each starts as fast as it can. */
async function main(): Promise<number> {
	const asked = parseArguments(process.argv.slice(2));
	if (!asked.ok) return fail(asked.failure);
	switch (asked.value.ask) {
		case "help":
			print(helpText(asked.value.name));
			return 0;
		case "version":
			print(`monmux ${version}`);
			return 0;
		case "run":
			return perform(asked.value.parsed);
		default:
			return assertNever(asked.value);
	}
}

async function perform(parsed: Parsed): Promise<number> {
	switch (parsed.name) {
		case "":
		case "attach":
			return (await import("./open.ts")).open(parsed);
		case "run":
			return (await import("./run.ts")).run(parsed);
		case "ls":
			return (await import("./list.ts")).ls(parsed);
		case "events":
			return (await import("./list.ts")).events(parsed);
		case "transcript":
			return (await import("./list.ts")).transcript(parsed);
		case "agents":
			return (await import("./list.ts")).agents(parsed);
		case "login":
			return (await import("./login/login.ts")).login(parsed);
		case "logs":
			return (await import("./list.ts")).logs(parsed);
		case "stop":
			return (await import("./act.ts")).stop();
		case "export":
			return (await import("./history.ts")).exportHistory();
		case "replay":
			return (await import("./history.ts")).replay(parsed);
		case "doctor":
			return (await import("./doctor.ts")).doctor(parsed);
		default:
			return (await import("./act.ts")).act(parsed);
	}
}

process.exitCode = await main();
