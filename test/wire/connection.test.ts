import { createConnection, type Socket } from "node:net";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import type { MessageConnection } from "vscode-jsonrpc/node";
import { type Failure, failed, ok } from "../../src/model/failure.ts";
import { answer, connectionOn, notify, request } from "../../src/wire/connection.ts";
import { notifications, requests } from "../../src/wire/protocol.ts";
import { listener } from "./scene.ts";

type Ends = { near: MessageConnection; nearSocket: Socket; far: MessageConnection; farSocket: Socket };

/** Two ends of one connection; `prepare` registers the far end's handlers. */
async function ends(prepare: (far: MessageConnection, socket: Socket) => void = () => undefined): Promise<Ends> {
	let tell: (far: { far: MessageConnection; farSocket: Socket }) => void = () => undefined;
	const arrived = new Promise<{ far: MessageConnection; farSocket: Socket }>((resolve) => {
		tell = resolve;
	});
	const address = await listener((far, farSocket) => {
		prepare(far, farSocket);
		tell({ far, farSocket });
	});
	const nearSocket = createConnection(address.socket);
	const near = connectionOn(nearSocket);
	near.listen();
	onTestFinished(() => void nearSocket.destroy());
	return { near, nearSocket, ...(await arrived) };
}

const interrupt = { type: "interrupt" } as const;

describe("a request", () => {
	test("gets its answer as a value", async () => {
		const { near } = await ends((far) => far.onRequest(requests.command, () => answer(ok({ monitor: "m1" }))));
		expect(await request(near, requests.command, interrupt)).toEqual(ok({ monitor: "m1" }));
	});

	test("that is refused keeps every field of the failure", async () => {
		const refusal: Failure = { code: "over-cap", message: "16 run", remedy: "End one first." };
		const { near } = await ends((far) =>
			far.onRequest(requests.command, () => answer<{ monitor?: string }>({ ok: false, failure: refusal })),
		);
		expect(await request(near, requests.command, interrupt)).toEqual({ ok: false, failure: refusal });
	});

	test("whose handler breaks fails, and the connection lives on", async () => {
		let calls = 0;
		const { near } = await ends((far) =>
			far.onRequest(requests.command, (): { monitor?: string } => {
				calls += 1;
				if (calls === 1) throw new Error("boom");
				return {};
			}),
		);
		const broken = await request(near, requests.command, interrupt);
		expect(broken).toMatchObject({
			ok: false,
			failure: { code: "host-unreachable", message: expect.stringContaining("boom") },
		});
		expect(await request(near, requests.command, interrupt)).toEqual(ok({}));
	});

	test("that nobody handles fails", async () => {
		const { near } = await ends();
		expect((await request(near, requests.command, interrupt)).ok).toBe(false);
	});

	test("on a connection that was closed fails, and throws nothing", async () => {
		const { near } = await ends();
		near.dispose();
		expect(await request(near, requests.command, interrupt)).toMatchObject({
			ok: false,
			failure: { code: "host-unreachable" },
		});
	});

	test("that is never answered fails after ten seconds", async () => {
		const { near } = await ends((far) => far.onRequest(requests.command, () => new Promise<never>(() => undefined)));
		vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
		onTestFinished(() => void vi.useRealTimers());
		const asked = request(near, requests.command, interrupt);
		await vi.advanceTimersByTimeAsync(10_000);
		expect(await asked).toEqual(
			failed("host-unreachable", "the host did not answer within 10 s", "monmux doctor tells more."),
		);
	});
});

describe("a notification", () => {
	test("is true when the socket took it", async () => {
		const heard = new Promise<string>((resolve) => {
			void ends((far) => far.onNotification(notifications.bye, ({ reason }) => resolve(reason))).then(
				async ({ near }) => {
					expect(await notify(near, notifications.bye, { reason: "bye" })).toBe(true);
				},
			);
		});
		expect(await heard).toBe("bye");
	});

	test("is false, and throws nothing, when the connection is gone", async () => {
		const { near, nearSocket } = await ends();
		nearSocket.destroy();
		expect(await notify(near, notifications.bye, { reason: "bye" })).toBe(false);
		near.dispose();
		expect(await notify(near, notifications.bye, { reason: "bye" })).toBe(false);
	});

	test("a long one with every kind of character arrives whole", async () => {
		const text = `${"ü👍\u0000\u2028".repeat(100_000)}end`;
		const reason = await new Promise<string>((resolve) => {
			void ends((far) => far.onNotification(notifications.bye, (given) => resolve(given.reason))).then(({ near }) =>
				notify(near, notifications.bye, { reason: text }),
			);
		});
		expect(reason).toBe(text);
	});
});

describe("the end of the other side is told", () => {
	const ways: [name: string, end: (ends: Ends) => void][] = [
		["when it closes", ({ nearSocket }) => nearSocket.end()],
		["when it dies", ({ nearSocket }) => nearSocket.destroy()],
		["when it says something that is no message", ({ nearSocket }) => nearSocket.write("GET / HTTP/1.1\r\n\r\n")],
		["when it says something that is no JSON", ({ nearSocket }) => nearSocket.write("Content-Length: 3\r\n\r\n{{{")],
		[
			"when it dies with unread words in its socket",
			({ nearSocket, far }) => {
				nearSocket.pause();
				for (let n = 0; n < 50; n += 1) void notify(far, notifications.bye, { reason: "x".repeat(100_000) });
				setImmediate(() => nearSocket.destroy());
			},
		],
	];
	for (const [name, end] of ways) {
		test(name, async () => {
			let told: () => void = () => undefined;
			const closed = new Promise<void>((resolve) => {
				told = resolve;
			});
			end(await ends((far) => far.onClose(told)));
			await closed;
		});
	}
});

test("an end in the middle of a message leaves nothing that keeps the program awake", async () => {
	vi.useFakeTimers({ toFake: ["setTimeout", "setInterval"] });
	onTestFinished(() => void vi.useRealTimers());
	const { near, nearSocket, farSocket } = await ends();
	farSocket.write('Content-Length: 100\r\n\r\n{"jsonrpc"');
	while (nearSocket.bytesRead === 0) await new Promise((resolve) => setImmediate(resolve));
	await new Promise((resolve) => setImmediate(resolve));
	near.dispose();
	nearSocket.destroy();
	expect(vi.getTimerCount()).toBe(0);
});
