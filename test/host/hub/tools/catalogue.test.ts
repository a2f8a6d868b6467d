import { expect, test } from "vitest";
import { catalogue, instructions } from "../../../../src/host/hub/tools/catalogue.ts";

const byName = new Map(catalogue.map((tool) => [tool.listing.name, tool.listing]));

test.each([
	["monitor_start", { readOnlyHint: false, destructiveHint: true, idempotentHint: false, openWorldHint: true }],
	["monitor_read", { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false }],
	["monitor_list", { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false }],
	["monitor_stop", { readOnlyHint: false, destructiveHint: true, idempotentHint: true, openWorldHint: false }],
	["monitor_update", { readOnlyHint: false, destructiveHint: false, idempotentHint: true, openWorldHint: false }],
])("%s says honestly what it does", (name, annotations) => {
	expect(byName.get(name)?.annotations).toEqual(annotations);
});

test("schemas are plain, so that every client's model understands them", () => {
	const plain = ["type", "description", "minimum", "maximum", "minLength", "maxLength", "enum"];
	const nested = ["properties", "required", "additionalProperties"];
	for (const { inputSchema } of byName.values()) {
		expect(Object.keys(inputSchema).sort()).toEqual(
			expect.arrayContaining(["additionalProperties", "properties", "type"]),
		);
		expect(inputSchema).not.toHaveProperty("$schema");
		for (const [name, field] of Object.entries(inputSchema.properties as Record<string, object>)) {
			const known = "properties" in field ? [...plain, ...nested] : plain;
			expect(Object.keys(field).filter((key) => !known.includes(key))).toEqual([]);
			expect(field, name).toHaveProperty("description");
		}
	}
});

test("what a call needs is little", () => {
	const required = Object.fromEntries([...byName].map(([name, { inputSchema }]) => [name, inputSchema.required ?? []]));
	expect(required).toEqual({
		monitor_start: ["description"],
		monitor_read: ["id"],
		monitor_list: [],
		monitor_stop: ["id"],
		monitor_update: ["id"],
	});
});

test("the model is taught in few words", () => {
	const start = byName.get("monitor_start")?.description ?? "";
	for (const lesson of [
		"instead of your own background shell",
		"is an event",
		"filter before",
		"Silence is not success",
		"returns at once",
	]) {
		expect(start).toContain(lesson);
	}
	// About a quarter of a token a character: all of it stays below three thousand tokens in every turn.
	expect(JSON.stringify([...byName.values()]).length + instructions.length).toBeLessThan(10_000);
});
