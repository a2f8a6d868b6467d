const green = "\\033[32m";
const red = "\\033[31m";
const dim = "\\033[2m";
const bold = "\\033[1m";
const off = "\\033[0m";

/** Prints lines as a shell script does, colours included. */
const print = (...lines: readonly string[]): string => lines.map((line) => `printf '${line}\\n'`).join("\n");

/** A program of the project: it looks like what it is called after, and needs nothing from anywhere. */
const program = (...parts: readonly string[]): string => ["#!/bin/bash", ...parts, "sleep 3600", ""].join("\n");

/** The suite in watch mode: green, and red as soon as the checkout was changed. */
const vitest = program(
	print(`${bold}${green} RUN ${off} v5.1.1 ~/shop`, ""),
	print(` ${green}✓${off} src/totals.test.ts ${dim}(18 tests) 41ms${off}`),
	print(` ${green}✓${off} src/checkout.test.ts ${dim}(14 tests) 36ms${off}`),
	print("", `  Tests  ${green}212 passed${off} (212)`, `  ${dim}waiting for changes${off}`),
	"until [ src/checkout.ts -nt src/totals.ts ]; do sleep 0.1; done",
	print("", `${bold} RERUN ${off} src/checkout.ts`, ""),
	print(` ${red}✗ src/checkout.test.ts > applies a voucher once${off}`),
	print(`   ${red}AssertionError: expected 80 to be 90${off}`, "   at src/checkout.ts:9:14"),
	print("", `  Tests  ${red}1 failed${off} | ${green}211 passed${off} (212)`),
);

const vite = program(
	print(`${green}✓${off} 214 modules transformed.`, `dist/index.html           0.46 kB`),
	"sleep 0.4",
	print(`dist/assets/index.js    182.41 kB`, "warning: a chunk exceeds 500 kB"),
	print(`${green}built in 812 ms${off}`),
);

const server = program(
	print("listening on http://localhost:5173"),
	...["GET /cart", "GET /cart", "POST /voucher", "GET /cart", "GET /stock"].map(
		(request, index) => `sleep 0.2\nprintf '${request} ${green}200${off} ${9 + ((index * 5) % 7)}ms\\n'`,
	),
	`printf 'POST /orders ${red}502${off} 30011ms\\n'`,
	...["GET /cart", "GET /stock"].map((request) => `sleep 0.2\nprintf '${request} ${green}200${off} 10ms\\n'`),
);

/** The project that the picture is taken in; its programs are stand-ins. */
export const shop: Readonly<Record<string, string>> = {
	"package.json": JSON.stringify({
		name: "shop",
		version: "1.4.0",
		type: "module",
		scripts: { test: "vitest", build: "vite build", dev: "server", e2e: "playwright test" },
	}),
	// A half-drawn bar would stay in the pane.
	".npmrc": "progress=false\n",
	"node_modules/.bin/vitest": vitest,
	"node_modules/.bin/vite": vite,
	"node_modules/.bin/server": server,
	"src/checkout.ts": "",
	"src/totals.ts": "",
};

/** The change that a person makes, with a fault in line 9. */
export const change = `import type { Cart, Order, Voucher } from "./cart.ts";

export function total(cart: Cart, voucher?: Voucher): number {
	const sum = cart.items.reduce((all, item) => all + item.price, 0);
	return sum - (voucher?.amount ?? 0);
}

export function checkout(cart: Cart, voucher?: Voucher): Order {
	const due = total(cart, voucher) - (voucher?.amount ?? 0);
	return { cart, due };
}
`;
