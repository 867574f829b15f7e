import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import type { EnvironmentArtifacts } from "../../src/artifacts/index.ts";
import { type Expression, readExpression } from "../../src/checks/promql/expression.ts";
import { expressionChecks } from "../../src/checks/promql/index.ts";
import { type Scope, workspaceScope } from "../../src/checks/promql/scope.ts";
import { type Inference, inference, parsePromql, type SeriesFacts } from "../../src/query/promql/index.ts";
import { type Draft, draftWorkspace, loadWorkspace } from "../../src/workspace/index.ts";
import { compiledShop } from "../support/shop.ts";

const SHOP = fileURLToPath(new URL("../../examples/shop", import.meta.url));

interface Rule {
  readonly name: string;
  readonly isAlert: boolean;
  readonly expr: string;
  readonly labels: Readonly<Record<string, string>>;
}

let draft: Draft;
let environments: readonly EnvironmentArtifacts[];

beforeAll(async () => {
  const { definition } = await loadWorkspace(SHOP);
  if (definition === undefined) {
    throw new Error("the example does not load");
  }
  draft = draftWorkspace(definition).draft;
  environments = (await compiledShop()).environments;
});

function rulesOf({ teams }: EnvironmentArtifacts): readonly Rule[] {
  return teams
    .flatMap(({ prometheusRules }) => prometheusRules.flatMap(({ groups }) => groups))
    .flatMap(({ rules }) => rules)
    .map((rule) => ({
      name: "record" in rule ? rule.record : rule.alert,
      isAlert: "alert" in rule,
      expr: rule.expr,
      labels: rule.labels,
    }));
}

/** What the workspace exposes, and what its own rules record. */
function scopeWith(rules: readonly Rule[]): { readonly scope: Scope; readonly shapeOf: Inference } {
  const base = workspaceScope(draft);
  const recorded = new Map<string, SeriesFacts>();
  /** Records that have some labels in one rule and others in another: nothing is known of those. */
  const uneven = new Set<string>();
  for (const { name, isAlert, expr, labels } of rules) {
    const tree = isAlert ? undefined : parsePromql(expr).expr;
    if (tree !== undefined) {
      const shape = inference((read) => recorded.get(read) ?? base.lookup(read))(tree);
      const series = [...new Set([...shape.labels.names, ...Object.keys(labels)])].sort();
      if ((recorded.get(name)?.labels ?? series).join() !== series.join()) {
        uneven.add(name);
      }
      recorded.set(name, {
        metric: name,
        role: shape.role === "native" || shape.role === "bucket" ? shape.role : "gauge",
        labels: series,
        targetLabels: [],
        unit: shape.unit,
        buckets: undefined,
        values: {},
        bounds: undefined,
        lazy: false,
      });
    }
  }
  const lookup = (name: string) => (uneven.has(name) ? undefined : (recorded.get(name) ?? base.lookup(name)));
  const exists = (name: string) => recorded.has(name) || (!name.includes(":") && base.exists(name));
  return { scope: { ...base, lookup, exists, ownersOf: () => [] }, shapeOf: inference(lookup) };
}

/** What the checks say of an expression that nobody wrote. */
function findings(
  role: Expression["role"],
  text: string,
  given: ReturnType<typeof scopeWith>,
): readonly string[] {
  const [service] = draft.services;
  if (service === undefined) {
    throw new Error("the example has no service");
  }
  const place = { path: "", source: null };
  const read = readExpression({ draft, service, alert: undefined, role, place, ...given }, text);
  return "problems" in read
    ? read.problems.map(({ message }) => `${message}: ${text}`)
    : expressionChecks
        .flatMap((check) => check(read))
        .filter(({ code }) => code !== "counter-without-rate" || !countsByHand(text))
        .map(({ code, message }) => `${code}: ${message}: ${text}`);
}

/** SLOs count events exactly, from the counter's values at two moments, where `increase` would extrapolate. */
function countsByHand(text: string): boolean {
  return text.includes("last_over_time(") && text.includes("resets(");
}

/** Every PromQL expression of a dashboard; variables become what Grafana would put there. */
function panelExpressions(value: unknown): readonly string[] {
  if (Array.isArray(value)) {
    return value.flatMap(panelExpressions);
  }
  if (typeof value !== "object" || value === null) {
    return [];
  }
  const { expr, datasource } = value as { expr?: unknown; datasource?: { type?: unknown } };
  const own = typeof expr === "string" && datasource?.type === "prometheus" ? [filled(expr)] : [];
  return [...own, ...Object.values(value).flatMap(panelExpressions)];
}

function filled(expr: string): string {
  return expr
    .replace(/\$__rate_interval|\$__interval|\$__range/g, "5m")
    .replace(/\$\{?\w+(?::\w+)?\}?/g, ".+");
}

describe("what the example compiles to", () => {
  it("has rules without a mistake that the checks know", () => {
    expect(environments.length).toBeGreaterThan(0);
    for (const environment of environments) {
      const rules = rulesOf(environment);
      const given = scopeWith(rules);
      expect(rules.length).toBeGreaterThan(50);
      const said = rules.flatMap(({ isAlert, expr }) =>
        findings(isAlert ? "condition" : "measurement", expr, given),
      );
      expect([...new Set(said)]).toEqual([]);
    }
  });

  it("has panels that read what is there", () => {
    for (const environment of environments) {
      const given = scopeWith(rulesOf(environment));
      const models = environment.teams.flatMap(({ dashboards }) => dashboards);
      const expressions = [...new Set(models.flatMap(({ json }) => panelExpressions(JSON.parse(json))))];
      expect(expressions.length).toBeGreaterThan(50);
      // A list of services may well have one.
      const said = expressions
        .flatMap((expr) => findings("measurement", expr, given))
        .filter((message) => !message.startsWith("regex-without-pattern"));
      expect([...new Set(said)]).toEqual([]);
    }
  });

  it("links alerts to dashboards that are made", () => {
    for (const { teams } of environments) {
      const uids = new Set(teams.flatMap(({ dashboards }) => dashboards.map(({ uid }) => uid)));
      const links = teams
        .flatMap(({ prometheusRules }) => prometheusRules.flatMap(({ groups }) => groups))
        .flatMap(({ rules }) => rules)
        .flatMap((rule) => ("annotations" in rule ? (rule.annotations.dashboard_url ?? []) : []));
      expect(links.length).toBeGreaterThan(0);
      expect(links.filter((link) => !uids.has(new URL(link).pathname.split("/").at(-1) ?? ""))).toEqual([]);
    }
  });
});
