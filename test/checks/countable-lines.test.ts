import { describe, expect, it } from "vitest";
import { elk, logEvents } from "../../src/definitions/index.ts";
import { diagnose, platformOf, serviceOf, workspaceOf } from "../support/definitions.ts";

const said = (bad: string, by?: readonly string[]) =>
  diagnose(
    workspaceOf({
      platform: platformOf({ logs: elk({ kibana: { url: "https://kibana.example.com" } }) }),
      services: [
        serviceOf({
          logs: { format: "json", fields: { "http.status": { type: "number" }, shop: { type: "string" } } },
          slos: [logEvents({ objective: "99", bad, ...(by && { by }) })],
        }),
      ],
    }),
  ).map(({ code, message }) => [code, message]);

describe("SLOs on lines that Elasticsearch keeps", () => {
  it("are conditions on one line", () => {
    expect(said('|= "lost" | http_status >= 500 and shop!="" or severity_text=~"ERROR|FATAL"')).toEqual([]);
    expect(said('| json | shop="7"', ["shop", "http_status"])).toEqual([]);
  });

  it("ask for nothing that only Loki does", () => {
    const alone = 'is Loki\'s alone, and "production" keeps logs in Elasticsearch';
    expect(
      [
        "| pattern `<_> <status>`",
        "| json | whatever > 7",
        '| json kind="a.b"',
        '| label_format a=shop | a="7"',
        "| http_status > 5KB",
        "|> `<_> lost`",
      ].flatMap((bad) => said(bad)),
    ).toEqual([
      ["lines-not-countable", `the parser "pattern" with arguments ${alone}`],
      ["lines-not-countable", `the label "whatever", which the log contract does not name, ${alone}`],
      ["lines-not-countable", `the parser "json" with arguments ${alone}`],
      ["lines-not-countable", `"label_format" ${alone}`],
      ["lines-not-countable", `the label "a", which the log contract does not name, ${alone}`],
      ["lines-not-countable", `the comparison with 5KB ${alone}`],
      ["lines-not-countable", `the pattern filter "|>" ${alone}`],
    ]);
    expect(said('| shop="7"', ["k8s_pod_name"])).toEqual([
      ["lines-not-countable", `a budget by "k8s_pod_name" ${alone}`],
    ]);
  });
});
