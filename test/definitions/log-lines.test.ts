import { parser } from "@grafana/lezer-logql";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  availability,
  counter,
  defineService,
  kubernetes,
  LogLines,
  logAlert,
  logEvents,
} from "../../src/definitions/index.ts";
import { parseLogql } from "../../src/query/logql/index.ts";
import { diagnose, payments, serviceOf, servicesOf } from "../support/definitions.ts";

const runsOn = kubernetes({ namespace: "shop", selector: { app: "checkout" }, metricsPort: "http" });
const fields = {
  "http.status": { type: "number" },
  dump: { type: "string", searchable: false },
  order_id: { type: "string" },
  paid: { type: "boolean" },
} as const;

describe("a condition on log lines", () => {
  const lines = new LogLines<typeof fields>();

  it("is a LogQL pipeline", () => {
    expect(lines.pipeline).toBe("");
    expect(lines.where({ severity: ["ERROR", "FATAL"], "http.status": { atLeast: 500 } }).pipeline).toBe(
      '| severity_text =~ "ERROR|FATAL" | http_status >= 500',
    );
    expect(
      lines.where({ order_id: /A.*/, paid: false, "http.status": 404 }).containing("lost").without("test")
        .pipeline,
    ).toBe('| order_id =~ "A.*" | paid = "false" | http_status == 404 |= "lost" != "test"');
  });

  it("stays what it is, whatever a value holds", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (value, text) => {
        const { pipeline } = lines.where({ order_id: value }).containing(text);
        const { expr, problems } = parseLogql(`{a="b"} ${pipeline}`);
        expect(problems).toEqual([]);
        expect(expr).toMatchObject({
          stages: [
            { filter: { label: "order_id", operator: "=", value: { text: value } }, kind: "labelFilter" },
            { kind: "lineFilter", operator: "|=", values: [text] },
          ],
        });
      }),
    );
  });

  it("knows the fields of the contract, their types, and which are searched", () => {
    const declared = defineService({
      name: "checkout",
      team: payments,
      runsOn,
      metrics: { requests: counter("http_requests_total", { labels: ["status_code"] }) },
      logs: {
        format: "json",
        fields: { status: { type: "number" }, dump: { type: "string", searchable: false } },
      },
      slos: ({ requests }, orders) => [
        availability({ objective: "99.9", total: requests, bad: { status_code: /5../ } }),
        logEvents({ objective: "99", bad: orders.where({ status: { above: 499 } }) }),
      ],
      logAlerts: (orders) => [
        logAlert("OrdersBroken", {
          // @ts-expect-error no field of the contract
          lines: orders.where({ stauts: 500 }),
          above: 1,
          within: "5m",
          severity: "warning",
          summary: "Orders break",
        }),
        logAlert("OrdersStrange", {
          // @ts-expect-error a number is not text
          lines: orders.where({ status: "many" }),
          above: 1,
          within: "5m",
          severity: "warning",
          summary: "Orders are strange",
        }),
        logAlert("OrdersDumped", {
          // @ts-expect-error not searched
          lines: orders.where({ dump: "x" }),
          above: 1,
          within: "5m",
          severity: "warning",
          summary: "Orders are dumped",
        }),
        logAlert("OrdersLoud", {
          // @ts-expect-error no severity of OpenTelemetry
          lines: orders.where({ severity: "WARNING" }),
          above: 1,
          within: "5m",
          severity: "warning",
          summary: "Orders are loud",
        }),
      ],
    });
    // What the compiler refuses, the check finds too, for those who have no compiler.
    expect(diagnose(servicesOf(declared)).map(({ code, path }) => [code, path])).toEqual([
      ["unknown-log-field", "services.checkout.logAlerts.OrdersBroken.lines"],
      ["log-field-type", "services.checkout.logAlerts.OrdersStrange.lines"],
      ["unknown-log-field", "services.checkout.logAlerts.OrdersDumped.lines"],
      ["unknown-label-value", "services.checkout.logAlerts.OrdersLoud.lines"],
    ]);
  });
});

describe("alerts on log lines", () => {
  const named = (name: string, lines = "") =>
    logAlert(name, { above: 1, lines, severity: "warning", summary: "Lines", within: "5m" });

  it("need logs, LogQL, and names of their own", () => {
    const codes = (options: Parameters<typeof serviceOf>[0]) =>
      diagnose(servicesOf(serviceOf(options))).map(({ code }) => code);
    const logs = { format: "json" } as const;
    expect(codes({ logAlerts: [named("Lost", '|= "lost"')], logs })).toEqual([]);
    expect(codes({ logAlerts: [named("Lost")] })).toEqual(["missing-key"]);
    expect(codes({ logAlerts: [named("Lost", "lost")], logs })).toEqual(["invalid-value"]);
    expect(codes({ logAlerts: [named("Lost", '| = "lost"')], logs })).toEqual(["invalid-logql"]);
    expect(codes({ logAlerts: [named("Lost"), named("Lost")], logs })).toEqual(["duplicate-name"]);
    expect(codes({ logAlerts: [named("LogErrors")], logs })).toEqual(["duplicate-name"]);
    expect(codes({ logAlerts: () => [named("lost lines")], logs })).toEqual(["invalid-name"]);
  });

  it("are told from what is no LogQL", () => {
    let mistakes = 0;
    parser.parse('{a="b"} | = "lost"').iterate({
      enter: ({ type }) => {
        mistakes += type.isError ? 1 : 0;
      },
    });
    expect(mistakes).toBeGreaterThan(0);
  });
});
