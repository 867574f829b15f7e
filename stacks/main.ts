/**
 * The entry point of `cdktf synth`, `cdktf list` and `cdktf deploy`; cdktf says in `CDKTF_OUTDIR` where the stacks
 * are to be written. Takes the folder or file of the workspace; the current folder when none is given.
 *
 * @module
 */
import { compileConfig } from "../src/cli/pipeline.ts";
import { synthesize } from "../src/terraform/index.ts";

const { CDKTF_OUTDIR: outdir = "cdktf.out", SYNTH_HCL_OUTPUT: hcl } = process.env;
const { artifacts, diagnostics } = await compileConfig(process.argv[2] ?? ".");

for (const { code, hint, message, path, severity, source } of diagnostics) {
  const place = source === null ? "" : `${source.file}:${source.line}: `;
  process.stderr.write(`${place}${severity} ${code}: ${path}: ${message} ${hint}\n`);
}
if (hcl === "true") {
  process.stderr.write("The stacks are Terraform's JSON syntax: run cdktf without --hcl.\n");
  process.exitCode = 1;
} else if (artifacts === undefined) {
  process.exitCode = 1;
} else {
  synthesize(artifacts, outdir);
}
