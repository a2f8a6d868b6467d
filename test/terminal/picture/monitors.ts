/** A script that looks like what people watch, as a shell command. Each ends in waiting, so that the picture holds still. */
export type PicturedMonitor = { readonly options: readonly string[]; readonly script: string };

const green = "\\033[32m";
const red = "\\033[31m";
const dim = "\\033[2m";
const bold = "\\033[1m";
const off = "\\033[0m";

/** Four monitors at work: one that turns red, one that builds, one that failed, one that talks too much. */
export const monitors: Readonly<Record<string, PicturedMonitor>> = {
	tests: {
		options: ["--auto", "--match", "✗|Error|at src|failed"],
		script: [
			`printf '${bold} RUN ${off} v5.1.1 ~/shop\\n\\n'`,
			`printf ' ${green}✓${off} src/totals.test.ts ${dim}(18 tests) 41ms${off}\\n'`,
			`printf ' ${green}✓${off} src/stock.test.ts ${dim}(32 tests) 77ms${off}\\n'`,
			"sleep 1",
			`printf ' ${red}✗ src/checkout.test.ts > applies a voucher once${off}\\n'`,
			`printf '   ${red}AssertionError: expected 90, received 100${off}\\n'`,
			"printf '     at src/checkout.ts:42:17\\n\\n'",
			`printf '  Tests  ${red}1 failed${off} | ${green}211 passed${off} (212)\\n'`,
			"sleep 3600",
		].join("; "),
	},
	build: {
		options: [],
		script: [
			`printf '${dim}$${off} vite build --watch\\n'`,
			`printf '${green}✓${off} 214 modules transformed.\\n'`,
			"printf 'dist/assets/index-BX2k9.js   182.41 kB\\n'",
			"sleep 1",
			"printf 'WARNING: main.js: 1.2 MB\\n'",
			`printf '${green}built in 812 ms${off}\\n'`,
			"sleep 3600",
		].join("; "),
	},
	deploy: {
		options: ["--match", "Error|healthy"],
		script: [
			"printf 'pushing image shop:4f1c2\\n'",
			"printf 'waiting for the health check …\\n'",
			"sleep 1",
			"printf 'Error: health check failed after 30 s\\n' >&2",
			"exit 1",
		].join("; "),
	},
	logs: {
		options: ["--mute"],
		script: [
			"i=0",
			"while true; do i=$((i+1))",
			`printf 'GET /cart ${green}200${off} %dms\\n' $((9 + i % 5))`,
			`if [ $((i % 7)) = 0 ]; then printf 'POST /order ${red}502${off} 30011ms\\n'; fi`,
			"sleep 0.4; done",
		].join("; "),
	},
};
