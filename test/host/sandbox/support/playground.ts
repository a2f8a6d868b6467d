import { randomBytes } from "node:crypto";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { execa } from "execa";
import type { LaunchPlan } from "../../../../src/host/sandbox/launch-plan.ts";
import { wrapCommand } from "../../../../src/host/sandbox/wrap-command.ts";
import type { Result } from "../../../../src/model/failure.ts";
import { monitorSpecSchema, type SandboxSpec } from "../../../../src/model/monitor.ts";

/** What a test may vary about a run. */
export type RunOptions = {
	readonly sandbox?: Partial<SandboxSpec>;
	readonly hostEnv?: Record<string, string | undefined>;
	readonly cwd?: string;
	readonly home?: string;
	readonly stderrTty?: string;
};

/** A home, a project in it and monmux's own state, all made for one test file. */
export class Playground {
	readonly root = realpathSync(mkdtempSync(join(tmpdir(), "sandbox-test-")));
	readonly home = join(this.root, "home");
	readonly project = join(this.home, "project");
	readonly state = join(this.home, ".local/state/monmux");

	constructor() {
		for (const path of [this.project, this.state]) mkdirSync(path, { recursive: true });
		this.write("home/.ssh/id_test", "PRIVATE");
		this.write("home/.local/state/monmux/token", "OWN");
	}

	/** Writes a file below the root, with its directories. Gives its path. */
	write(relative: string, text: string, mode = 0o644): string {
		const path = join(this.root, relative);
		mkdirSync(dirname(path), { recursive: true });
		writeFileSync(path, text, { mode });
		return path;
	}

	/** Plans a run of a command. */
	plan(command: readonly string[], options: RunOptions = {}): Result<LaunchPlan> {
		return wrapCommand({
			spec: monitorSpecSchema.parse({
				name: "probe it",
				command: [...command],
				cwd: options.cwd ?? this.project,
				sandbox: options.sandbox ?? {},
			}),
			project: this.project,
			hostEnv: options.hostEnv ?? { PATH: "/usr/bin:/bin" },
			home: options.home ?? this.home,
			stderrTty: options.stderrTty,
			bwrap: "/usr/bin/bwrap",
			run: {
				id: "m7",
				name: "probe it",
				traceparent: `00-${"a".repeat(32)}-${randomBytes(8).toString("hex")}-01`,
				host: "mark",
			},
			privatePaths: [this.state],
		});
	}

	/** A plan that must succeed. */
	planned(command: readonly string[], options: RunOptions = {}): LaunchPlan {
		const plan = this.plan(command, options);
		if (!plan.ok) throw new Error(`${plan.failure.code}: ${plan.failure.message}`);
		return plan.value;
	}

	/** Runs a command to its end, without a terminal. */
	async run(command: readonly string[], options: RunOptions = {}) {
		const plan = this.planned(command, options);
		const result = await execa(plan.file, plan.args, {
			env: plan.env,
			extendEnv: false,
			cwd: plan.cwd,
			reject: false,
			stdin: "ignore",
			timeout: 15_000,
		});
		plan.cleanup();
		return { exitCode: result.exitCode, stdout: result.stdout, stderr: result.stderr };
	}

	/** Runs a shell script to its end. */
	shell(script: string, options: RunOptions = {}) {
		return this.run(["/bin/bash", "-c", script], options);
	}

	dispose(): void {
		rmSync(this.root, { recursive: true, force: true });
	}
}
