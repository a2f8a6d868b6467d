/** One step of a filter program. Jumps name a label that comes later; without a jump the next step runs. */
export type Step =
	| { readonly op: "load"; readonly offset: number }
	| { readonly op: "jump-equal" | "jump-at-least" | "jump-any-bit"; readonly value: number; readonly to: string }
	| { readonly op: "return"; readonly value: number }
	| { readonly op: "label"; readonly name: string };

/** BPF opcodes: load word absolute; jump if equal, greater or equal, any bit set (constant); return constant. */
const opcodes = { load: 0x20, "jump-equal": 0x15, "jump-at-least": 0x35, "jump-any-bit": 0x45, return: 0x06 } as const;

const instructionSize = 8;

/** Classic BPF in the layout of `struct sock_filter`, little endian. Throws on a program that cannot be encoded. */
export function assemble(steps: readonly Step[]): Uint8Array {
	const labels = locateLabels(steps);
	const instructions = steps.filter((step) => step.op !== "label");
	const bytes = new Uint8Array(instructions.length * instructionSize);
	const view = new DataView(bytes.buffer);
	for (const [index, step] of instructions.entries()) {
		const at = index * instructionSize;
		view.setUint16(at, opcodes[step.op], true);
		if ("to" in step) view.setUint8(at + 2, distance(labels.get(step.to), index, step.to));
		view.setUint32(at + 4, step.op === "load" ? step.offset : step.value, true);
	}
	return bytes;
}

function locateLabels(steps: readonly Step[]): ReadonlyMap<string, number> {
	const labels = new Map<string, number>();
	let index = 0;
	for (const step of steps) {
		if (step.op === "label") labels.set(step.name, index);
		else index += 1;
	}
	return labels;
}

/** Jumps only go forward, by one byte. */
function distance(target: number | undefined, index: number, name: string): number {
	const steps = target === undefined ? -1 : target - index - 1;
	if (steps < 0 || steps > 255) throw new Error(`filter label ${name} is out of reach`);
	return steps;
}
