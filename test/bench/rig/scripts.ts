/** What a monitor runs: bash without a process for each line, so that the scripts cost little beside the program. */
const pause = (seconds: number) => `read -r -t ${seconds} -u $clock`;
const clock = "exec {clock}<> <(:)";

/** A coloured line of 79 bytes, so often a second. */
export function steadyLines(perSecond: number): string {
	const line = `printf '\\033[32m%s\\033[0m %06d GET /api/orders/%06d 200 in %3d ms, %5d bytes\\n'`;
	const values = `"worker" $n $((n * 7 % 999999)) $((n % 300)) $((n % 5000))`;
	return `${clock}; n=0; while :; do n=$((n + 1)); ${line} ${values}; ${pause(1 / perSecond)}; done`;
}

/** Lines `T<milliseconds since the epoch>.`, one each `everyMs`; endless, or `count` of them. */
export function stampedLines(everyMs: number, count = 0): string {
	const until = count === 0 ? ":" : `((n++ < ${count}))`;
	const body = `t=\${EPOCHREALTIME/./}; printf 'T%s.\\n' "\${t:0:13}"; ${pause(everyMs / 1000)}`;
	return `${clock}; n=0; while ${until}; do ${body}; done; ${pause(3)}`;
}

/** The times in lines of `stampedLines`, as milliseconds since the epoch. */
export function stampsIn(text: string): number[] {
	return [...text.matchAll(/T(\d{13})\./g)].map((match) => Number(match[1]));
}
