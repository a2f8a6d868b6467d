/** The agent that is a model behind a chat endpoint, on this machine unless the person says otherwise. It is no program. */
export const modelServer = {
	/** Short and stable: what people type. */
	id: "direct",
	name: "Model server (Ollama, LM Studio, llama.cpp, vLLM)",
	/** How to get one. */
	install: "ollama serve",
} as const;
