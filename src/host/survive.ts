/** So many bugs within a minute mean that nothing can be relied on any more. */
const mostPerMinute = 20;

/**
 * Keeps the host, and with it every monitor, alive through a bug in one corner of it.
 * Each is written to the host's log and told; too many in a minute end the host in order.
 */
export function surviveBugs(tell: (text: string) => void, end: (reason: string) => void): void {
	let recent: number[] = [];
	const note = (error: unknown): void => {
		const now = Date.now();
		recent = [...recent.filter((time) => time > now - 60_000), now];
		console.error(new Date(now).toISOString(), error);
		if (recent.length >= mostPerMinute) end("too many internal errors; see host.log");
		else if (recent.length === 1) {
			tell(
				`Internal error: ${error instanceof Error ? error.message : String(error)}. The monitors go on; host.log has more.`,
			);
		}
	};
	process.on("uncaughtException", note);
	process.on("unhandledRejection", note);
}
