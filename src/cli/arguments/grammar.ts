/** How one flag is written. `number` and `duration` are texts that are checked when they are read. */
export type Flag = {
	readonly type: "boolean" | "text";
	readonly help: string;
	/** Stands for the value in the help. */
	readonly value?: string;
	readonly short?: string;
	readonly many?: boolean;
};

/** How one subcommand is written. */
export type Subcommand = {
	readonly usage: string;
	readonly help: string;
	readonly flags: Readonly<Record<string, Flag>>;
	/** How many words it takes; `maybe` is none or one, `command` takes everything after `--`. */
	readonly words: "none" | "maybe" | "one" | "some" | "command";
	/** A flag that takes the place of the command. */
	readonly instead?: string;
};

const json: Flag = { type: "boolean", help: "one JSON object a line" };

const openFlags = {
	agent: { type: "text", value: "ID", help: "the agent of a new session; playbook needs no account" },
	"agent-command": { type: "text", value: "CMD", help: "any agent that speaks ACP, by its command line" },
	headless: { type: "boolean", help: "start the session without drawing, for scripts" },
	plain: {
		type: "boolean",
		help: "flat text instead of a screen, for screen readers; lines are typed instead of keys",
	},
	json,
	"max-turns-in-row": { type: "text", value: "N", help: "turns that monitors may begin in a row (20; 0: no bound)" },
	"max-turns-per-hour": {
		type: "text",
		value: "N",
		help: "turns that monitors may begin in an hour (120; 0: no bound)",
	},
	"idle-timeout": {
		type: "text",
		value: "D",
		help: "end when nothing runs and nobody is attached for so long (10m; 0: never)",
	},
	"no-sandbox": { type: "boolean", help: "run monitors without a sandbox; each bears a badge" },
} as const satisfies Record<string, Flag>;

const runFlags = {
	ws: { type: "text", value: "URL", help: "listen to a WebSocket instead: each text frame is an event" },
	"ws-protocol": { type: "text", value: "P", many: true, help: "a sub-protocol that it may speak" },
	name: { type: "text", value: "NAME", help: "what the monitor is called; else the program's or the host's name" },
	hold: { type: "boolean", help: "its events wait for you (default)" },
	auto: { type: "boolean", help: "its events go to the agent by themselves" },
	mute: { type: "boolean", help: "its events are shown and nothing more" },
	urgent: { type: "boolean", help: "its forwarded events enter a running turn, of an agent that takes them there" },
	match: { type: "text", value: "RE", help: "only lines that hold this RE2 pattern become events" },
	exclude: { type: "text", value: "RE", help: "lines that hold this RE2 pattern do not" },
	events: { type: "text", value: "STREAMS", help: "stdout (default), stderr or both" },
	timeout: { type: "text", value: "D", help: "end it after so long" },
	silence: { type: "text", value: "D", help: "an event when nothing came for so long" },
	"max-events": { type: "text", value: "N", help: "end it after so many events" },
	rate: { type: "text", value: "N/s", help: "events a second beyond the burst (1/s; 0: no cap)" },
	burst: { type: "text", value: "N", help: "events at once (30; 0: no cap)" },
	"over-cap": { type: "text", value: "ACT", help: "mute (default), hold or kill after 60 s over the rate" },
	net: { type: "text", value: "on|off", help: "the network (off)" },
	"read-only": { type: "boolean", help: "the working directory cannot be written" },
	read: { type: "text", value: "PATH", many: true, help: "one more path it may read" },
	write: { type: "text", value: "PATH", many: true, help: "one more path it may write" },
	env: { type: "text", value: "NAME[=V]", many: true, help: "one more variable it gets" },
	"no-sandbox": { type: "boolean", help: "run it without a sandbox; it bears a badge" },
	cwd: { type: "text", value: "DIR", help: "its working directory" },
	wait: {
		type: "boolean",
		help: "stay until it ends; exit with its code, 128+n for a signal, 125 for a failure of ours",
	},
	json,
} as const satisfies Record<string, Flag>;

