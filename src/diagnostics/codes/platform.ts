import { error } from "./info.ts";

/** Codes of where everything runs. */
export const platformCodes = {
  "storage-not-shared": error({
    title: "More than one Loki replica on a local file system",
    why: "Replicas of Loki read each other's chunks from a shared object store; on local disks each would know only its own.",
    wrong: 'loki({ replicas: 3, storage: { kind: "filesystem", size: "50Gi" } })',
    right: 'loki({ replicas: 3, storage: s3({ bucket: "logs", region: "eu-central-1", … }) })',
  }),
  "prometheus-too-old": error({
    title: "Something that the platform's Prometheus does not know",
    why: "Prometheus refuses a rule file with a function that it does not have, and goes on with the old one; what it cannot scrape it leaves out in silence.",
    wrong: 'prometheus: { version: "3.13.3" } … promql("first_over_time(queue_depth[1h]) > 10")',
    right: 'prometheus: { version: "3.14.0" } … promql("first_over_time(queue_depth[1h]) > 10")',
  }),
} as const;
