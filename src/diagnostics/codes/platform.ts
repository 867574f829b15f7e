import { error } from "./info.ts";

/** Codes of where everything runs. */
export const platformCodes = {
  "storage-not-shared": error({
    title: "More than one Loki replica on a local file system",
    why: "Replicas of Loki read each other's chunks from a shared object store; on local disks each would know only its own.",
    wrong: 'loki({ replicas: 3, storage: { kind: "filesystem", size: "50Gi" } })',
    right: 'loki({ replicas: 3, storage: s3({ bucket: "logs", region: "eu-central-1", … }) })',
  }),
} as const;
