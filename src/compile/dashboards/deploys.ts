import type { Metric } from "../../definitions/index.ts";
import { aggregate, combine, selector } from "../../query/promql/index.ts";
import { releaseIssuesAddress } from "./addresses.ts";
import type { ServiceContext } from "./context.ts";
import type { Annotation } from "./model.ts";
import { printQuery } from "./query.ts";

/** Labels by which services say what they run, the most telling first. */
const VERSION_LABELS = ["version", "app_version", "service_version", "revision", "commit"];
/** How far back a version must be unknown to be new: longer than a rolling update of the first pods takes to be scraped. */
const BEFORE = "5m";

/**
 * Marks the moment a version was first seen. It comes from an info metric that names versions; a service that has
 * none gets no marks, for a restart is not a deploy.
 */
export function deployAnnotations({
  environment,
  service,
  identity,
  rawStep,
}: ServiceContext): readonly Annotation[] {
  const first = versionsOf(service);
  if (first === undefined) {
    return [];
  }
  const by = { by: [first.label] };
  const versions = selector(first.metric.name, identity);
  const now = aggregate("count", versions, by);
  const before = aggregate("count", { ...versions, offset: BEFORE }, by);
  // Without any series before, the service was not new but unseen.
  const seen = aggregate("count", { ...versions, offset: BEFORE });
  const issues = releaseIssuesAddress(environment, service, `{{${first.label}}}`);
  return [
    {
      name: "Deploys",
      expr: printQuery(
        combine(combine(now, "unless", before, { on: [first.label] }), "and", seen, { on: [] }),
      ),
      minStep: rawStep,
      title: `Version {{${first.label}}}`,
      // Grafana shows HTML there, and cleans it.
      text: `First seen in ${first.metric.name}${issues === undefined ? "" : `. <a href="${issues.replaceAll("&", "&amp;")}">Errors of this release</a>`}`,
      tagLabels: [],
      level: "notice",
    },
  ];
}

/** The info metric by which a service says what it runs, and the label that does. */
export function versionsOf({
  metrics,
}: Pick<ServiceContext["service"], "metrics">):
  | { readonly metric: Metric; readonly label: string }
  | undefined {
  const [first] = Object.values(metrics).flatMap((metric) => {
    const label =
      metric.kind === "info" ? VERSION_LABELS.find((name) => metric.labels.includes(name)) : undefined;
    // Versions of a runtime change with an image, but they are not what people deploy.
    return label === undefined || /^(go|jvm|nodejs|python|process|probe)_/.test(metric.name)
      ? []
      : [{ metric, label }];
  });
  return first;
}
