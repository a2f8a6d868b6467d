import { describe, expect, onTestFinished, test, vi } from "vitest";
import { talkOf } from "../../src/core/session/select.ts";
import { End } from "../../src/host/end-session.ts";
import { Session } from "../../src/host/session.ts";
import { observe, running } from "../core/session/scene.ts";
import { Stage } from "./talk/fake-agent.ts";

type Parts = ConstructorParameters<typeof End>[0];

/** Parts that note what is asked of them. */
function notedParts(asked: string[]) {
	const note = (what: string) => () => void asked.push(what);
	return {
		monitors: { all: () => [], close: async () => note("monitors closed")() },
		stopper: { killAll: note("killed") },
		alarm: { clear: note("alarm cleared") },
		agents: { tellDigest: note("digest"), close: async () => note("agents closed")() },
		hub: { close: async () => note("hub closed")() },
		journal: { close: note("journal closed") },
		lock: { release: note("lock released") },
		orphans: { end: note("watch ended") },
	};
}

/** An end whose parts note what is asked of them. */
function noted(idleMs = 0) {
	vi.useFakeTimers();
	onTestFinished(() => void vi.useRealTimers());
	const session = new Session({ now: Date.now });
	const asked: string[] = [];
	const end = new End({ session, ...notedParts(asked) } as unknown as Parts);
	const limits = { ...session.state.limits, idleMs };
	const sandbox = { available: true, label: "" };
	session.record([{ type: "session-opened", at: 1, cwd: "/", version: "1", sandbox, limits }]);
	return { session, asked, end };
}

describe("a person who comes back", () => {
	test("after a minute gets a digest", () => {
		const { asked, end } = noted();
		end.peopleChanged(1);
		end.peopleChanged(0);
		vi.advanceTimersByTime(60_000);
		end.peopleChanged(1);
		expect(asked).toEqual(["digest"]);
	});

	test("sooner, or for the first time, or beside another one, gets none", () => {
		const { asked, end } = noted();
		end.peopleChanged(1);
		vi.advanceTimersByTime(90_000);
		end.peopleChanged(2);
		end.peopleChanged(1);
		end.peopleChanged(0);
		vi.advanceTimersByTime(59_000);
		end.peopleChanged(1);
		expect(asked).toEqual([]);
	});
});

describe("a host that is left alone", () => {
	test("ends after its time, counted from the last person and the last thing that happened", async () => {
		const { session, asked, end } = noted(10_000);
		end.peopleChanged(1);
		await vi.advanceTimersByTimeAsync(60_000);
		end.peopleChanged(0);
		await vi.advanceTimersByTimeAsync(9000);
		session.dispatch({ type: "notice", text: "something" });
		await vi.advanceTimersByTimeAsync(9000);
		expect(asked).toEqual([]);
		await vi.advanceTimersByTimeAsync(1000);
		await end.done;
		expect(asked).toEqual([
			"alarm cleared",
			"killed",
			"watch ended",
			"agents closed",
			"hub closed",
			"monitors closed",
			"journal closed",
			"lock released",
		]);
	});

	test("never ends with a zero", async () => {
		const { asked } = noted(0);
		await vi.advanceTimersByTimeAsync(86_400_000);
		expect(asked).toEqual([]);
	});
});

test("an end that is asked for twice happens once, and what comes after it is heard by nobody", async () => {
	const { session, asked, end } = noted();
	end.stopSession();
	void end.end("again");
	await end.done;
	session.dispatch({ type: "notice", text: "late" });
	await vi.advanceTimersByTimeAsync(100_000);
	expect(asked.filter((what) => what === "lock released")).toHaveLength(1);
});

test("what waits for an agent at work waits for the next host: none of it goes to an agent that ends", async () => {
	const stage = new Stage();
	const agent = await stage.ready("a");
	const { session, agents } = stage;
	for (const command of running("tests", "m1", { policy: "auto" })) session.dispatch(command);
	session.dispatch({ type: "send", text: "one" });
	session.dispatch({ type: "send", text: "two" });
	session.dispatch(observe("m1", "boom"));
	session.dispatch({ type: "monitor-ended", monitor: "m1", exitCode: 1 });
	const end = new End({ session, ...notedParts([]), agents } as unknown as Parts);
	await end.end("the host got SIGTERM");
	expect(agent.prompts).toEqual(["t1"]);
	expect(talkOf(session.state, "a")).toMatchObject({ queued: ["two"], waiting: [{ event: "e1", monitor: "m1" }] });
	expect(talkOf(session.state, "a").turn).toBeUndefined();
	expect(session.state.agents.a).toMatchObject({ state: "dead", reason: "the host ended" });
});
