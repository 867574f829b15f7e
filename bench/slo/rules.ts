import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parse, stringify } from "yaml";
import { ensureTool } from "../../scripts/tools/ensure.ts";
import { run } from "../../scripts/tools/run.ts";
import type { AlertingRule, RecordingRule, RuleGroup } from "../../src/artifacts/index.ts";
import { sloRuleGroups } from "../../src/compile/slos/index.ts";
import { metricHandles } from "../../src/definitions/handles.ts";
import { availability, counter } from "../../src/definitions/index.ts";
import { environmentOf, service } from "../../test/support/services.ts";
import { writeSlothSpecs } from "../sloth.ts";

/** Rules of one SLO, in the order they are evaluated. */
export interface Rules {
  readonly recording: readonly RecordingRule[];
  readonly alerting: readonly AlertingRule[];
}

const metrics = { requests: counter("http_requests_total", { labels: ["status_code"] }) };

/** What Crowsnest makes of the SLO of a scenario. */
export function ourRules(name: string, window: string): Rules {
  const { requests } = metricHandles(metrics);
  const slo = availability({ objective: "99.9", window, total: requests, bad: { status_code: /5../ } });
  const owner = service({ name, metrics, slos: [slo] });
  return split(sloRuleGroups(environmentOf([owner]), owner));
}

/** What Sloth makes of the same SLO. */
export async function slothRules(scratch: string, name: string, window: string): Promise<Rules> {
  const { path } = await ensureTool("sloth");
  const folder = join(scratch, `sloth-${name}`);
  const of = `environment="production",service="${name}"`;
  await writeSlothSpecs(folder, [
    {
      name,
      slos: [
        {
          name: "availability",
          objective: 99.9,
          errorQuery: `sum(rate(http_requests_total{${of},status_code=~"5.."}[{{.window}}]))`,
          totalQuery: `sum(rate(http_requests_total{${of}}[{{.window}}]))`,
        },
      ],
    },
  ]);
  const windows = join(folder, "windows");
  await mkdir(windows, { recursive: true });
  await writeFile(join(windows, "7d.yaml"), stringify(sevenDays));
  const out = join(folder, "rules.yaml");
  const args = ["generate", "-i", join(folder, `${name}.yaml`), "-o", out, "--default-slo-period", window];
  const given = window === "7d" ? ["--slo-period-windows-path", windows] : [];
  const result = await run(path, [...args, ...given]);
  if (result.code !== 0) {
    throw new Error(`sloth generate: ${result.stderr}`);
  }
  const { groups } = parse(await readFile(out, "utf8")) as { readonly groups: readonly RuleGroup[] };
  return split(groups);
}

// The sample of Sloth's own documentation for a period of a week.
const sevenDays = {
  apiVersion: "sloth.slok.dev/v1",
  kind: "AlertWindows",
  spec: {
    sloPeriod: "7d",
    page: {
      quick: { errorBudgetPercent: 8, shortWindow: "5m", longWindow: "1h" },
      slow: { errorBudgetPercent: 12.5, shortWindow: "30m", longWindow: "6h" },
    },
    ticket: {
      quick: { errorBudgetPercent: 20, shortWindow: "2h", longWindow: "1d" },
      slow: { errorBudgetPercent: 42, shortWindow: "6h", longWindow: "3d" },
    },
  },
};

function split(groups: readonly RuleGroup[]): Rules {
  const rules = groups.flatMap((group) => group.rules);
  return {
    recording: rules.filter((rule): rule is RecordingRule => "record" in rule),
    alerting: rules.filter((rule): rule is AlertingRule => "alert" in rule),
  };
}
