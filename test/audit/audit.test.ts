import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { alertReports } from "../../src/audit/index.ts";
import { blackbox } from "../../src/catalogs/index.ts";
import { compileConfig, compileDefinition } from "../../src/cli/pipeline.ts";
import {
  type AlertOverride,
  alert,
  availability,
  counter,
  gauge,
  override,
  type Service,
} from "../../src/definitions/index.ts";
import { serviceOf, servicesOf } from "../support/definitions.ts";

/** What is wrong with a workspace of one service. */
function found(service: Service) {
  return compileDefinition(servicesOf(service)).diagnostics.map(({ code, hint, message, path, source }) => ({
    code,
    hint,
    message,
    path,
    placed: source !== null,
  }));
}

/** Alerts of a workspace of one service, by id. */
function reports(service: Service) {
  const { workspace, artifacts, diagnostics } = compileDefinition(servicesOf(service));
  const [environment] = workspace?.environments ?? [];
  const [made] = artifacts?.environments ?? [];
  if (environment === undefined || made === undefined) {
    throw new Error(JSON.stringify(diagnostics));
  }
  return new Map(alertReports(environment, made).map((report) => [report.id, report]));
}

const metrics = {
  queue: gauge("queue_depth"),
  requests: counter("http_requests_total", { labels: ["status_code"] }),
};

describe("the time to delivery", () => {
  it("of a critical alert must be half a minute, and the message names the longest wait", () => {
    const slow = serviceOf({
      metrics,
      alerts: ({ queue }) => [
        alert("Stuck", {
          when: queue.max().above(1),
          for: "5m",
          severity: "critical",
          summary: "It is stuck",
        }),
      ],
    });
    expect(found(slow)).toMatchInlineSnapshot(`
      [
        {
          "code": "alert-too-slow",
          "hint": "Shorten \`for\`. If it may take longer, say so: \`deliverWithin: "6m"\`.",
          "message": "the alert Stuck can take 324s to be delivered in "production", and 30s is allowed; most of it is for, 5m (scrape 5s + scrape timeout 3s + evaluation 5s + for 5m + grouping 10s + delivery 1s)",
          "path": "services.checkout.alerts.Stuck",
          "placed": true,
        },
      ]
    `);
  });

  it("of a warning is mostly the wait for its group, which fewer members do not shorten", () => {
    const hurried = serviceOf({
      metrics,
      alerts: ({ queue }) => [
        alert("Slow", {
          when: queue.max().above(1),
          deliverWithin: "2m",
          severity: "warning",
          summary: "It is slow",
        }),
      ],
    });
    expect(found(hurried)).toMatchObject([
      {
        code: "alert-too-slow",
        hint:
          "Only critical alerts are told at once; the others are gathered into one message. " +
          'If it may take longer, say so: `deliverWithin: "6m"`.',
      },
    ]);
  });

  it("may be longer where the alert says so", () => {
    const patient = serviceOf({
      metrics,
      alerts: ({ queue }) => [
        alert("Stuck", {
          when: queue.max().above(1),
          for: "5m",
          deliverWithin: "10m",
          severity: "critical",
          summary: "It is stuck",
        }),
      ],
    });
    expect(found(patient)).toEqual([]);
    // Nothing is hurried for an alert that may take its time.
    expect(reports(patient).get("Stuck")).toMatchObject({ evaluationInterval: "30s", limitSeconds: 600 });
  });

  it("is kept by scraping and evaluating often, only where it is needed", () => {
    const quick = serviceOf({
      metrics,
      alerts: ({ queue }) => [
        alert("Stuck", { when: queue.max().above(1), severity: "critical", summary: "It is stuck" }),
        alert("Slow", { when: queue.max().above(1), severity: "warning", summary: "It is slow" }),
      ],
    });
    const { Stuck, Slow } = Object.fromEntries(reports(quick));
    expect([Stuck?.evaluationInterval, Stuck?.latency?.seconds]).toEqual(["5s", 24]);
    expect([Slow?.evaluationInterval, Slow?.limitSeconds]).toEqual(["30s", undefined]);
  });

  it("of what is made for the highest tier must hold too, unless an override says otherwise", () => {
    const options = {
      metrics,
      tier: "critical",
      runsOn: {
        kind: "kubernetes",
        namespace: "shop",
        selector: { app: "checkout" },
        metricsPort: "http",
        scrapeInterval: "1m",
      },
    } as const;
    const [slow] = found(serviceOf(options));
    expect(slow).toMatchObject({ code: "alert-too-slow", path: "services.checkout.tier" });
    expect(slow?.hint).toContain('`override("ServiceDown", { deliverWithin: "2m", reason: … })`');
    const allowed = override("ServiceDown", {
      deliverWithin: "2m",
      reason: "It is scraped through a slow gateway.",
    });
    expect(found(serviceOf({ ...options, overrides: [allowed] }))).toEqual([]);
  });
});