const follow: Flag = { type: "boolean", short: "f", help: "go on with what comes" };
const agent: Flag = { type: "text", value: "NAME", help: "one of several agents; else the one that leads" };
const act = (usage: string, help: string, flags: Record<string, Flag> = {}): Subcommand => ({
	usage,
	help,
	flags,
	words: "some",
});

/** The whole command line as data: parsing, help and README come from it. The empty name is `monmux` alone. */
export const grammar: Readonly<Record<string, Subcommand>> = {
	"": {
		usage: "monmux [options]",
		help: "open this directory's session: start it, or attach",
		flags: openFlags,
		words: "none",
	},
	run: {
		usage: "monmux run [options] -- CMD | --ws URL",
		help: "start a monitor here",
		flags: runFlags,
		words: "command",
		instead: "ws",
	},
	attach: {
		usage: "monmux attach [--watch] [--plain]",
		help: "another view of the session",
		flags: { watch: { type: "boolean", help: "look, no keys" }, plain: openFlags.plain, json },
		words: "none",
	},
	ls: {
		usage: "monmux ls [--json]",
		help: "the monitors, and what waits for an answer",
		flags: { json },
		words: "none",
	},
	events: {
		usage: "monmux events [-f] [--json]",
		help: "the events and their verdicts",
		flags: { follow, json },
		words: "none",
	},
	transcript: {
		usage: "monmux transcript [--agent NAME] [-f] [--json]",
		help: "the conversation",
		flags: { follow, json, agent },
		words: "none",
	},
	logs: {
		usage: "monmux logs NAME [-f] [--json]",
		help: "a monitor's output, errors included",
		flags: { follow, json, lines: { type: "text", short: "n", value: "N", help: "the last N lines (1000)" } },
		words: "one",
	},
	forward: act("monmux forward ID…", "send events to the agent"),
	drop: act("monmux drop ID…", "let go of events"),
	mute: act("monmux mute NAME…", "show the monitors' events and nothing more"),
	unmute: act("monmux unmute NAME…", "back to the policy before the mute"),
	auto: act("monmux auto NAME…", "forward the monitors' events by themselves"),
	hold: act("monmux hold NAME…", "let the monitors' events wait for you"),
	kill: act("monmux kill [--now] NAME…", "end monitors: TERM, after 2 s the whole sandbox", {
		now: { type: "boolean", help: "the whole sandbox at once" },
	}),
	restart: act("monmux restart NAME…", "run monitors again"),
	clear: act("monmux clear NAME…", "take ended monitors and their held events away"),
	approve: {
		usage: "monmux approve ID [--forward] [--always]",
		help: "grant a request",
		flags: {
			forward: { type: "boolean", help: "forward its events" },
			always: { type: "boolean", help: "and remember it" },
		},
		words: "one",
	},
	deny: { usage: "monmux deny ID", help: "refuse a request", flags: {}, words: "one" },
	send: act("monmux send [--agent NAME] TEXT", "say something to the agent", { agent }),
	agents: {
		usage: "monmux agents [--json]",
		help: "the agents of the session",
		flags: { json },
		words: "none",
	},
	login: {
		usage: "monmux login [--agent NAME] [WAY] [--json]",
		help: "the ways to log in to the agent, or do it by one",
		flags: { agent, json },
		words: "maybe",
	},
	route: act("monmux route NAME AGENT…", "the agents that get a monitor's events"),
	stop: { usage: "monmux stop", help: "end the session: every monitor, the agent, the host", flags: {}, words: "none" },
	export: { usage: "monmux export", help: "the session's history as JSON lines", flags: {}, words: "none" },
	replay: {
		usage: "monmux replay FILE [--json]",
		help: "fold such a history and print its ls and events",
		flags: { json },
		words: "one",
	},
	doctor: {
		usage: "monmux doctor [--json]",
		help: "what works here and what does not, each with the remedy",
		flags: { json },
		words: "none",
	},
};
