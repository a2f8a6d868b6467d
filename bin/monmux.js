#!/usr/bin/env node
// Runs the built program. A Node that is too old for it hands over to the one that came with the packages.
import { existsSync } from "node:fs";
import module from "node:module";

const cache = `${process.env.XDG_CACHE_HOME || `${process.env.HOME}/.cache`}/monmux`;
// Whoever starts a host makes it: Node's own way of making it never comes back from a place such as /proc.
if (existsSync(cache)) module.enableCompileCache?.(cache);
await import(Number.parseInt(process.versions.node, 10) < 24 ? "./old-node.js" : "../dist/main.js");
