import type { RawCondition } from "../../definitions/condition.ts";
import { type Condition, rateInterval } from "../../definitions/index.ts";
import { sliSelections } from "../../definitions/sli.ts";
import {
  type Diagnostic,
  type DiagnosticCode,
  diagnostic,
  type SourceLocation,
} from "../../diagnostics/index.ts";
import { withoutVariables } from "../../imported/index.ts";
import {
  childrenOf,
  durationSeconds,
  type Inference,
  inference,
  type Matcher,
  mapSelectors,
  type PromqlExpr,
  parsePromql,
  printPromql,
  type Span,
  type SyntaxProblem,
  selector,
} from "../../query/promql/index.ts";
import { type Draft, type Drafted, type ParsedService, runsIn } from "../../workspace/index.ts";
import type { Check } from "../check.ts";
import { type Scope, serviceScope, workspaceScope } from "./scope.ts";

/** What a check sees of an expression that a user wrote. */
export interface Expression {
  readonly draft: Draft;
  /** The service that wrote it; none did where it stands in a dashboard's file. */
  readonly service: Drafted<ParsedService> | undefined;
  /** A condition of an alert or of good time, the series that an SLO counts, or a ratio that an SLO reads. */
  readonly role: "condition" | "selection" | "measurement";
  /** The alert that waits for it; none waits for what an SLO reads. */
  readonly alert: ParsedService["alerts"][number] | undefined;
  /** Whether it is PromQL text; nothing is added to it, so that it reads what it says. */
  readonly isText: boolean;
  readonly expr: PromqlExpr;
  readonly scope: Scope;
  /** What a part of it gives. */
  readonly shapeOf: Inference;
  /** Every part with what it stands in, innermost first. */
  readonly parts: readonly Part[];
  /** A diagnostic about a part, with the part's place in it. */
  find(code: DiagnosticCode, part: PromqlExpr | Matcher, message: string, hint: string): Diagnostic;
  /** A diagnostic about the alert's other keys. */
  findAt(key: string, code: DiagnosticCode, message: string, hint: string): Diagnostic;
}

/** A part of an expression. */
export interface Part {
  readonly node: PromqlExpr;
  readonly parents: readonly PromqlExpr[];
}

/** PromQL text that cannot be read. */
export interface UnreadableText {
  readonly place: Place;
  readonly text: string;
  readonly problems: readonly SyntaxProblem[];
}

interface Place {
  readonly path: string;
  readonly source: SourceLocation | null;
}

interface Expressions {
  readonly readable: readonly Expression[];
  readonly unreadable: readonly UnreadableText[];
}

const known = new WeakMap<Draft, Expressions>();

/** Every expression of a workspace that a user wrote; read once for all checks. */
export function expressionsOf(draft: Draft): Expressions {
  const done = known.get(draft);
  if (done !== undefined) {
    return done;
  }
  const all = new Collector(draft).collect();
  known.set(draft, all);
  return all;
}

type Given = Pick<Expression, "service" | "role" | "alert"> & { readonly place: Place };

class Collector {
  readonly #draft: Draft;
  readonly #readable: Expression[] = [];
  readonly #unreadable: UnreadableText[] = [];
  #everything: { readonly scope: Scope; readonly shapeOf: Inference } | undefined;

  constructor(draft: Draft) {
    this.#draft = draft;
  }

  collect(): Expressions {
    for (const service of this.#draft.services) {
      const scope = serviceScope(service.value.metrics);
      const own = { scope, shapeOf: inference(scope.lookup) };
      service.value.slos.forEach(({ sli }, index) => {
        const given = { service, alert: undefined, place: service.at("slos", index) };
        if (sli.kind === "errorRatio") {
          this.#text({ ...given, role: "measurement" }, sli.promql);
        } else if (sli.kind === "timeSlices") {
          this.#condition({ ...given, role: "condition" }, sli.good, own);
        } else {
          for (const { metric, matchers } of sliSelections(sli)) {
            const counted = scope.exists(`${metric}_count`) ? `${metric}_count` : metric;
            this.#made({ ...given, role: "selection" }, selector(counted, matchers), own);
          }
        }
      });
      service.value.alerts.forEach((alert, index) => {
        const given = { service, alert, place: service.at("alerts", index), role: "condition" } as const;
        this.#condition(given, alert.when, own);
      });
      service.value.rows.forEach(({ panels }, row) => {
        panels.forEach(({ of }, panel) => {
          const place = service.at("rows", row, "panels", panel);
          const given = { service, alert: undefined, place, role: "measurement" } as const;
          for (const query of Object.values(of)) {
            if ("expr" in query) {
              this.#made(given, withWindows(query.expr), own);
            } else {
              this.#text(given, withoutVariables(query.promql) ?? "", false);
            }
          }
        });
      });
    }
    return { readable: this.#readable, unreadable: this.#unreadable };
  }

  #condition(given: Given, when: Condition | RawCondition, own: Pick<Expression, "scope" | "shapeOf">): void {
    if ("expr" in when) {
      this.#made(given, when.expr, own);
    } else {
      this.#text(given, when.promql);
    }
  }

