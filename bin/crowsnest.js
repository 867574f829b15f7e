#!/usr/bin/env node
import { existsSync } from "node:fs";

const NEEDED = [20, 19];
const [major, minor] = process.versions.node.split(".").map(Number);
const main = new URL("../dist/cli/main.js", import.meta.url);

if (major < NEEDED[0] || (major === NEEDED[0] && minor < NEEDED[1])) {
  console.error(`crowsnest needs Node ${NEEDED.join(".")} or newer, and this is ${process.versions.node}.`);
  process.exitCode = 1;
} else if (!existsSync(main)) {
  console.error("crowsnest is not built: run `npm run build` first.");
  process.exitCode = 1;
} else {
  await import(main.href);
}
