import { describe, expect, it } from "vitest";
import { logEvents } from "../../src/definitions/index.ts";
import { diagnose, serviceOf, servicesOf } from "../support/definitions.ts";

const said = (bad: string, by?: readonly string[]) =>
  diagnose(
    servicesOf(
      serviceOf({
        logs: {
          format: "json",
          fields: {
            "http.status": { type: "number" },
            dump: { type: "string", searchable: false },
            order_id: { type: "string" },
          },
          levels: ["INFO", "ERROR"],
        },
        slos: [logEvents({ objective: "99", bad, ...(by && { by }) })],
      }),
    ),
  ).map(({ code, message }) => [code, message]);

describe("queries of log lines", () => {
  it("read what the contract has and what every line has", () => {
    expect(said('|= "lost" | http_status >= 500 and order_id != "" or k8s_pod_name =~ "a.*"')).toEqual([]);
    expect(said('| severity_text=~"ERROR|FATAL"')).toEqual([]);
    expect(said('| severity_text="ERROR"', ["k8s_pod_name"])).toEqual([]);
  });

  it("may read what a parser or a format makes", () => {
    expect(said("| json | whatever > 7")).toEqual([]);
    expect(said('| label_format shop=order_id | shop="7"')).toEqual([]);
  });

  it("compare a field with a value of its type", () => {
    expect(said("| order_id == 7")).toEqual([
      ["log-field-type", '"order_id" is a string, and is compared with 7'],
    ]);
    expect(said('| http_status = "abc"')).toEqual([
      ["log-field-type", '"http_status" is a number, and is compared with "abc"'],
    ]);
    expect(said('| order_id =~ ""')).toEqual([
      ["log-field-type", '"order_id" is a string, and is compared with nothing'],
    ]);
    expect(said('| http_status = "500" | http_status != "" | order_id = "7"')).toEqual([]);
  });

  it("name no field that the contract does not have", () => {
    expect(said('| oder_id="7"')).toEqual([["unknown-log-field", 'the log contract has no field "oder_id"']]);
    expect(said('| severity_text="ERROR"', ["oder_id"])).toEqual([
      ["unknown-log-field", 'the log contract has no field "oder_id"'],
    ]);
    expect(said('| dump=~".*secret.*"')).toEqual([
      ["unknown-log-field", 'the log contract says that "dump" is not searched'],
    ]);
  });

  it("compare a field with what it can be", () => {
    expect(said("| order_id > 7")).toEqual([
      ["log-field-type", '"order_id" is a string; ">" compares numbers'],
    ]);
    expect(said('| severity_text="WARNING"')).toEqual([
      ["unknown-label-value", 'no line has the severity "WARNING"'],
    ]);
    expect(said('| severity_text=~"WARN|FATAL"')).toEqual([
      ["unknown-label-value", 'no line has the severity "WARN|FATAL"'],
    ]);
  });
});
