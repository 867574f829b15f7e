import { accessSync, constants, statSync } from "node:fs";
import { delimiter, isAbsolute, join, resolve } from "node:path";

/** Where a Terraform program was found, or why there is none. */
export type FoundTerraform =
  | { readonly found: true; readonly path: string }
  | { readonly found: false; readonly reason: string; readonly hint: string };

const HINT =
  "Install Terraform 1.11 or newer (https://developer.hashicorp.com/terraform/install) or OpenTofu 1.11 or newer " +
  "(https://opentofu.org/docs/intro/install) and put it on PATH, or set CROWSNEST_TERRAFORM to the path of one.";

/**
 * Finds the program that plans: the one that `CROWSNEST_TERRAFORM` names, or cdktf's `TERRAFORM_BINARY_NAME`, or
 * `terraform` or `tofu` on PATH. A variable that names nothing is an answer too: no other program takes its place.
 */
export function findTerraform(env: NodeJS.ProcessEnv = process.env): FoundTerraform {
  for (const variable of ["CROWSNEST_TERRAFORM", "TERRAFORM_BINARY_NAME"]) {
    const named = env[variable];
    if (named === undefined || named === "") continue;
    const path = locate(named, env);
    if (path !== undefined) return { found: true, path };
    return { found: false, reason: `${variable} names ${named}, and no such program can be run`, hint: HINT };
  }
  const path = locate("terraform", env) ?? locate("tofu", env);
  if (path !== undefined) return { found: true, path };
  return { found: false, reason: "there is no terraform and no tofu on PATH", hint: HINT };
}

function locate(program: string, env: NodeJS.ProcessEnv): string | undefined {
  if (isAbsolute(program) || /[\\/]/.test(program)) {
    const path = resolve(program);
    return isProgram(path) ? path : undefined;
  }
  const endings = process.platform === "win32" ? [".exe", ".cmd", ".bat"] : [""];
  return (env.PATH ?? "")
    .split(delimiter)
    .filter((folder) => folder !== "")
    .flatMap((folder) => endings.map((ending) => join(folder, `${program}${ending}`)))
    .find(isProgram);
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
