import { readFileSync, writeFileSync } from "node:fs";
import { withKeyTable } from "../../../src/tui/keys/key-table-markdown.ts";

// Brings the key table of the README up to date: node test/tui/keys/write-readme.ts
writeFileSync("README.md", withKeyTable(readFileSync("README.md", "utf8")));
