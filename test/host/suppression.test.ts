import { expect, test } from "vitest";
import { Place } from "./place.ts";
import { until } from "./scene.ts";

test("over the usual caps the agent is told of every line or of its count", async () => {
	const place = new Place();
	const host = await place.open();
	const lines = 45;
	const script = `for i in $(seq ${lines}); do echo line $i; sleep 0.06; done`;
	const id = host.run(place, script, { policy: "auto" });
	await host.ends(id);
	const events = () => host.monitor(id).events;
	await until("all to be told", () => events().every((event) => event.deliveredAt !== undefined));
	const suppressed = events().filter((event) => event.kind === "suppression");
	expect(suppressed).toHaveLength(1);
	expect(suppressed[0]?.lines).toBeGreaterThan(0);
	const told = events().filter((event) => event.kind !== "exit");
	expect(told.reduce((sum, event) => sum + event.lines, 0)).toBe(lines);
});
