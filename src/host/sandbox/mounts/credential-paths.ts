import { basename, dirname, join } from "node:path";
import type { Files } from "../files.ts";
import { globSource } from "../paths.ts";

/** Below the home: what holds keys, tokens, cookies or histories. A `*` stands for any part of one name. */
const credentialNames: readonly string[] = [
	...".ssh .gnupg .aws .azure .kube .docker .netrc .npmrc .yarnrc.yml .pypirc .git-credentials".split(" "),
	..."gcloud gh glab-cli hub op doctl git/credentials github-copilot configstore".split(" ").map((n) => `.config/${n}`),
	..."google-chrome chromium BraveSoftware".split(" ").map((name) => `.config/${name}`),
	...".cargo/credentials* .gem/credentials .m2/settings*.xml .gradle/gradle.properties".split(" "),
	...".terraform.d .terraformrc .vault-token .pgpass .my.cnf .boto .s3cfg .databrickscfg .snowsql".split(" "),
	...".fly .vercel .netlify .wrangler .claude .claude.json .codex .gemini .mozilla .thunderbird".split(" "),
	...".password-store .local/share/keyrings *_history".split(" "),
];

const patterns = credentialNames.map((name) => new RegExp(`^${globSource(name)}$`));

/** Real paths of the credentials that exist below a home. A link gives its target: that is what must be hidden. */
export function credentialPaths(home: string, files: Files): readonly string[] {
	const found = credentialNames.flatMap((name) => expand(home, name, files));
	return [...new Set(found.map((path) => files.realpath(path)).filter((path) => path !== undefined))];
}

/** True when a path relative to the home names a credential, or something inside one. */
export function isCredential(relative: string): boolean {
	const parts = relative.split("/");
	return parts.some((_, index) => patterns.some((pattern) => pattern.test(parts.slice(0, index + 1).join("/"))));
}

function expand(home: string, name: string, files: Files): readonly string[] {
	const path = join(home, name);
	if (!name.includes("*")) return files.kind(path) === undefined ? [] : [path];
	const pattern = new RegExp(`^${globSource(basename(name))}$`);
	const folder = dirname(path);
	return files
		.list(folder)
		.filter((entry) => pattern.test(entry))
		.map((entry) => join(folder, entry));
}
