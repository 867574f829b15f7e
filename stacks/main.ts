/**
 * The entry point of `cdktf synth`, `cdktf list` and `cdktf deploy`: `crowsnest synth` into the folder that cdktf
 * names in `CDKTF_OUTDIR`. Takes the folder or file of the workspace; the current folder when none is given.
 *
 * @module
 */
import { runCli } from "../src/cli/run.ts";
import { processTerminal } from "../src/cli/terminal.ts";

const { CDKTF_OUTDIR: outdir = "cdktf.out", SYNTH_HCL_OUTPUT: hcl } = process.env;
const [config = "."] = process.argv.slice(2);
const terminal = processTerminal();

if (hcl === "true") {
  terminal.note("Crowsnest's stacks are in Terraform's JSON syntax: run cdktf without --hcl.\n");
  process.exitCode = 1;
} else {
  process.exitCode = await runCli(["synth", "--config", config, "--out", outdir], terminal);
}
