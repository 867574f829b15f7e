import { aggregate, combine, selector } from "../../query/promql/index.ts";
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
export function deployAnnotations({ service, identity, rawStep }: ServiceContext): readonly Annotation[] {
  const found = Object.values(service.metrics).flatMap((metric) => {
    const label =
      metric.kind === "info" ? VERSION_LABELS.find((name) => metric.labels.includes(name)) : undefined;
    // Versions of a runtime change with an image, but they are not what people deploy.
    return label === undefined || /^(go|jvm|nodejs|python|process)_/.test(metric.name)
      ? []
      : [{ metric, label }];
  });
  const [first] = found;
  if (first === undefined) {
    return [];
  }
  const by = { by: [first.label] };
  const versions = selector(first.metric.name, identity);
  const now = aggregate("count", versions, by);
  const before = aggregate("count", { ...versions, offset: BEFORE }, by);
  // Without any series before, the service was not new but unseen.
  const seen = aggregate("count", { ...versions, offset: BEFORE });
  return [
    {
      name: "Deploys",
      expr: printQuery(
        combine(combine(now, "unless", before, { on: [first.label] }), "and", seen, { on: [] }),
      ),
      minStep: rawStep,
      title: `Version {{${first.label}}}`,
      text: `First seen in ${first.metric.name}`,
      tagLabels: [],
      level: "notice",
    },
  ];
}
