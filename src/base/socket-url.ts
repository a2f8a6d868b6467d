/**
 * What is wrong with a URL to listen to, in words that go on after its name; undefined when nothing is.
 * The words never repeat the URL: it may hold a secret.
 */
export function socketUrlFault(url: string): string | undefined {
	if (url.length > longestUrl) return `is longer than ${longestUrl} characters`;
	if (!/^wss?:\/\//i.test(url)) return "is no ws: or wss: URL, such as ws://localhost:3000/events";
	if (/^\w+:\/\/[^/?#]*@/.test(url)) return "holds a user name or a password; leave them out";
	if (url.includes("#")) return "has a part after #, which no server gets to see; leave it out";
	const parts = shape.exec(url)?.groups;
	if (!parts) return "is no URL: it needs a host, and other than ASCII characters are written with % or as xn--";
	if (Number(parts.port ?? 0) > 65_535) return "names a port over 65535";
	return isDisguised(parts.host ?? "") ? "has an address that is not written as four numbers" : undefined;
}

/** The host of a URL that has no fault, without its port; undefined for any other text. */
export function socketHost(url: string): string | undefined {
	return shape.exec(url)?.groups?.host;
}

/** Characters of a URL at most: a card shows all of them. */
const longestUrl = 2048;

/** ASCII alone, and no escapes in the host: a person who reads it sees where it leads. */
const shape = /^wss?:\/\/(?<host>[a-z0-9._-]+|\[[0-9a-f:.]+\])(?::(?<port>\d{1,5}))?(?:[/?][!-~]*)?$/i;

const fourNumbers = /^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?!$)|$)){4}$/;

/** Whether a host is an IPv4 address in a form that hides it, such as `0x7f.1`: whatever ends in a number is one. */
function isDisguised(host: string): boolean {
	const last = host.split(".").findLast((part) => part !== "") ?? "";
	return /^(?:0x[0-9a-f]*|\d+)$/i.test(last) && !fourNumbers.test(host);
}
