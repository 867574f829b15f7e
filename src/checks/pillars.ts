import { type Diagnostic, diagnostic } from "../diagnostics/index.ts";
import type { Check } from "./check.ts";

/** Logs and errors that a service declares have a place to go, and Loki's replicas share their storage. */
export const pillars: Check = ({ services, environments, platform }) => {
  const found: Diagnostic[] = [];
  for (const service of services) {
    for (const pillar of ["logs", "errors"] as const) {
      if (
        service.value[pillar] !== undefined &&
        platform !== undefined &&
        platform.value[pillar] === undefined
      ) {
        found.push(
          diagnostic("missing-key", {
            path: `platform.${pillar}`,
            source: service.at(pillar).source,
            message: `the service "${service.value.name}" declares ${pillar}, but the platform has no place for them`,
            hint:
              pillar === "logs"
                ? "Give definePlatform `logs: loki({ … })` or `logs: elk({ … })`."
                : "Give definePlatform `errors: { organization: … }`.",
          }),
        );
      }
    }
  }
  for (const environment of environments) {
    const { logs } = environment.value.settings;
    if (logs?.kind !== "loki") {
      continue;
    }
    if (logs.mode === "distributed" && logs.replicas < 3) {
      found.push(
        diagnostic("invalid-value", {
          ...environment.at("platform", "logs"),
          message: `Loki in distributed mode with ${logs.replicas} replicas in "${environment.value.name}"`,
          hint: "Ask for at least 3 replicas, which is how many keep a line, or use the monolithic mode.",
        }),
      );
    }
    const shared = logs.replicas > 1 || logs.mode === "distributed";
    if (shared && logs.storage.kind === "filesystem") {
      found.push(
        diagnostic("storage-not-shared", {
          ...environment.at("platform", "logs"),
          message: `${logs.replicas} replicas of Loki (${logs.mode}) on local volumes in "${environment.value.name}"`,
          hint: "Use `storage: s3({ … })`, or one replica.",
        }),
      );
    }
  }
  return found;
};
