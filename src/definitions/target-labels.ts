/** Labels that the scrape sets on every series of a service, whatever the service exposes. */
export const TARGET_LABELS: ReadonlySet<string> = new Set([
  "container",
  "endpoint",
  "environment",
  "instance",
  "job",
  "namespace",
  "pod",
  "service",
  "team",
]);
