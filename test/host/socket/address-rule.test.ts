import { once } from "node:events";
import { type AddressInfo, connect, createServer } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { lookupAllowed, refusal } from "../../../src/host/socket/address-rule.ts";

test.each([
	"169.254.0.1",
	"169.254.169.254",
	"169.254.255.255",
	"100.100.100.200",
	"168.63.129.16",
	"fe80::1",
	"fe80::1%eth0",
	"febf::1",
	"fd00:ec2::254",
	"fd00:0ec2:0:0::0254",
	"fd20:ce::254",
	"::ffff:169.254.169.254",
	"::ffff:a9fe:a9fe",
	"64:ff9b::a9fe:a9fe",
	"2002:a9fe:a9fe::1",
])("%s is refused", (address) => {
	expect(refusal(address, address)).toBe(
		`${address} is a link-local or cloud metadata address: monmux does not connect there`,
	);
});

test.each([
	"127.0.0.1",
	"::1",
	"0.0.0.0",
	"10.0.0.1",
	"172.16.0.1",
	"192.168.1.1",
	"169.253.255.255",
	"169.255.0.0",
	"100.100.100.201",
	"fd00:ec2::253",
	"fec0::1",
	"2001:db8::1",
	"93.184.216.34",
	"localhost",
])("%s is not", (address) => expect(refusal(address, address)).toBeUndefined());

test("a name is told with what it leads to", () => {
	expect(refusal("metadata.internal", "169.254.169.254")).toMatch(
		/^metadata\.internal is at 169\.254\.169\.254, which is/,
	);
});

test("a name is resolved for a connection as it would be without us", async () => {
	const server = createServer((socket) => void socket.end("hello"));
	server.listen(0);
	await once(server, "listening");
	onTestFinished(() => void server.close());
	const { port } = server.address() as AddressInfo;
	for (const autoSelectFamily of [true, false]) {
		const socket = connect({ host: "localhost", port, lookup: lookupAllowed, autoSelectFamily });
		const [chunk] = await once(socket, "data");
		expect(String(chunk)).toBe("hello");
	}
});

test("a name that nobody has fails as ever", async () => {
	const socket = connect({ host: "nobody.invalid", port: 9, lookup: lookupAllowed });
	const [error] = await new Promise<Error[]>((resolve) => socket.on("error", (one) => resolve([one])));
	expect(error?.message).toContain("nobody.invalid");
});
