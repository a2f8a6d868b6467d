import { expect, test } from "vitest";
import { commandText, shellCommand, shellLine } from "../../src/model/shell-line.ts";

test.each(["npm test", "", "a\nb", "-c"])("a line is found again in its command: %j", (line) => {
	expect(shellLine(shellCommand(line))).toBe(line);
	expect(commandText(shellCommand(line))).toBe(line);
});

test.each([[[]], [["npm", "test"]], [["/bin/bash", "-c"]], [["sh", "-c", "ls"]], [["/bin/bash", "-c", "ls", "more"]]])(
	"another command is no line: %j",
	(command) => {
		expect(shellLine(command)).toBeUndefined();
		expect(commandText(command)).toBe(command.join(" "));
	},
);
