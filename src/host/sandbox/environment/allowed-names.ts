/**
 * What a script gets from the host without being asked for.
 * Sizes, terminal names and private directories are not here: they describe another terminal, or are set afresh.
 */
export const allowedNames: ReadonlySet<string> = new Set(
	(
		"USER LOGNAME LANG LANGUAGE TZ NO_COLOR FORCE_COLOR CI SSL_CERT_FILE SSL_CERT_DIR NODE_EXTRA_CA_CERTS " +
		"REQUESTS_CA_BUNDLE CURL_CA_BUNDLE GIT_SSL_CAINFO SOURCE_DATE_EPOCH TRACESTATE"
	).split(" "),
);

/** Families that are allowed as a whole. */
export const allowedPrefixes: readonly string[] = ["LC_"];

/** Variables that name a file of certificates; useless, and a source of errors, when the sandbox hides the file. */
export const certificateNames: ReadonlySet<string> = new Set(
	"SSL_CERT_FILE SSL_CERT_DIR NODE_EXTRA_CA_CERTS REQUESTS_CA_BUNDLE CURL_CA_BUNDLE GIT_SSL_CAINFO".split(" "),
);

/**
 * Variables that act on the shell, the loader or bwrap itself.
 * When a person passes one on, it is set inside only.
 */
export const launcherNames =
	/^(LD_.*|GLIBC_TUNABLES|GCONV_PATH|LOCPATH|NLSPATH|BASH_ENV|ENV|SHELLOPTS|BASHOPTS|PS4|PROMPT_COMMAND|BASH_FUNC_.*|IFS|CDPATH|PATH)$/;
