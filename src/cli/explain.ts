import { relative } from "node:path";
import { type AlertReport, alertReports, originOf, terms } from "../audit/index.ts";
import type { SourceLocation } from "../diagnostics/index.ts";
import { matcherText, simulator } from "../routing/index.ts";
import type { Ready } from "./compile-or-report.ts";

/** One alert from its definition to whoever hears of it, as plain data. */
export interface AlertExplanation {
  readonly environment: string;
  readonly service: string;
  readonly name: string;
  readonly id: string;
  readonly severity: string;
  readonly definition: { readonly path: string; readonly source: SourceLocation | null };
  readonly rule: {
    readonly group: string;
    readonly evaluatedEvery: string;
    readonly expr: string;
    readonly for: string | null;
    readonly keepFiringFor: string | null;
  };
  readonly deliveries: readonly {
    readonly receiver: string;
    readonly integrations: readonly string[];
    readonly groupWait: string;
    readonly groupInterval: string;
    readonly repeatInterval: string;
    readonly groupBy: readonly string[];
    /** Intervals in which it is told at all, and in which it is not. */
    readonly during: readonly string[];
    readonly notDuring: readonly string[];
  }[];
  /** What keeps it from being told while it fires for the same service, as matchers. */
  readonly inhibitedBy: readonly string[];
  readonly latency: {
    readonly seconds: number;
    readonly limitSeconds: number | null;
    readonly terms: string;
  } | null;
}

/** Explains every alert of a workspace. */
export function explanations({ artifacts, draft, workspace }: Ready): readonly AlertExplanation[] {
  return workspace.environments.flatMap((environment) => {
    const made = artifacts.environments.find((each) => each.environment === environment.name);
    if (made === undefined) {
      return [];
    }
    const { inhibitRules } = simulator(made.alerting.config);
    return alertReports(environment, made).map((report) => {
      const labels = { alertname: report.rule.alert, ...report.rule.labels };
      const inhibitedBy = inhibitRules
        .filter(({ target }) => target.every(({ matches }) => matches(labels)))
        .map(({ equal, source }) => `${source.map(matcherText).join(", ")} of the same ${equal.join(", ")}`);
      return explanation(report, originOf({ draft }, report), inhibitedBy);
    });
  });
}

function explanation(
  report: AlertReport,
  definition: AlertExplanation["definition"],
  inhibitedBy: readonly string[],
): AlertExplanation {
  const { environment, service, id, rule, group, evaluationInterval, latency, limitSeconds } = report;
  return {
    environment,
    service,
    name: rule.alert,
    id,
    severity: rule.labels.severity ?? "none",
    definition,
    rule: {
      group,
      evaluatedEvery: evaluationInterval,
      expr: rule.expr,
      for: rule.for ?? null,
      keepFiringFor: rule.keep_firing_for ?? null,
    },
    deliveries: report.deliveries.map(({ receiver, integrations, route }) => ({
      receiver,
      integrations: integrations.map((list) => list.replace(/_configs$/, "")),
      groupWait: route.groupWait,
      groupInterval: route.groupInterval,
      repeatInterval: route.repeatInterval,
      groupBy: route.groupBy === "all" ? ["..."] : route.groupBy,
      during: route.activeIntervals,
      notDuring: route.muteIntervals,
    })),
    inhibitedBy,
    latency:
      latency === undefined
        ? null
        : { seconds: latency.seconds, limitSeconds: limitSeconds ?? null, terms: terms(latency) },
  };
}

/** An explanation for people. */
export function explanationText(alert: AlertExplanation, cwd: string): string {
  const { definition, rule, latency } = alert;
  const { path, source } = definition;
  const place = source === null ? "" : ` (${relative(cwd, source.file)}:${source.line}:${source.column})`;
  const held = rule.for === null ? "" : `, after it held for ${rule.for}`;
  const kept = rule.keepFiringFor === null ? "" : `, and ${rule.keepFiringFor} longer than it holds`;
  const limit = latency?.limitSeconds == null ? "no limit" : `${latency.limitSeconds} s allowed`;
  const lines = [
    `${alert.id} of ${alert.service} in ${alert.environment}: ${alert.severity}`,
    `  defined    ${path}${place}`,
    `  condition  ${rule.expr}`,
    `  evaluated  every ${rule.evaluatedEvery} in ${rule.group}${held}${kept}`,
    ...alert.deliveries.map((delivery) => `  told       ${deliveryText(delivery)}`),
    ...alert.inhibitedBy.map((source_) => `  quiet      while there is ${source_}`),
    latency === null
      ? `  in time    ${alert.deliveries.some(({ integrations }) => integrations.length > 0) ? "no bound is computed" : "nobody is told"}`
      : `  in time    ${latency.seconds} s at most, ${limit}: ${latency.terms}`,
  ];
  return `${lines.join("\n")}\n`;
}

function deliveryText(delivery: AlertExplanation["deliveries"][number]): string {
  const { receiver, integrations, groupWait, repeatInterval, during, notDuring } = delivery;
  const means = integrations.length === 0 ? "nobody" : integrations.join(", ");
  const open = during.length === 0 ? "" : `, during ${during.join(" or ")}`;
  const closed = notDuring.length === 0 ? "" : `, not during ${notDuring.join(" or ")}`;
  return `${receiver} (${means}) after ${groupWait}, again every ${repeatInterval}${open}${closed}`;
}
