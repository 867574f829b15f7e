import type { Catalog } from "../definitions/catalog.ts";
import { relocated, sourceOf } from "../definitions/source.ts";
import { type Diagnostic, diagnostic } from "../diagnostics/index.ts";
import { isRecord } from "./is-record.ts";
import { parseDefinition } from "./issues.ts";
import type { RawDefinition } from "./raw-definition.ts";
import { messageOf } from "./thrown.ts";

/**
 * Adds what catalogs bring to a service: their metrics, where the service declares none of that name, and their
 * SLOs and alerts after its own. A mistake in those is found where the catalog was asked for.
 */
export function withCatalogs(service: RawDefinition, diagnostics: Diagnostic[]): RawDefinition {
  const { uses, ...rest } = service;
  if (uses === undefined) {
    return relocated(rest, service);
  }
  const name = typeof service.name === "string" ? service.name : "?";
  const path = `services.${name}.uses`;
  if (!Array.isArray(uses)) {
    const hint = "Write a list of catalogs, such as `uses: [postgres()]`.";
    diagnostics.push(
      diagnostic("invalid-value", { path, message: "not a list", hint, source: sourceOf(service) }),
    );
    return relocated(rest, service);
  }
  const metrics: Record<string, unknown> = isRecord(rest.metrics) ? { ...rest.metrics } : {};
  const used = new Set<string>();
  const taken = new Set(Object.values(metrics).map((metric) => isRecord(metric) && metric.name));
  const slos: unknown[] = [];
  const alerts: unknown[] = [];
  const rows: unknown[] = [];
  for (const [index, catalog] of uses.entries()) {
    if (!isCatalog(catalog)) {
      const hint = "Use a catalog of crowsnest/catalogs, or one of your own by defineCatalog.";
      const source = sourceOf(catalog) ?? sourceOf(service);
      diagnostics.push(
        diagnostic("invalid-value", { path: `${path}[${index}]`, message: "not a catalog", hint, source }),
      );
      continue;
    }
    if (used.has(catalog.name)) {
      diagnostics.push(usedTwice(catalog, `${path}[${index}]`));
      continue;
    }
    used.add(catalog.name);
    diagnostics.push(...mistakesIn(catalog, `${path}[${index}]`));
    for (const [key, metric] of Object.entries(catalog.metrics)) {
      const own = `${catalog.name}${key.charAt(0).toUpperCase()}${key.slice(1)}`;
      if (!taken.has(metric.name) && !Object.hasOwn(metrics, own)) {
        taken.add(metric.name);
        metrics[own] = relocated({ ...metric }, catalog);
      }
    }
    const made = attempt(() => catalog.of(name), catalog, path, diagnostics);
    slos.push(...(made?.slos ?? []).map((slo) => askedFor(slo, catalog)));
    alerts.push(...(made?.alerts ?? []).map((alert) => askedFor(alert, catalog)));
    rows.push(...(made?.rows ?? []).map((row) => rowAskedFor(row, catalog)));
  }
  return relocated(
    {
      ...rest,
      ...(isRecord(rest.metrics) || rest.metrics === undefined ? { metrics } : {}),
      slos: Array.isArray(rest.slos) ? [...rest.slos, ...slos] : rest.slos,
      alerts: Array.isArray(rest.alerts) ? [...rest.alerts, ...alerts] : rest.alerts,
      rows: rest.rows === undefined ? rows : Array.isArray(rest.rows) ? [...rest.rows, ...rows] : rest.rows,
    },
    service,
  );
}

function isCatalog(value: unknown): value is Catalog {
  return (
    isRecord(value) &&
    value.kind === "catalog" &&
    typeof value.name === "string" &&
    typeof value.of === "function" &&
    isRecord(value.metrics)
  );
}

/** A copy of a part of a catalog, to be found where the catalog was asked for. */
function askedFor(part: unknown, catalog: Catalog): unknown {
  return isRecord(part) ? relocated({ ...part }, catalog) : part;
}

function rowAskedFor(row: unknown, catalog: Catalog): unknown {
  return isRecord(row) && Array.isArray(row.panels)
    ? askedFor({ ...row, panels: row.panels.map((panel) => askedFor(panel, catalog)) }, catalog)
    : askedFor(row, catalog);
}

function usedTwice(catalog: Catalog, path: string): Diagnostic {
  return diagnostic("duplicate-name", {
    path,
    message: `the catalog "${catalog.name}" is used twice`,
    hint: "Leave one out. What else it should watch is another service, or an SLO or alert that this one declares itself.",
    source: sourceOf(catalog),
  });
}

/** What is wrong with the options of a catalog. It brings what it would without them, so that this is told alone. */
function mistakesIn(catalog: Catalog, path: string): readonly Diagnostic[] {
  const { asked } = catalog;
  if (asked === undefined) {
    return [];
  }
  const source = sourceOf(catalog);
  const { diagnostics } = parseDefinition(asked.schema, asked.given as RawDefinition, path);
  return diagnostics.map((each) => ({ ...each, source }));
}

function attempt<Value>(
  action: () => Value,
  catalog: Catalog,
  path: string,
  diagnostics: Diagnostic[],
): Value | undefined {
  try {
    return action();
  } catch (error) {
    diagnostics.push(
      diagnostic("definition-throws", {
        path,
        message: `the catalog "${catalog.name}" threw: ${messageOf(error)}`,
        hint: "Its `slos`, `alerts` and `rows` receive its metrics as handles, and return lists.",
        source: sourceOf(catalog),
      }),
    );
    return undefined;
  }
}
