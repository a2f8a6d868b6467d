import { lookup } from "node:dns";
import { BlockList, isIP, type LookupFunction } from "node:net";

/**
 * Where nobody listens on purpose: addresses of this very link, and those at which clouds tell a machine its secrets.
 * An IPv4 address counts in its IPv6 forms as well.
 */
const refused = new BlockList();
refused.addSubnet("169.254.0.0", 16, "ipv4");
refused.addSubnet("fe80::", 10, "ipv6");
for (const address of ["100.100.100.200", "168.63.129.16"]) refused.addAddress(address, "ipv4");
for (const address of ["fd00:ec2::254", "fd20:ce::254"]) refused.addAddress(address, "ipv6");
for (const [prefix, bits] of [
	["64:ff9b::a9fe:0", 112],
	["2002:a9fe::", 32],
] as const) {
	refused.addSubnet(prefix, bits, "ipv6");
}

/** Why there is no connection to an address, or undefined when it may be. `host` is what was asked for. */
export function refusal(host: string, address: string): string | undefined {
	const plain = address.replace(/%.*$/, "");
	const family = isIP(plain);
	if (family === 0 || !refused.check(plain, family === 4 ? "ipv4" : "ipv6")) return undefined;
	const where = host === address ? host : `${host} is at ${address}, which`;
	return `${where} is a link-local or cloud metadata address: monmux does not connect there`;
}

/**
 * Resolves a name for a connection, and fails when one of its addresses is refused.
 * It is the only look-up that the connection makes, so a name cannot lead elsewhere a moment later.
 */
export const lookupAllowed: LookupFunction = (host, options, callback) => {
	lookup(host, { ...options, all: true }, (error, addresses) => {
		if (error) return callback(error, []);
		const reason = addresses.map(({ address }) => refusal(host, address)).find((words) => words !== undefined);
		if (reason !== undefined) return callback(new Error(reason), []);
		if (options.all) return callback(null, addresses);
		callback(null, addresses[0]?.address ?? "", addresses[0]?.family);
	});
};
