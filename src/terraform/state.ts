import { posix } from "node:path";
import type { BackendArtifact } from "../artifacts/index.ts";
import type { BackendSettings } from "./engine/backend.ts";

/** From a stack's folder, where Terraform runs, to the folder that holds `stacks`. */
const OUTPUT = "../..";

/** Where the state of a stack is kept. No two stacks share a place, since no two share a name. */
export function stateBackend(backend: BackendArtifact, stack: string): BackendSettings {
  switch (backend.kind) {
    case "local":
      return {
        kind: "local",
        settings: { path: localPath(backend.directory ?? "..", stack) },
      };
    case "s3":
      return {
        kind: "s3",
        settings: {
          bucket: backend.bucket,
          encrypt: true,
          key: `${folder(backend.prefix)}${stack}.tfstate`,
          region: backend.region,
          // Locks with a file beside the state; there is no table to make first.
          use_lockfile: true,
        },
      };
    case "gcs":
      return {
        kind: "gcs",
        settings: { bucket: backend.bucket, prefix: `${folder(backend.prefix)}${stack}` },
      };
  }
}

function localPath(directory: string, stack: string): string {
  const file = `terraform.${stack}.tfstate`;
  return posix.isAbsolute(directory) ? posix.join(directory, file) : posix.join(OUTPUT, directory, file);
}

function folder(prefix: string): string {
  return prefix === "" || prefix.endsWith("/") ? prefix : `${prefix}/`;
}
