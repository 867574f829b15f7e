import type { KubernetesObject } from "../../artifacts/index.ts";
import {
  defaultScrapeTimeout,
  identityLabels,
  kubernetesName,
  objectLabels,
  type ResolvedEnvironment,
  type ResolvedService,
} from "../../workspace/index.ts";
import { blackboxAddress } from "../platform/blackbox.ts";
import { PROBE } from "../slos/sli/probe.ts";

/** How Prometheus has the addresses asked that a service's SLOs are about: one `Probe` for each. */
export function probeObjects(
  environment: ResolvedEnvironment,
  service: ResolvedService,
): readonly KubernetesObject[] {
  return service.slos.flatMap(({ name, sli }) =>
    sli.kind === "probe"
      ? [
          {
            apiVersion: "monitoring.coreos.com/v1",
            kind: "Probe",
            metadata: {
              labels: objectLabels(environment.name, service.team),
              name: kubernetesName(environment.name, service.name, name),
              namespace: environment.platform.namespaces.monitoring,
            },
            spec: {
              interval: sli.interval,
              jobName: `${service.name}/${name}`,
              module: sli.module,
              prober: { url: blackboxAddress(environment.platform) },
              scrapeTimeout: defaultScrapeTimeout(sli.interval),
              targets: {
                staticConfig: {
                  labels: sorted({ ...identityLabels(service), [PROBE]: name }),
                  static: [sli.url],
                },
              },
            },
          },
        ]
      : [],
  );
}

function sorted(labels: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1)));
}
