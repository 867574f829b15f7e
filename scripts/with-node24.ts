import { spawn } from "node:child_process";
import { statSync } from "node:fs";
import { constants } from "node:os";
import { delimiter, dirname } from "node:path";
import { ensureTool } from "./tools/ensure.ts";
import { logToStderr } from "./tools/progress.ts";

const args = process.argv.slice(2);
const [first] = args;
if (first === undefined) {
  logToStderr("Usage: npm run node24 -- <script or command> [arguments]");
  process.exit(1);
}

const node = await ensureTool("node24");
logToStderr(`Node ${node.version} (${node.origin})`);
// Programs that start Node by name (npm, npx, a #! line) get the same Node.
const env = { ...process.env, PATH: `${dirname(node.path)}${delimiter}${process.env.PATH ?? ""}` };
const isForNode = first.startsWith("-") || statSync(first, { throwIfNoEntry: false })?.isFile() === true;
const [program, rest] = isForNode ? [node.path, args] : [first, args.slice(1)];
const child = spawn(program, rest, { stdio: "inherit", env });
for (const signal of ["SIGTERM", "SIGHUP"] as const) process.on(signal, () => child.kill(signal));
// The terminal sends an interrupt to the child as well; its exit is what counts.
process.on("SIGINT", () => {});
child.on("error", (error) => {
  logToStderr(`${program}: ${error.message}`);
  process.exit(127);
});
child.on("exit", (code, signal) => {
  process.exit(code ?? 128 + (signal === null ? 0 : constants.signals[signal]));
});
