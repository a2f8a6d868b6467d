import { failed, ok, type Result } from "../../../../model/failure.ts";

/** Which model the person wants, and where. */
export type Wish = { readonly url?: string; readonly model?: string };

/** Whether a command line is the address of a model server and no program. */
export function isServerAddress(command: string): boolean {
	return /^https?:\/\//i.test(command.trim());
}

/** Reads `URL`, `MODEL` or `URL MODEL`; nothing at all is a wish for whatever is there. */
export function readWish(text: string | undefined): Result<Wish> {
	const words = (text ?? "").split(/\s+/).filter(Boolean);
	const address = words[0] !== undefined && isServerAddress(words[0]) ? words[0] : undefined;
	const [model, ...more] = address === undefined ? words : words.slice(1);
	if (more.length > 0) return failed("bad-usage", `"${text?.trim()}" is more than an address and a model`, usage);
	const named = model === undefined ? {} : { model };
	if (address === undefined) return ok(named);
	const url = readUrl(address);
	return url.ok ? ok({ url: url.value, ...named }) : url;
}

/** Whether what is sent to a URL stays on this machine, as far as its address tells. */
export function isLoopback(url: string): boolean {
	const { hostname } = new URL(url);
	return hostname === "localhost" || hostname === "[::1]" || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}

function readUrl(address: string): Result<string> {
	if (!URL.canParse(address)) return failed("bad-usage", `"${address}" is not a URL`, usage);
	const url = new URL(address);
	if (url.username !== "" || url.password !== "")
		return failed("bad-usage", "a URL with a password in it is kept and shown in too many places", keyUsage);
	const path = url.pathname.replace(/\/+$/, "");
	return ok(`${url.origin}${path === "" ? "/v1" : path}`);
}

const usage = "Write it as 'http://127.0.0.1:11434/v1 MODEL'.";
const keyUsage = "Put the key into the variable MONMUX_DIRECT_KEY.";