describe("overrides", () => {
  const critical = (...overrides: readonly AlertOverride[]) =>
    serviceOf({
      metrics,
      tier: "critical",
      slos: ({ requests }) => [
        availability({ objective: "99.9", total: requests, bad: { status_code: /5../ } }),
      ],
      overrides,
    });

  it("change or drop one alert by its id", () => {
    const ids = [...reports(critical()).keys()];
    const changed = reports(
      critical(
        override("ServiceDown", { disable: true, reason: "It is down every night." }),
        override("ErrorBudgetBurn/availability/page-slow", {
          severity: "warning",
          for: "15m",
          reason: "Nobody is woken for a slow burn.",
        }),
      ),
    );
    expect(ids).toContain("ServiceDown");
    expect([...changed.keys()]).toEqual(ids.filter((id) => id !== "ServiceDown"));
    expect(changed.get("ErrorBudgetBurn/availability/page-slow")).toMatchObject({
      deliveries: [{ receiver: "payments/warning" }],
      rule: { for: "15m", labels: { severity: "warning" } },
    });
  });

  it("must name an alert that is there", () => {
    const misspelt = override("ErrorBudgetBurn/availability/fast", { disable: true, reason: "Too loud." });
    expect(found(critical(misspelt))).toEqual([
      {
        code: "unknown-override",
        hint: expect.stringContaining("ErrorBudgetBurn/availability/page-fast"),
        message: 'the service has no alert "ErrorBudgetBurn/availability/fast"',
        path: "services.checkout.overrides[0]",
        placed: true,
      },
    ]);
  });

  it("say either what changes or that it is gone", () => {
    const both = override("ServiceDown", { disable: true, for: "1m", reason: "?" });
    expect(found(serviceOf({ tier: "critical", overrides: [both] })).map(({ code }) => code)).toEqual([
      "invalid-value",
    ]);
  });
});

describe("a ready probe", () => {
  it("of a service of the highest tier is asked often enough", () => {
    const url = "https://checkout.example/health";
    const probed = (interval?: string) =>
      found(serviceOf({ tier: "critical", uses: [blackbox({ url, ...(interval && { interval }) })] }));
    expect(probed()).toMatchObject([
      {
        code: "alert-too-slow",
        hint: expect.stringContaining('`blackbox({ url, interval: "5s" })`'),
        path: "services.checkout.slos.blackbox-probe",
      },
    ]);
    expect(probed("5s")).toEqual([]);
  });
});

describe("the example", () => {
  it("has no alert that is slow or that nobody hears of", async () => {
    const file = fileURLToPath(new URL("../../examples/shop", import.meta.url));
    const { workspace, artifacts, diagnostics } = await compileConfig(file);
    expect(diagnostics).toEqual([]);
    const all = (workspace?.environments ?? []).flatMap((environment, index) => {
      const made = artifacts?.environments[index];
      return made === undefined ? [] : alertReports(environment, made);
    });
    expect(all.length).toBeGreaterThan(100);
    for (const { deliveries, id, rule } of all) {
      // Nobody is sent what is only for information; it is told where somebody looks.
      expect(
        deliveries.some(({ integrations }) => integrations.length > 0),
        id,
      ).toBe(rule.labels.severity !== "info");
    }
  });
});
