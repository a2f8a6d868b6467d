import type { MonitorSpec } from "../../model/monitor.ts";

/** Node and our program that listens, as absolute paths. */
export type Listener = { readonly node: string; readonly program: string };

/**
 * A monitor that listens, as one that runs our program for it: of Node and of us it sees these two files alone.
 * A monitor with a command stays as it is.
 */
export function asCommand(spec: MonitorSpec, { node, program }: Listener): MonitorSpec {
	const { socket, ...rest } = spec;
	if (socket === undefined) return spec;
	return {
		...rest,
		// Who runs a server of their own may have its authority in the system, as other programs know it.
		command: [node, "--use-system-ca", program, socket.url, ...socket.protocols],
		sandbox: { ...spec.sandbox, read: [...spec.sandbox.read, node, program] },
	};
}
