import type { Metric } from "../definitions/index.ts";
import {
  combine,
  equals,
  type Matcher,
  mapChildren,
  mapSelectors,
  type PromqlExpr,
  selector,
} from "../query/promql/index.ts";
import type { ResolvedService } from "../workspace/index.ts";

/** Which claims the pods of a namespace mount, as kube-state-metrics says. */
const CLAIMS_OF_PODS = "kube_pod_spec_volumes_persistentvolumeclaims_info";
const POD = ["namespace", "pod"] as const;
const CLAIM = ["namespace", "persistentvolumeclaim"] as const;

/** Narrows expressions to one service's series. */
export type Narrowing = (expr: PromqlExpr) => PromqlExpr;

/** Adds matchers to every selector of an expression. */
export function withMatchers(expr: PromqlExpr, matchers: readonly Matcher[]): PromqlExpr {
  return mapSelectors(expr, (vector) => ({ ...vector, matchers: [...matchers, ...vector.matchers] }));
}

/**
 * Keeps what the cluster says of pods to those that are scraped for a service.
 *
 * @param matchers what the service's own series carry
 */
export function ofPods(expr: PromqlExpr, matchers: readonly Matcher[]): PromqlExpr {
  return combine(expr, "and", selector("up", matchers), { on: [...POD] });
}

/** Keeps what the cluster says of claims to those that the pods of {@link ofPods} mount. */
export function ofClaims(expr: PromqlExpr, namespace: string, matchers: readonly Matcher[]): PromqlExpr {
  const claims = ofPods(selector(CLAIMS_OF_PODS, [equals("namespace", namespace)]), matchers);
  return combine(expr, "and", claims, { on: [...CLAIM] });
}

/**
 * Makes what narrows expressions to one service's series. Those that the service exposes get the matchers. Those that
 * the cluster exposes carry no label of the service: they get its namespace, and are joined with `up`, which names its
 * pods.
 *
 * @param matchers what the service's own series carry
 * @example narrowing(service, [equals("service", "checkout")])(expr)
 */
export function narrowing(
  { metrics, namespace }: Pick<ResolvedService, "metrics" | "namespace">,
  matchers: readonly Matcher[],
): Narrowing {
  const foreign = new Map(
    Object.values(metrics).flatMap(({ name, about }) =>
      about === undefined ? [] : [[name, about] as const],
    ),
  );
  if (foreign.size === 0) {
    return (expr) => withMatchers(expr, matchers);
  }
  const joined = (expr: PromqlExpr, about: NonNullable<Metric["about"]>): PromqlExpr => {
    switch (about) {
      case "pod":
        return ofPods(expr, matchers);
      case "claim":
        return ofClaims(expr, namespace, matchers);
      case "namespace":
        return expr;
    }
  };
  const narrow: Narrowing = (expr) => {
    const vector = expr.kind === "call" ? expr.args.find(isRange) : expr;
    const about = vector?.kind === "selector" ? foreign.get(vector.metric) : undefined;
    if (about !== undefined) {
      // A range cannot be joined, so the function of it is.
      return joined(withMatchers(expr, [equals("namespace", namespace)]), about);
    }
    return expr.kind === "selector" ? withMatchers(expr, matchers) : mapChildren(expr, narrow);
  };
  return narrow;
}

function isRange(expr: PromqlExpr): boolean {
  return expr.kind === "selector" && expr.range !== undefined;
}
