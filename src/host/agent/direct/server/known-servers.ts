/** A program that serves models on this machine, by the port where it listens unless told. */
export type KnownServer = {
	readonly name: string;
	readonly port: number;
	/** How a person starts it, with tools switched on. */
	readonly start: string;
};

/** In the order in which they are preferred when several answer. */
export const knownServers: readonly KnownServer[] = [
	{ name: "Ollama", port: 11434, start: "ollama serve, and once: ollama pull qwen3" },
	{ name: "LM Studio", port: 1234, start: "lms server start, and once: lms get qwen3" },
	{ name: "llama.cpp", port: 8080, start: "llama-server --jinja -m MODEL.gguf" },
	{ name: "vLLM", port: 8000, start: "vllm serve MODEL --enable-auto-tool-choice --tool-call-parser hermes" },
];

/** Where a server of this machine is asked. */
export function urlOf({ port }: KnownServer): string {
	return `http://127.0.0.1:${port}/v1`;
}

/** How the server behind a URL is started, as far as its port tells; all ways when it does not. */
export function howToStart(servers: readonly KnownServer[], url?: string): string {
	const port = url === undefined ? undefined : Number(new URL(url).port);
	const likely = servers.filter((server) => server.port === port);
	return (likely.length > 0 ? likely : servers).map(({ name, start }) => `${name}: ${start}`).join("\n");
}
