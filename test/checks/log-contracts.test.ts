import { describe, expect, it } from "vitest";
import { type LogContractOptions, linePattern, logAlert } from "../../src/definitions/index.ts";
import { diagnose, serviceOf, servicesOf } from "../support/definitions.ts";

const said = (logs: LogContractOptions) =>
  diagnose(servicesOf(serviceOf({ logs }))).map(({ code, message, path }) => [code, path, message]);
const text = { type: "string" } as const;

describe("a log contract", () => {
  it("has no field of its own under a name that the format uses for what every line has", () => {
    expect(said({ format: "json", fields: { level: text } })).toEqual([
      [
        "invalid-value",
        "services.checkout.logs.fields.level",
        '"level" is how the format writes the severity of a line, and would never be there as a field',
      ],
    ]);
    expect(said({ format: "ecs", fields: { level: text } })).toEqual([]);
  });

  it("has no two fields of one label", () => {
    expect(said({ format: "json", fields: { "http.status": text, http_status: text } })).toEqual([
      [
        "name-collision",
        "services.checkout.logs.fields.http_status",
        '"http.status" and "http_status" are both the label http_status',
      ],
    ]);
  });

  it("has a group of the pattern for each field", () => {
    const format = linePattern(/^(?<order>\d+) (?<message>.*)$/);
    expect(said({ format, fields: { order: text } })).toEqual([]);
    expect(said({ format, fields: { "http.status": text } })).toMatchObject([
      ["invalid-value", "services.checkout.logs.fields.http.status", expect.stringContaining("no group")],
    ]);
  });

  it("does not promise to take out what every line has", () => {
    expect(said({ format: "pino", redact: { fields: ["msg"] } })).toMatchObject([
      ["invalid-value", "services.checkout.logs.redact.fields", expect.stringContaining('"msg"')],
    ]);
    expect(said({ format: "pino", redact: { fields: ["iban"] } })).toEqual([]);
  });

  it("has as many fields as a line keeps, and no name that is taken", () => {
    const fields = (count: number) =>
      Object.fromEntries(
        Array.from({ length: count }, (_, index) => [`f${index}`, { type: "string" }] as const),
      );
    expect(said({ fields: fields(60), format: "json" })).toEqual([]);
    expect(said({ fields: fields(61), format: "json" })).toMatchObject([
      ["invalid-value", "services.checkout.logs.fields", "more than 60 fields"],
    ]);
    const unknown = (logs?: { format: "json" }) =>
      diagnose(servicesOf(serviceOf({ name: "unknown-service", ...(logs && { logs }) }))).map(
        ({ code, path }) => [code, path],
      );
    expect(unknown({ format: "json" })).toEqual([["invalid-name", "services.unknown-service.name"]]);
    expect(unknown()).toEqual([]);
  });
});

describe("an alert on log lines", () => {
  it("has texts that a ruler can read", () => {
    const alert = logAlert("OrdersLost", {
      above: 1,
      lines: '|= "lost"',
      severity: "warning",
      summary: "{{ $value orders are lost",
      within: "5m",
    });
    const found = diagnose(servicesOf(serviceOf({ logs: { format: "json" }, logAlerts: () => [alert] })));
    expect(found).toMatchObject([
      { code: "invalid-template", path: "services.checkout.logAlerts.OrdersLost.summary" },
    ]);
  });

  it("reads no label, for lines are counted together", () => {
    const texts = (summary: string) => {
      const options = { above: 1, lines: '|= "lost"', severity: "warning", within: "5m" } as const;
      const alert = logAlert("OrdersLost", { ...options, summary });
      return diagnose(servicesOf(serviceOf({ logs: { format: "json" }, logAlerts: () => [alert] })));
    };
    expect(texts("{{ $labels.shop }} loses orders")).toMatchObject([
      { code: "template-label-dropped", path: "services.checkout.logAlerts.OrdersLost.summary" },
    ]);
    expect(texts("orders are lost in {{ $externalLabels.environment }}")).toMatchObject([
      { code: "template-label-dropped", message: 'Loki itself has no label "environment": it will be empty' },
    ]);
    expect(texts("{{ $value }} orders are lost")).toEqual([]);
  });

  it("counts lines that are still kept", () => {
    const looksBack = (within: string, retention?: string) =>
      diagnose(
        servicesOf(
          serviceOf({
            logAlerts: () => [
              logAlert("OrdersLost", {
                above: 1,
                lines: '|= "lost"',
                severity: "warning",
                summary: "Lost.",
                within,
              }),
            ],
            logs: { format: "json", ...(retention && { retention }) },
          }),
        ),
      ).map(({ code, path }) => [code, path]);
    expect(looksBack("8d", "7d")).toEqual([
      ["longer-than-retention", "services.checkout.logAlerts.OrdersLost.within"],
    ]);
    expect(looksBack("7d", "7d")).toEqual([]);
    expect(looksBack("400d")).toHaveLength(1);
    expect(looksBack("1h")).toEqual([]);
  });
});
