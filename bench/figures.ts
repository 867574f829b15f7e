import type { Figure } from "./figure.ts";
import { figureTable } from "./figure.ts";

/** What `npm run figures -- NAME` can show; each module measures when it is asked and not before. */
const FIGURES: Readonly<Record<string, () => Promise<{ figures(): Promise<readonly Figure[]> }>>> = {
  alerting: () => import("./alerting.ts"),
  check: () => import("./check.ts"),
  dashboards: () => import("./dashboards.ts"),
  logs: () => import("./logs.ts"),
  seeded: () => import("./seeded/index.ts"),
  slo: () => import("./slo.ts"),
  synth: () => import("./synth.ts"),
};

process.exitCode = await main(process.argv.slice(2));

async function main(args: readonly string[]): Promise<number> {
  const json = args.includes("--json");
  const names = args.filter((arg) => arg !== "--json");
  const [name] = names;
  const load = name !== undefined && Object.hasOwn(FIGURES, name) ? FIGURES[name] : undefined;
  if (name === undefined || load === undefined || names.length > 1) {
    process.stderr.write(`Usage: npm run figures -- <${Object.keys(FIGURES).join(" | ")}> [--json]\n`);
    return 2;
  }
  const { figures } = await load();
  const measured = await figures();
  process.stdout.write(json ? `${JSON.stringify({ name, figures: measured })}\n` : figureTable(measured));
  return measured.length > 0 && measured.every(({ holds }) => holds) ? 0 : 1;
}
