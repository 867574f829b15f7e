import { describe, expect, it } from "vitest";
import { ExpositionReader } from "../../../src/live/exposition/reader.ts";
import type { ExposedFamily } from "../../../src/live/family.ts";
import { readExposition } from "../../support/exposition.ts";

const CLASSIC = `# a remark
# HELP jobs_total All jobs.\\nEver \\\\ done.
# TYPE jobs_total counter
jobs_total{queue="a",empty=""} 3
jobs_total{queue="b"} 4 1700000000000
# TYPE wait_seconds histogram
wait_seconds_bucket{queue="a",le="0.5"} 1
wait_seconds_bucket{queue="a",le="1"} 1
wait_seconds_bucket{queue="a",le="+Inf"} 1
wait_seconds_sum{queue="a"} 1
wait_seconds_count{queue="a"} 1
wait_seconds_bucket{queue="b",le="1.0"} 1
wait_seconds_bucket{queue="b",le="+Inf"} 1
# TYPE gc_seconds summary
gc_seconds{quantile="0.5"} 1
gc_seconds_sum 1
gc_seconds_count 1
# TYPE later gauge
plain 1\r
`;

describe("a page of metrics", () => {
  it("is read in Prometheus's text format", () => {
    expect(readExposition(CLASSIC).families.map(told)).toMatchInlineSnapshot(`
      [
        "{"name":"gc_seconds","type":"summary","bounds":[],"unevenBounds":[],"quantiles":true,"alwaysOne":true,"labels":[],"series":["gc_seconds","gc_seconds_sum","gc_seconds_count"]}",
        "{"name":"jobs_total","type":"counter","help":"All jobs.\\nEver \\\\ done.","bounds":[],"unevenBounds":[],"quantiles":false,"alwaysOne":false,"labels":["queue=a|b"],"series":["jobs_total"]}",
        "{"name":"later","type":"gauge","bounds":[],"unevenBounds":[],"quantiles":false,"alwaysOne":false,"labels":[],"series":[]}",
        "{"name":"plain","type":"unknown","bounds":[],"unevenBounds":[],"quantiles":false,"alwaysOne":true,"labels":[],"series":["plain"]}",
        "{"name":"wait_seconds","type":"histogram","bounds":[1],"unevenBounds":[0.5],"quantiles":false,"alwaysOne":true,"labels":["queue=a|b"],"series":["wait_seconds_bucket","wait_seconds_sum","wait_seconds_count"]}",
      ]
    `);
  });

  it("is read in OpenMetrics", () => {
    const page = `# TYPE jobs counter
# UNIT size bytes
# TYPE size gauge
jobs_total{queue="a"} 3 # {trace_id="x"} 1
jobs_created{queue="a"} 1700000000.1
size 3
# TYPE build info
build_info{version="1"} 1
# TYPE mode stateset
mode{mode="on"} 1
# TYPE never counter
# EOF
`;
    expect(readExposition(page).families.map(told)).toMatchInlineSnapshot(`
      [
        "{"name":"build","type":"info","bounds":[],"unevenBounds":[],"quantiles":false,"alwaysOne":true,"labels":["version=1"],"series":["build_info"]}",
        "{"name":"jobs","type":"counter","bounds":[],"unevenBounds":[],"quantiles":false,"alwaysOne":false,"labels":["queue=a"],"series":["jobs_total","jobs_created"]}",
        "{"name":"mode","type":"stateset","bounds":[],"unevenBounds":[],"quantiles":false,"alwaysOne":true,"labels":["mode=on"],"series":["mode"]}",
        "{"name":"never_total","type":"counter","bounds":[],"unevenBounds":[],"quantiles":false,"alwaysOne":false,"labels":[],"series":[]}",
        "{"name":"size","type":"gauge","unit":"bytes","bounds":[],"unevenBounds":[],"quantiles":false,"alwaysOne":false,"labels":[],"series":["size"]}",
      ]
    `);
  });

  it("is the same in whatever pieces it comes", () => {
    const reader = new ExpositionReader();
    for (const character of CLASSIC) {
      reader.push(character);
    }
    expect(reader.end().families).toEqual(readExposition(CLASSIC).families);
  });

  it("keeps no more values of a label than make a list", () => {
    const lines = Array.from({ length: 200 }, (_, user) => `logins{user="${user}"} 1\n`);
    const [family] = readExposition(lines.join("")).families;
    expect(family?.labels.get("user")).toMatchObject({ more: true });
    expect(family?.labels.get("user")?.values.size).toBe(50);
  });

  it("tells lines that cannot be read by number", () => {
    const reader = new ExpositionReader();
    reader.push("a 1\n\nb\n# TYPE c thing\n# TYPE a gauge\n# TYPE a counter\n# TYPE h histogram\n# TYPE 1\n");
    reader.push('h_bucket{le="much"} 1\n# EOF\nd 1');
    expect(reader.end().problems.map(({ line, problem }) => `${line}: ${problem}`)).toMatchInlineSnapshot(`
      [
        "3: expected a number as the value, but the line ends",
        "4: "thing" is no type of a metric",
        "6: a has two types, gauge and counter",
        "8: TYPE names no metric",
        "9: the bound of a bucket is no number",
        "11: something follows the end of the page",
      ]
    `);
  });

  it("gives up on what is no page at all", () => {
    const reader = new ExpositionReader();
    reader.push("nothing\n".repeat(1_000));
    expect(reader.hopeless).toBe(true);
    expect(reader.end().problems).toHaveLength(10);
    const endless = new ExpositionReader();
    endless.push("x".repeat(2_000_000));
    expect(endless.end().problems).toEqual([{ line: 1, problem: "the line does not end" }]);
    const many = new ExpositionReader();
    many.push(Array.from({ length: 20_002 }, (_, user) => `user_${user} 1\n`).join(""));
    expect(many.end().problems).toEqual([{ line: 20_001, problem: "there are more than 20,000 metrics" }]);
  });
});

function told({ labels, series, ...family }: ExposedFamily) {
  const seen = [...labels].map(([label, { values }]) => `${label}=${[...values].join("|")}`);
  return JSON.stringify({ ...family, labels: seen, series: [...series] });
}