  #made(given: Given, expr: PromqlExpr, own: Pick<Expression, "scope" | "shapeOf">): void {
    this.#readable.push(expression({ draft: this.#draft, isText: false, ...given, ...own, expr }));
  }

  #text(given: Given, text: string, places = true): void {
    if (text === "") {
      return;
    }
    if (this.#everything === undefined) {
      const scope = workspaceScope(this.#draft);
      this.#everything = { scope, shapeOf: inference(scope.lookup) };
    }
    const read = readExpression({ draft: this.#draft, ...given, ...this.#everything }, text, places);
    if ("problems" in read) {
      this.#unreadable.push(read);
    } else {
      this.#readable.push(read);
    }
  }
}

/** Longer than four scrapes of anything: what Grafana makes of the window that grows with the time shown. */
const GROWN_WINDOW = "1h";

/** An expression of a panel with a real window in the place of Grafana's. */
function withWindows(expr: PromqlExpr): PromqlExpr {
  return mapSelectors(expr, (selector) =>
    selector.range === rateInterval ? { ...selector, range: GROWN_WINDOW } : selector,
  );
}

/** Reads PromQL text as an expression for checks. */
export function readExpression(
  given: Given & Pick<Expression, "draft" | "scope" | "shapeOf">,
  text: string,
  /** Whether to say where in the text a part is; of no use when nobody wrote that text. */
  places = true,
): Expression | UnreadableText {
  const { expr, problems, spanOf } = parsePromql(text);
  const locate = (part: PromqlExpr | Matcher) => (places ? whereIn(text, spanOf(part)) : "");
  return expr === undefined
    ? { place: given.place, text, problems }
    : expression({ ...given, isText: true, expr, locate });
}

/** A check of one expression at a time. */
export type ExpressionCheck = (expression: Expression) => readonly Diagnostic[];

/** A check of all expressions of a workspace. */
export function onExpressions(check: ExpressionCheck): Check {
  return (draft) => expressionsOf(draft).readable.flatMap(check);
}

function expression(
  given: Omit<Expression, "parts" | "find" | "findAt"> & {
    readonly place: Place;
    readonly locate?: (part: PromqlExpr | Matcher) => string;
  },
): Expression {
  const { place, locate = () => "", ...rest } = given;
  let parts: readonly Part[] | undefined;
  return {
    ...rest,
    get parts() {
      parts ??= partsOf(rest.expr, []);
      return parts;
    },
    find: (code, part, message, hint) =>
      diagnostic(code, { ...place, message: `${message}${shown(part)}${locate(part)}`, hint }),
    findAt: (key, code, message, hint) =>
      diagnostic(code, { path: `${place.path}.${key}`, source: place.source, message, hint }),
  };
}

function partsOf(node: PromqlExpr, parents: readonly PromqlExpr[]): readonly Part[] {
  const inside = [node, ...parents];
  return [{ node, parents }, ...childrenOf(node).flatMap((child) => partsOf(child, inside))];
}

const LONGEST_PART = 120;

// A matcher or a selector is named by its label or metric already.
function shown(part: PromqlExpr | Matcher): string {
  if (!("kind" in part) || (part.kind === "selector" && part.range === undefined)) {
    return "";
  }
  const text = printPromql(part);
  return `, in \`${text.length > LONGEST_PART ? `${text.slice(0, LONGEST_PART - 1)}…` : text}\``;
}

/** Line and column of a part, when the text has more than one line; else the column alone. */
export function whereIn(text: string, span: Span | undefined): string {
  if (span === undefined) {
    return "";
  }
  const before = text.slice(0, span.from).split("\n");
  const column = (before.at(-1) ?? "").length + 1;
  return text.includes("\n") ? ` (line ${before.length}, column ${column})` : ` (column ${column})`;
}

/** Whether a series surely lacks a label. */
export { lacks as lacksLabel } from "../../query/promql/index.ts";

/** The environments that an expression's service runs in, or all without one, with Prometheus's settings there. */
export function settingsOf({ draft, service }: Expression) {
  return draft.environments
    .filter(({ value }) => service === undefined || runsIn(service.value, value.name))
    .map(({ value }) => ({ name: value.name, prometheus: value.settings.prometheus }));
}

/** How often a metric that an expression reads is scraped, at the slowest; `undefined` when nobody knows. */
export function slowestScrape(
  expression: Expression,
  metric: string,
): { readonly seconds: number; readonly where: string } | undefined {
  const { draft, isText, scope, service } = expression;
  const owners = isText || service === undefined ? scope.ownersOf(metric) : [service.value.name];
  const ofCluster = Object.values(service?.value.metrics ?? {}).some(
    ({ about, name }) => name === metric && about !== undefined,
  );
  const intervals = draft.services
    .filter(({ value }) => owners.includes(value.name))
    .flatMap(({ value }) =>
      settingsOf(expression).map(({ name, prometheus }) => ({
        seconds: durationSeconds(
          ofCluster ? prometheus.scrapeInterval : (value.runsOn.scrapeInterval ?? prometheus.scrapeInterval),
        ),
        where: ofCluster || value.runsOn.scrapeInterval === undefined ? ` in "${name}"` : "",
      })),
    );
  return intervals.sort((a, b) => b.seconds - a.seconds)[0];
}
