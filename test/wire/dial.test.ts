import { existsSync, linkSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { failed } from "../../src/model/failure.ts";
import { answer, notify, request } from "../../src/wire/connection.ts";
import { type Address, type DialOptions, dial } from "../../src/wire/dial.ts";
import { type Hello, notifications, protocolVersion, requests, type Welcome } from "../../src/wire/protocol.ts";
import { listener } from "./scene.ts";

const preferences = { mouse: true, keys: {}, firstRun: false, catalogue: [] };
const welcome: Welcome = { version: "1.0.0", pid: 7, state: { some: "state" }, preferences };
const options: DialOptions = { version: "1.0.0", kind: "script", watch: true, prepare: () => undefined };

describe("a client", () => {
	test("greets with its token and gets the welcome", async () => {
		const hellos: Hello[] = [];
		const address = await listener((host) =>
			host.onRequest(requests.hello, (hello) => {
				hellos.push(hello);
				return welcome;
			}),
		);
		const link = await dial(address, options);
		expect(link.ok && link.value.welcome).toEqual(welcome);
		expect(hellos).toEqual([
			{ protocol: protocolVersion, version: "1.0.0", token: "secret", kind: "script", watch: true },
		]);
		if (link.ok) link.value.close();
	});

	test("hears what the host says right after the welcome", async () => {
		const address = await listener((host) =>
			host.onRequest(requests.hello, () => {
				void notify(host, notifications.entries, { entries: [{ type: "noticed", at: 1, text: "first" }] });
				return welcome;
			}),
		);
		const heard = new Promise((resolve) => {
			void dial(address, {
				...options,
				prepare: (connection) => connection.onNotification(notifications.entries, resolve),
			});
		});
		expect(await heard).toEqual({ entries: [{ type: "noticed", at: 1, text: "first" }] });
	});

	test("that is refused gets the reason and no link", async () => {
		const refusal = failed("version-mismatch", "other version", "Update.");
		const address = await listener((host, socket) => {
			socket.on("close", () => closed());
			host.onRequest(requests.hello, () => answer<Welcome>(refusal));
		});
		let closed: () => void = () => undefined;
		const over = new Promise<void>((resolve) => {
			closed = resolve;
		});
		expect(await dial(address, options)).toEqual(refusal);
		await over;
	});

	test("without a readable token greets without one", async () => {
		const address = await listener((host) =>
			host.onRequest(requests.hello, ({ token }) => answer<Welcome>(failed("not-allowed", `token "${token}"`))),
		);
		rmSync(address.token);
		expect(await dial(address, options)).toMatchObject({ failure: { message: 'token ""' } });
	});
});

describe("the end of the host", () => {
	test("before the welcome is a failure at once", async () => {
		const address = await listener((host, socket) =>
			host.onRequest(requests.hello, () => new Promise<never>(() => socket.destroy())),
		);
		const began = performance.now();
		expect(await dial(address, options)).toMatchObject({ ok: false, failure: { code: "host-unreachable" } });
		expect(performance.now() - began).toBeLessThan(5000);
	});

	test("after it is told, and ends what waits for an answer", async () => {
		const address = await listener((host, socket) => {
			host.onRequest(requests.hello, () => welcome);
			host.onRequest(requests.command, () => new Promise<never>(() => socket.destroy()));
		});
		let told: () => void = () => undefined;
		const closed = new Promise<void>((resolve) => {
			told = resolve;
		});
		const link = await dial(address, { ...options, onClose: told });
		if (!link.ok) throw new Error(link.failure.message);
		const asked = request(link.value.connection, requests.command, { type: "interrupt" });
		expect((await asked).ok).toBe(false);
		await closed;
		expect((await request(link.value.connection, requests.command, { type: "interrupt" })).ok).toBe(false);
		link.value.close();
		link.value.close();
	});

	test("its last words are heard before it is told", async () => {
		const address = await listener((host, socket) => {
			host.onRequest(requests.hello, () => {
				setImmediate(() => void notify(host, notifications.bye, { reason: "so long" }).then(() => socket.end()));
				return welcome;
			});
		});
		const order: string[] = [];
		await new Promise<void>((resolve) => {
			void dial(address, {
				...options,
				prepare: (connection) => connection.onNotification(notifications.bye, ({ reason }) => void order.push(reason)),
				onClose: () => {
					order.push("closed");
					resolve();
				},
			});
		});
		expect(order).toEqual(["so long", "closed"]);
	});
});

describe("nobody listens", () => {
	function placeWith(socket: string): Address {
		const directory = mkdtempSync(join(tmpdir(), "monmux-d-"));
		onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
		return { socket: join(directory, socket), token: join(directory, "token") };
	}

	test("where there is no socket", async () => {
		const found = await dial(placeWith("sock"), options);
		expect(found).toEqual(failed("no-session", "no session runs here", "Start one with: monmux"));
	});

	test("where a dead host left its socket", async () => {
		const address = placeWith("sock");
		const left = createServer();
		await new Promise<void>((resolve) => left.listen(address.socket, resolve));
		// A host that was killed does not unlink its socket; the link under another name survives the close.
		linkSync(address.socket, `${address.socket}2`);
		await new Promise((resolve) => left.close(resolve));
		expect(existsSync(`${address.socket}2`)).toBe(true);
		const found = await dial({ ...address, socket: `${address.socket}2` }, options);
		expect(found).toMatchObject({ failure: { code: "no-session", message: "no session runs here" } });
	});

	test("a path that no socket can have is a failure like the others", async () => {
		expect(await dial(placeWith("x".repeat(200)), options)).toMatchObject({
			ok: false,
			failure: { code: "no-session" },
		});
	});
});
