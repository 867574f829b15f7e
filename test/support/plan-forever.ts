import { offlinePlan } from "../../src/plan/index.ts";

// Plans with the program that the arguments name until a signal ends this process.
const [synthDir = "", terraform = ""] = process.argv.slice(2);
await offlinePlan({
  onProgress: ({ step }) => process.stdout.write(`${step}\n`),
  synthDir,
  terraform,
});
process.stdout.write("ended by itself\n");
