import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { stringify } from "yaml";
import { canonicalOffence } from "../../../src/artifacts/index.ts";
import { logVolumeGroups } from "../../../src/compile/logs/volume.ts";
import { environmentOf, fullService, logContract } from "../../support/services.ts";
import { run, tool } from "../../support/tools.ts";

const folder = mkdtempSync(join(tmpdir(), "crowsnest-volume-"));
const loud = fullService({
  logs: logContract({ expectedBytesPerSecond: "2KiB", expectedLinesPerSecond: 50 }),
});
const groups = logVolumeGroups(environmentOf([loud]), loud);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("the expected volume of a service's logs", () => {
  it("is a warning each for lines and bytes, on what the collectors count", () => {
    expect(
      groups.flatMap(({ rules }) => rules.map(({ expr, labels }) => [labels.counted, expr])),
    ).toMatchInlineSnapshot(`
      [
        [
          "lines",
          "sum(rate(crowsnest_log_lines_total{environment="production",service="checkout"}[10m])) > 100",
        ],
        [
          "bytes",
          "sum(rate(crowsnest_log_bytes_total{environment="production",service="checkout"}[10m])) > 4096",
        ],
      ]
    `);
    expect(canonicalOffence(groups)).toBeUndefined();
  });

  it("is nothing where a service does not say", () => {
    const quiet = fullService();
    expect(logVolumeGroups(environmentOf([quiet]), quiet)).toEqual([]);
  });

  it("fires above twice as much and not at as much, all collectors together", async () => {
    const rules = join(folder, "rules.yaml");
    writeFileSync(rules, stringify({ groups }));
    const series = (metric: string, collector: string, perMinute: number) => ({
      series: `${metric}{environment="production",service="checkout",team="payments",pod="${collector}"}`,
      values: `0+${perMinute}x40`,
    });
    const test = {
      evaluation_interval: "1m",
      rule_files: [rules],
      tests: [
        {
          interval: "1m",
          input_series: [
            series("crowsnest_log_lines_total", "a", 60 * 50),
            series("crowsnest_log_lines_total", "b", 60 * 49),
            series("crowsnest_log_bytes_total", "a", 60 * 2_048),
            series("crowsnest_log_bytes_total", "b", 60 * 4_096),
          ],
          promql_expr_test: [
            {
              expr: 'ALERTS{alertname="LogVolume"}',
              eval_time: "30m",
              exp_samples: [
                {
                  labels:
                    'ALERTS{alertname="LogVolume",alertstate="firing",counted="bytes",environment="production",service="checkout",severity="warning",team="payments"}',
                  value: 1,
                },
              ],
            },
          ],
        },
      ],
    };
    writeFileSync(join(folder, "test.yaml"), stringify(test));
    const { code, stdout, stderr } = await run((await tool("promtool")).path, [
      "test",
      "rules",
      join(folder, "test.yaml"),
    ]);
    expect({ code, stdout, stderr }).toMatchObject({ code: 0 });
  });
});
