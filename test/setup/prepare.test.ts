import { expect, test } from "vitest";
import { SetupFailure } from "../../bin/setup/failure.js";
import { withLock } from "../../bin/setup/lock.js";
import { type Checkout, prepare } from "../../bin/setup/prepare.js";
import { listen, tempCheckout } from "./temp-checkout.ts";

/** A step that is done once it was run. */
function fakeStep(name: string, log: string[], done = false) {
	const state = { done };
	const run = (): void => {
		log.push(name);
		state.done = true;
	};
	return { name, isDone: (_: Checkout) => state.done, run };
}

function checkout(): Checkout {
	return { root: tempCheckout({}), env: {} };
}

test("only the steps that are missing run, in their order", async () => {
	const log: string[] = [];
	const steps = [fakeStep("a", log), fakeStep("b", log, true), fakeStep("c", log)];
	expect(await prepare(checkout(), steps)).toBe(0);
	expect(log).toEqual(["a", "c"]);
});

test("a prepared checkout takes no lock", async () => {
	const place = checkout();
	const outcome = { code: -1 };
	await withLock(place.root, async () => {
		outcome.code = await prepare(place, [fakeStep("a", [], true)]);
	});
	expect(outcome.code).toBe(0);
});

test("a failure is two lines and an exit code", async () => {
	const said = listen();
	const run = () => {
		throw new SetupFailure("It is missing.", "Install it.", 5);
	};
	expect(await prepare(checkout(), [{ name: "a", isDone: () => false, run }])).toBe(5);
	expect(said).toEqual(["monmux set-up: It is missing.\nInstall it.\n"]);
});

test("an error of the file system is two lines as well", async () => {
	const said = listen();
	const run = () => {
		throw Object.assign(new Error("EROFS: read-only file system"), { code: "EROFS" });
	};
	expect(await prepare(checkout(), [{ name: "a", isDone: () => false, run }])).toBe(1);
	expect(said.join("")).toMatch(/^monmux set-up: EROFS: read-only file system\nCheck that .* is writable.*\n$/);
});

test("a step that changes nothing is a failure, not a loop", async () => {
	const said = listen();
	expect(await prepare(checkout(), [{ name: "packages", isDone: () => false, run: () => undefined }])).toBe(1);
	expect(said.join("")).toContain("packages: done without an error, but still not complete.");
});

test("what is no failure of the machine is thrown", async () => {
	const run = () => {
		throw new TypeError("a bug");
	};
	await expect(prepare(checkout(), [{ name: "a", isDone: () => false, run }])).rejects.toThrow("a bug");
});

test("two at once do the work once", async () => {
	const said = listen();
	const place = checkout();
	const log: string[] = [];
	const steps = [fakeStep("a", log)];
	const gate = Promise.withResolvers<void>();
	const holder = withLock(place.root, () => gate.promise);
	const both = Promise.all([prepare(place, steps), prepare(place, steps)]);
	await expect.poll(() => said.length).toBe(2);
	expect(log).toEqual([]);
	gate.resolve();
	await holder;
	expect(await both).toEqual([0, 0]);
	expect(log).toEqual(["a"]);
	expect(said[0]).toBe("monmux set-up: another one is at work here; waiting for it.\n");
});

test("the wait for a lock has an end", async () => {
	listen();
	const root = tempCheckout({});
	await withLock(root, async () => {
		const late = withLock(root, () => undefined, { seconds: 0.05, retryMs: 10 });
		await expect(late).rejects.toThrow("Another set-up of this directory has not ended within 0.05 s.");
	});
});

test("a lock is free again after an error", async () => {
	const root = tempCheckout({});
	const failing = withLock(root, () => {
		throw new Error("broken");
	});
	await expect(failing).rejects.toThrow("broken");
	await expect(withLock(root, () => undefined)).resolves.toBeUndefined();
});
