import { basename, resolve } from "node:path";
import { compileRule } from "../../core/events/line-rule.ts";
import type { Result } from "../../model/failure.ts";
import { failed, ok } from "../../model/failure.ts";
import type { Caps, MonitorSpec, Policy, Socket } from "../../model/monitor.ts";
import { capsSchema, monitorSpecSchema, socketName, socketSandbox, socketSchema } from "../../model/monitor.ts";
import type { Parsed } from "./parse-arguments.ts";
import { allOf, duration, oneOf, rate, readFlag, wholeNumber } from "./read-values.ts";

/** What `monmux run` asks for. `named` tells whether the person chose the name. */
export type AskedMonitor = { readonly spec: MonitorSpec; readonly named: boolean };

/** Turns the options of `monmux run` into a spec, with every value checked here, before a host is started for it. */
export function readSpec(parsed: Parsed, cwd: string): Result<AskedMonitor> {
	const policy = readPolicy(parsed);
	if (!policy.ok) return policy;
	const values = allOf({
		caps: readCaps(parsed),
		events: readFlag(parsed, "events", oneOf("stdout", "stderr", "both")),
		net: readFlag(parsed, "net", oneOf("on", "off")),
		rule: compileRule({ match: parsed.text("match"), exclude: parsed.text("exclude") }),
		socket: readSocket(parsed),
	});
	if (!values.ok) return values;
	const { socket } = values.value;
	const name = parsed.text("name") ?? (socket ? socketName(socket) : basename(parsed.words[0] ?? ""));
	const own = { match: parsed.text("match"), exclude: parsed.text("exclude"), events: values.value.events };
	const spec = monitorSpecSchema.safeParse({
		...defined(own),
		name: name.trim(),
		...(socket ? { socket } : { command: parsed.words }),
		cwd: resolve(cwd, parsed.text("cwd") ?? "."),
		policy: policy.value,
		urgent: parsed.flag("urgent"),
		caps: values.value.caps,
		sandbox: {
			mode: parsed.flag("no-sandbox") ? "off" : "on",
			net: values.value.net === "on",
			readOnly: parsed.flag("read-only"),
			read: parsed.texts("read").map((path) => resolve(cwd, path)),
			write: parsed.texts("write").map((path) => resolve(cwd, path)),
			env: parsed.texts("env"),
			...(socket ? socketSandbox : {}),
		},
	});
	if (!spec.success) {
		const issue = spec.error.issues[0];
		const option = issue?.path[0] === "name" ? "--name" : issue?.path.join(".");
		return failed("bad-usage", `${option}: ${issue?.message}`, "monmux run --help lists the options.");
	}
	return ok({ spec: spec.data, named: parsed.text("name") !== undefined });
}

function readSocket(parsed: Parsed): Result<Socket | undefined> {
	const url = parsed.text("ws");
	const protocols = parsed.texts("ws-protocol");
	if (url === undefined) {
		return protocols.length === 0
			? ok(undefined)
			: failed("bad-usage", "--ws-protocol goes with --ws", "Give --ws URL.");
	}
	if (parsed.text("net") === "off") {
		return failed("bad-usage", "--ws needs the network", "Leave --net out: --ws switches it on.");
	}
	const socket = socketSchema.safeParse({ url, protocols });
	if (socket.success) return ok(socket.data);
	const issue = socket.error.issues[0];
	const option = issue?.path[0] === "url" ? "--ws" : "--ws-protocol";
	return failed("bad-usage", `${option}: ${issue?.message}`, "monmux run --help lists the options.");
}

function readPolicy(parsed: Parsed): Result<Policy> {
	const chosen = (["hold", "auto", "mute"] as const).filter((policy) => parsed.flag(policy));
	if (chosen.length > 1)
		return failed(
			"bad-usage",
			`--${chosen[0]} and --${chosen[1]} exclude each other`,
			"Give one of --hold, --auto and --mute.",
		);
	return ok(chosen[0] ?? "hold");
}

function readCaps(parsed: Parsed): Result<Caps> {
	const values = allOf({
		burst: readFlag(parsed, "burst", wholeNumber),
		perSecond: readFlag(parsed, "rate", rate),
		overCap: readFlag(parsed, "over-cap", oneOf("mute", "hold", "kill")),
		maxEvents: readFlag(parsed, "max-events", wholeNumber),
		timeoutMs: readFlag(parsed, "timeout", duration),
		silenceMs: readFlag(parsed, "silence", duration),
	});
	return values.ok ? ok(capsSchema.parse(defined(values.value))) : values;
}

function defined(values: Record<string, unknown>): Record<string, unknown> {
	return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}
