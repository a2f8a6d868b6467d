#!/usr/bin/env node
// Prepares a fresh checkout before `npm start` and `npm test`: sandbox, packages, Node 24, build.
// Plain JavaScript without dependencies, because it runs before anything is installed, under Node 20 or newer.
import { fileURLToPath } from "node:url";
import { bubblewrap } from "./setup/bubblewrap.js";
import { build } from "./setup/build.js";
import { packages } from "./setup/packages.js";
import { prepare } from "./setup/prepare.js";
import { runtime } from "./setup/runtime.js";

const root = fileURLToPath(new URL("..", import.meta.url));
process.exitCode = await prepare({ root, env: process.env }, [bubblewrap, packages, runtime, build]);
