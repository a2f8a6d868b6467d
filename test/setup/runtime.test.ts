import { mkdirSync, readlinkSync } from "node:fs";
import { expect, test } from "vitest";
import { nodeOf, runtime } from "../../bin/setup/runtime.js";
import { tempCheckout } from "./temp-checkout.ts";

const packaged = `node_modules/node-${process.platform}-${process.arch}/bin/node`;
const newNode = "#!/bin/sh\necho v24.99.0\n";
const oldNode = "#!/bin/sh\necho v20.0.0\n";

test("the packaged Node is linked to where npm scripts find it", () => {
	const root = tempCheckout({ [packaged]: newNode });
	mkdirSync(`${root}node_modules/.bin`);
	runtime.run({ root, env: {} });
	expect(readlinkSync(`${root}node_modules/.bin/node`)).toBe(packaged.replace("node_modules", ".."));
	expect(nodeOf(root)).toBe(`${root}node_modules/.bin/node`);
	expect(runtime.isDone({ root, env: {} })).toBe(true);
});

test("an old link is replaced", () => {
	const root = tempCheckout({ [packaged]: newNode, "node_modules/.bin/node": oldNode });
	expect(nodeOf(root)).toBe(process.execPath);
	runtime.run({ root, env: {} });
	expect(nodeOf(root)).toBe(`${root}node_modules/.bin/node`);
});

test.each([
	["missing", {}],
	["too old", { [packaged]: oldNode }],
	["for another machine", { [packaged]: "not a program" }],
])("a packaged Node that is %s is a failure with a remedy", (_, files) => {
	const root = tempCheckout(files);
	expect(() => runtime.run({ root, env: {} })).toThrow(/^Node 24 or newer is needed; this is v/);
	expect(() => runtime.run({ root, env: {} })).toThrow(
		expect.objectContaining({ remedy: expect.stringContaining("Install Node 24") }),
	);
});

test("without a packaged one, a Node that is new enough serves itself", () => {
	const root = tempCheckout({});
	expect(nodeOf(root)).toBe(process.execPath);
	expect(runtime.isDone({ root, env: {} })).toBe(true);
});
