import type { Metric } from "../definitions/index.ts";
import {
  combine,
  equals,
  type Matcher,
  mapSelectors,
  type PromqlExpr,
  selector,
  type VectorSelector,
} from "../query/promql/index.ts";
import type { ResolvedService } from "../workspace/index.ts";

/** Which claims the pods of a namespace mount, as kube-state-metrics says. */
export const CLAIMS_OF_PODS = "kube_pod_spec_volumes_persistentvolumeclaims_info";
const POD = ["namespace", "pod"] as const;
const CLAIM = ["namespace", "persistentvolumeclaim"] as const;

/** Narrows expressions to one service's series. */
export type Narrowing = (expr: PromqlExpr) => PromqlExpr;

/** Adds matchers to every selector of an expression. */
export function withMatchers(expr: PromqlExpr, matchers: readonly Matcher[]): PromqlExpr {
  return mapSelectors(expr, (vector) => ({ ...vector, matchers: [...matchers, ...vector.matchers] }));
}

/**
 * Makes what narrows expressions to one service's series. Those that the service exposes get the matchers. Those that the cluster
 * exposes carry no label of the service: they get its namespace, and are joined with `up`, which names its pods.
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
  const own: Narrowing = (expr) => withMatchers(expr, matchers);
  if (foreign.size === 0) {
    return own;
  }
  const inNamespace = (vector: VectorSelector): VectorSelector => ({
    ...vector,
    matchers: [equals("namespace", namespace), ...vector.matchers],
  });
  const pods = selector("up", matchers);
  const narrow: Narrowing = (expr) => {
    const vector = expr.kind === "call" ? expr.args.find(isRange) : expr;
    const about = vector?.kind === "selector" ? foreign.get(vector.metric) : undefined;
    if (about !== undefined) {
      // A range cannot be joined, so the function of it is.
      return joined(mapSelectors(expr, inNamespace), about, pods, inNamespace);
    }
    switch (expr.kind) {
      case "selector":
        return own(expr);
      case "subquery":
      case "unary":
        return { ...expr, expr: narrow(expr.expr) };
      case "aggregation":
        return {
          ...expr,
          expr: narrow(expr.expr),
          ...(expr.parameter !== undefined && { parameter: narrow(expr.parameter) }),
        };
      case "call":
        return { ...expr, args: expr.args.map(narrow) };
      case "binary":
        return { ...expr, left: narrow(expr.left), right: narrow(expr.right) };
      default:
        return expr;
    }
  };
  return narrow;
}

function isRange(expr: PromqlExpr): boolean {
  return expr.kind === "selector" && expr.range !== undefined;
}

function joined(
  expr: PromqlExpr,
  about: NonNullable<Metric["about"]>,
  pods: VectorSelector,
  inNamespace: (vector: VectorSelector) => VectorSelector,
): PromqlExpr {
  switch (about) {
    case "pod":
      return combine(expr, "and", pods, { on: [...POD] });
    case "claim": {
      const claims = combine(inNamespace(selector(CLAIMS_OF_PODS)), "and", pods, { on: [...POD] });
      return combine(expr, "and", claims, { on: [...CLAIM] });
    }
    case "namespace":
      return expr;
  }
}
