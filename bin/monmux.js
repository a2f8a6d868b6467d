#!/usr/bin/env node
// Runs the built program. A Node that is too old for it hands over to the one that came with the packages.
import module from "node:module";

const cache = process.env.XDG_CACHE_HOME || (process.env.HOME && `${process.env.HOME}/.cache`);
if (cache) module.enableCompileCache?.(`${cache}/monmux`);
await import(Number.parseInt(process.versions.node, 10) < 24 ? "./old-node.js" : "../dist/main.js");
