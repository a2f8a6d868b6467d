import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** What an agent needs to work against a model on this machine and nothing else. */
export type Recipe = {
	/** The package with its pinned version, and the name of its program. */
	readonly pin: string;
	readonly program: string;
	/** Files below its home, by path. */
	readonly files?: (home: string, url: string) => Readonly<Record<string, string>>;
	readonly env: (home: string, url: string) => Readonly<Record<string, string>>;
};

/** One recipe for each agent that can be tried without an account, by the agent's id. */
export const recipes: Readonly<Record<string, Recipe>> = {
	kimi: {
		pin: "@moonshot-ai/kimi-code@2.1.0",
		program: "kimi",
		env: (home, url) => ({
			KIMI_CODE_HOME: join(home, ".kimi"),
			KIMI_CODE_NO_AUTO_UPDATE: "1",
			KIMI_DISABLE_TELEMETRY: "1",
			KIMI_MODEL_PROVIDER_TYPE: "openai",
			KIMI_MODEL_NAME: "m",
			KIMI_MODEL_API_KEY: "x",
			KIMI_MODEL_BASE_URL: `${url}/v1`,
			KIMI_MODEL_MAX_CONTEXT_SIZE: "100000",
		}),
	},
	claude: {
		pin: "@agentclientprotocol/claude-agent-acp@0.100.0",
		program: "claude-agent-acp",
		env: (home, url) => ({
			ANTHROPIC_BASE_URL: url,
			ANTHROPIC_API_KEY: "fake",
			CLAUDE_CONFIG_DIR: join(home, ".claude"),
			CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: "1",
			DISABLE_AUTOUPDATER: "1",
		}),
	},
	codex: {
		pin: "@agentclientprotocol/codex-acp@2.6.0",
		program: "codex-acp",
		files: (_, url) => ({
			".codex/config.toml": [
				'model = "fake-model"',
				'model_provider = "fake"',
				"[model_providers.fake]",
				'name = "fake"',
				`base_url = "${url}/v1"`,
				'wire_api = "responses"',
				'env_key = "FAKE_KEY"',
				"requires_openai_auth = false",
				"supports_websockets = false",
				"[analytics]",
				"enabled = false",
			].join("\n"),
		}),
		env: (home) => ({ CODEX_HOME: join(home, ".codex"), FAKE_KEY: "x", NO_BROWSER: "1", MODEL_PROVIDER: "fake" }),
	},
	opencode: {
		pin: "opencode-ai@1.18.33",
		program: "opencode",
		env: (_, url) => ({
			OPENCODE_DISABLE_AUTOUPDATE: "1",
			OPENCODE_DISABLE_MODELS_FETCH: "1",
			OPENCODE_CONFIG_CONTENT: JSON.stringify({
				...{ model: "fake/m", small_model: "fake/m", autoupdate: false, share: "disabled", permission: { "*": "ask" } },
				provider: {
					fake: {
						npm: "@ai-sdk/openai-compatible",
						options: { baseURL: `${url}/v1`, apiKey: "x" },
						models: { m: { tool_call: true, limit: { context: 100_000, output: 4000 } } },
					},
				},
			}),
		}),
	},
	gemini: {
		pin: "@google/gemini-cli@0.61.0",
		program: "gemini",
		files: () => ({
			".gemini/settings.json": JSON.stringify({
				general: { enableAutoUpdate: false },
				privacy: { usageStatisticsEnabled: false },
				security: { auth: { selectedType: "gemini-api-key" } },
			}),
		}),
		env: (_, url) => ({ GEMINI_API_KEY: "x", GOOGLE_GEMINI_BASE_URL: url, GEMINI_CLI_TRUST_WORKSPACE: "true" }),
	},
	copilot: {
		pin: "@github/copilot@1.0.102",
		program: "copilot",
		env: (home, url) => ({
			COPILOT_OFFLINE: "true",
			COPILOT_PROVIDER_BASE_URL: `${url}/v1`,
			COPILOT_PROVIDER_TYPE: "openai",
			COPILOT_PROVIDER_API_KEY: "x",
			COPILOT_MODEL: "fake-model",
			COPILOT_HOME: join(home, ".copilot"),
		}),
	},
	goose: {
		pin: "@aaif/goose-binary-linux-x64@1.52.0",
		program: "goose-binary-linux-x64",
		env: (_, url) => ({
			...{ GOOSE_PROVIDER: "openai", GOOSE_MODEL: "m", OPENAI_API_KEY: "x", OPENAI_HOST: url },
			...{ GOOSE_DISABLE_KEYRING: "1", GOOSE_MODE: "approve", GOOSE_TELEMETRY_ENABLED: "false" },
		}),
	},
	qwen: {
		pin: "@qwen-code/qwen-code@0.24.4",
		program: "qwen",
		files: () => ({
			".qwen/settings.json": JSON.stringify({
				general: { enableAutoUpdate: false },
				privacy: { usageStatisticsEnabled: false },
				security: { auth: { selectedType: "openai" } },
				tools: { toolSearch: { enabled: false }, approvalMode: "default" },
			}),
		}),
		env: (_, url) => ({ OPENAI_API_KEY: "x", OPENAI_BASE_URL: `${url}/v1`, OPENAI_MODEL: "m" }),
	},
};

/** Fills an empty home for an agent and returns its whole environment. Everything but loopback goes to a closed port. */
export function prepareHome(recipe: Recipe, home: string, url: string): Record<string, string> {
	for (const [path, text] of Object.entries(recipe.files?.(home, url) ?? {})) {
		mkdirSync(dirname(join(home, path)), { recursive: true });
		writeFileSync(join(home, path), text);
	}
	mkdirSync(join(home, "tmp"), { recursive: true });
	const nowhere = "http://127.0.0.1:9";
	return {
		...{ PATH: process.env.PATH ?? "", HOME: home, TERM: "dumb", LANG: "C.UTF-8", TMPDIR: join(home, "tmp") },
		...{ NO_PROXY: "127.0.0.1,localhost", no_proxy: "127.0.0.1,localhost" },
		...{ HTTP_PROXY: nowhere, HTTPS_PROXY: nowhere, http_proxy: nowhere, https_proxy: nowhere },
		...{ XDG_CONFIG_HOME: join(home, ".config"), XDG_DATA_HOME: join(home, ".local/share") },
		...{ XDG_CACHE_HOME: join(home, ".cache"), XDG_STATE_HOME: join(home, ".local/state") },
		...recipe.env(home, url),
	};
}
