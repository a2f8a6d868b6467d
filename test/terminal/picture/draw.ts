import { monitors } from "./monitors.ts";
import { drawStage, type Stage } from "./stage.ts";

/** Draws the picture of the built-in agent's screen: `node test/terminal/picture/draw.ts docs/screen.svg`. */
async function play({ terminal, cli }: Stage): Promise<void> {
	await terminal.waitFor("No monitor yet");
	for (const [name, { options, script }] of Object.entries(monitors)) {
		cli("run", "--name", name, ...options, "--", "bash", "-c", script);
	}
	await terminal.waitFor("look at");
	await terminal.waitFor("health check failed");
	terminal.type("when /502/ in logs then restart deploy");
	terminal.key("Enter");
	await terminal.waitFor("Rule 1");
	await terminal.waitFor("POST /order");
	terminal.key("Tab");
	terminal.key("2");
	await terminal.waitFor("f forward");
	// The conversation is drawn a moment after the footer.
	await terminal.waitIdle(150);
}

await drawStage(process.argv[2] ?? "docs/screen.svg", { cols: 168, rows: 38 }, play);
