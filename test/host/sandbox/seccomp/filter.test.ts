import { readFileSync } from "node:fs";
import { afterAll, describe, expect, test } from "vitest";
import { assemble, type Step } from "../../../../src/host/sandbox/seccomp/assemble.ts";
import { filterFile } from "../../../../src/host/sandbox/seccomp/filter-file.ts";
import { x8664Filter } from "../../../../src/host/sandbox/seccomp/x86-64-filter.ts";
import { Playground } from "../support/playground.ts";

const program = assemble(x8664Filter());
const x64 = 0xc000003e;

type Call = {
	readonly number: number;
	readonly architecture?: number;
	readonly first?: number;
	readonly second?: number;
};

/** What `struct seccomp_data` holds at an offset. */
function readAt(call: Call, offset: number): number {
	const { number, architecture = x64, first = 0, second = 0 } = call;
	return { 0: number, 4: architecture, 16: first, 24: second }[offset] ?? Number.NaN;
}

function jumps(code: number, value: number, operand: number): boolean {
	if (code === 0x15) return value === operand;
	return code === 0x35 ? value >= operand : (value & operand) !== 0;
}

/** A reading of the program as the kernel reads it. */
function judge(call: Call): string {
	const view = new DataView(program.buffer);
	let value = 0;
	for (let at = 0; at < program.length; at += 8) {
		const code = view.getUint16(at, true);
		const operand = view.getUint32(at + 4, true);
		if (code === 0x06) return operand === 0x7fff0000 ? "allow" : `errno ${operand & 0xffff}`;
		if (code === 0x20) value = readAt(call, operand);
		else at += 8 * view.getUint8(at + (jumps(code, value, operand) ? 2 : 3));
	}
	return "ran off the end";
}

describe("the x86-64 filter", () => {
	const cases: readonly (readonly [string, Call, string])[] = [
		["read", { number: 0 }, "allow"],
		["execve", { number: 59 }, "allow"],
		["mount", { number: 165 }, "errno 1"],
		["keyctl", { number: 250 }, "errno 1"],
		["bpf", { number: 321 }, "errno 1"],
		["io_uring_setup", { number: 425 }, "errno 1"],
		["userfaultfd", { number: 323 }, "errno 1"],
		["the last of the list", { number: 171 }, "errno 1"],
		["clone3", { number: 435 }, "errno 38"],
		["a thread", { number: 56, first: 0x3d0f00 }, "allow"],
		["fork with SIGCHLD", { number: 56, first: 17 }, "allow"],
		["clone of a user namespace", { number: 56, first: 0x10000011 }, "errno 1"],
		["clone of a cgroup namespace", { number: 56, first: 0x02000000 }, "errno 1"],
		["unshare of a mount namespace", { number: 272, first: 0x00020000 }, "errno 1"],
		["unshare of a time namespace", { number: 272, first: 0x80 }, "errno 1"],
		["unshare of files", { number: 272, first: 0x400 }, "allow"],
		["TIOCSTI", { number: 16, second: 0x5412 }, "errno 1"],
		["TIOCLINUX", { number: 16, second: 0x541c }, "errno 1"],
		["window size", { number: 16, second: 0x5413 }, "allow"],
		["a unix socket", { number: 41, first: 1 }, "allow"],
		["an internet socket", { number: 41, first: 10 }, "allow"],
		["a vsock socket", { number: 41, first: 40 }, "errno 97"],
		["the 32-bit gate", { number: 3, architecture: 0x40000003 }, "errno 38"],
		["an x32 call", { number: 0x40000000 }, "errno 38"],
	];
	for (const [name, call, verdict] of cases) test(name, () => expect(judge(call)).toBe(verdict));
});

describe("assembling", () => {
	test("bytes are those of sock_filter", () => {
		const steps: readonly Step[] = [
			{ op: "load", offset: 4 },
			{ op: "jump-equal", value: 0x01020304, to: "end" },
			{ op: "return", value: 1 },
			{ op: "label", name: "end" },
			{ op: "return", value: 2 },
		];
		expect(Buffer.from(assemble(steps)).toString("hex")).toBe(
			"2000000004000000" + "1500010004030201" + "0600000001000000" + "0600000002000000",
		);
	});

	test("a jump to nowhere, back or too far is an error", () => {
		const jump: Step = { op: "jump-equal", value: 0, to: "x" };
		const label: Step = { op: "label", name: "x" };
		const far = Array.from({ length: 256 }, (): Step => ({ op: "return", value: 0 }));
		for (const steps of [[jump], [label, jump], [jump, ...far, label]]) expect(() => assemble(steps)).toThrow("reach");
	});
});

describe("the file", () => {
	test("holds the program and has no name", () => {
		const path = filterFile("x64") ?? "";
		expect(path).toMatch(new RegExp(`^/proc/${process.pid}/fd/\\d+$`));
		expect(readFileSync(path).equals(Buffer.from(program))).toBe(true);
		expect(filterFile("x64")).toBe(path);
	});
	test("does not exist for other processors", () => expect(filterFile("arm64")).toBeUndefined());
});

describe.runIf(process.arch === "x64")("the filter at work", () => {
	const place = new Playground();
	afterAll(() => place.dispose());

	test("system calls are refused in a sandbox", async () => {
		const calls = {
			keyctl: "250, 0, 0",
			unshare: "272, 0x10000000",
			vsock: "41, 40, 1, 0",
			clone3: "435, 0, 0",
			unix: "41, 1, 1, 0",
		};
		const script = Object.entries(calls)
			.map(([name, words]) => `$! = 0; syscall(${words}); printf "${name} %d\\n", $!`)
			.join("; ");
		const { stdout } = await place.run(["perl", "-e", script]);
		expect(stdout.split("\n")).toEqual(["keyctl 1", "unshare 1", "vsock 97", "clone3 38", "unix 0"]);
	});

	test("node runs its threads", async () => {
		const hostEnv = { PATH: `${process.execPath.replace(/\/node$/, "")}:/usr/bin` };
		const script = "new (require('worker_threads').Worker)('console.log(6*7)', { eval: true })";
		expect((await place.run(["node", "-e", script], { hostEnv })).stdout).toBe("42");
	});
});
