import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { run, tool } from "./tools.ts";

/** An alert as Alertmanager's templates see it. */
export interface TemplateAlert {
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly startsAt: string;
  readonly endsAt?: string;
}

/** Renders text with `amtool template render`, on Alertmanager's data for these alerts. */
export async function renderTemplate(options: {
  readonly templates: string;
  readonly text: string;
  readonly alerts: readonly TemplateAlert[];
  readonly type?: "html" | "text";
  readonly status?: "firing" | "resolved";
}): Promise<string> {
  const { alerts, text, type = "text", status = "firing" } = options;
  const folder = await mkdtemp(join(tmpdir(), "crowsnest-templates-"));
  await writeFile(join(folder, "crowsnest.tmpl"), options.templates);
  const data = {
    alerts: alerts.map((alert) => ({ endsAt: "0001-01-01T00:00:00Z", ...alert, status })),
    commonAnnotations: common(alerts.map(({ annotations }) => annotations)),
    commonLabels: common(alerts.map(({ labels }) => labels)),
    externalURL: "https://alertmanager.shop.example",
    groupLabels: {},
    receiver: "payments/critical",
    status,
  };
  await writeFile(join(folder, "data.json"), JSON.stringify(data));
  const result = await run((await tool("amtool")).path, [
    "template",
    "render",
    `--template.glob=${join(folder, "*.tmpl")}`,
    `--template.text=${text}`,
    `--template.type=${type}`,
    `--template.data=${join(folder, "data.json")}`,
  ]);
  if (result.code !== 0) {
    throw new Error(result.stderr);
  }
  return result.stdout;
}

function common(sets: readonly Readonly<Record<string, string>>[]): Readonly<Record<string, string>> {
  const [first = {}, ...rest] = sets;
  return Object.fromEntries(
    Object.entries(first).filter(([name, value]) => rest.every((set) => set[name] === value)),
  );
}
