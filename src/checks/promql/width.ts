import type { ExpressionCheck } from "./expression.ts";

/** Labels that tell one service's series from another's. */
const IDENTITY: ReadonlySet<string> = new Set([
  "service",
  "job",
  "namespace",
  "pod",
  "instance",
  "team",
  "container",
]);

/** PromQL text is not narrowed to its service; where several expose a metric, it says whose series are meant. */
export const width: ExpressionCheck = ({ isText, parts, scope, service, find }) =>
  !isText || service === undefined
    ? []
    : parts.flatMap(({ node }) => {
        const owners = node.kind === "selector" ? scope.ownersOf(node.metric) : [];
        if (node.kind !== "selector" || owners.length < 2) {
          return [];
        }
        if (node.matchers.some(({ label }) => IDENTITY.has(label))) {
          return [];
        }
        const message = `${node.metric} is exposed by ${owners.slice(0, 5).join(", ")}: all of them are read`;
        return [find("reads-other-services", node, message, `Say whose: {service="${service.value.name}"}.`)];
      });
