import manifest from "../../../package.json" with { type: "json" };

/** The version of this program; host and clients must agree on it. */
export const version: string = manifest.version;
